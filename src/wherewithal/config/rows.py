"""Every row of the record as a line of text, the same on SQLite and on PostgreSQL, and back."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import CharField, Field, Model, QuerySet
from django.db.models.functions import Collate

Table = type[Model]

LEFT_OUT = frozenset({"sessions.session"})
"""Who was signed in: they sign in again."""

FILLED_BY_MIGRATIONS = frozenset({"contenttypes.contenttype", "auth.permission", "places.region", "places.authority"})
"""What an empty record already holds."""

BYTE_ORDER = {"sqlite": "BINARY", "postgresql": "C"}
BATCH = 1_000


def tables() -> list[Table]:
    """Every table that the models of every app have, those that link two others too, by name."""
    models = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
    kept = (model for model in models if model._meta.label_lower not in LEFT_OUT)
    return sorted(kept, key=name_of)


def name_of(table: Table) -> str:
    return table._meta.db_table


def columns(table: Table) -> list[Field]:
    return list(table._meta.local_concrete_fields)


def rows(table: Table) -> QuerySet:
    """All rows in an order that both databases agree on."""
    key = Collate("pk", BYTE_ORDER[connection.vendor]) if isinstance(table._meta.pk, CharField) else "pk"
    return table._base_manager.order_by(key)


def lines(table: Table) -> Iterator[bytes]:
    """Each row as a JSON list, in the order of ``columns``; never more than a batch in memory."""
    names = [column.attname for column in columns(table)]
    for row in rows(table).values_list(*names).iterator(chunk_size=BATCH):
        yield json.dumps(row, default=text, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def text(value: Any) -> str:
    """What JSON has no form for.  Raises TypeError for a kind of value that no column has held until now."""
    if isinstance(value, date):  # moments are dates too
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"A backup cannot hold a {type(value).__name__} yet")


def digest(content: Iterable[bytes]) -> str:
    """SHA-256 of everything in ``content``, in hexadecimal."""
    together = hashlib.sha256()
    for part in content:
        together.update(part)
    return together.hexdigest()


def insert(table: Table, content: Iterable[bytes]) -> None:
    """Put lines back as rows exactly as they were: no default, no moment of saving is filled in."""
    fields, remaining = columns(table), iter(content)
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quoted(name_of(table))} ({names}) VALUES ({places})"  # noqa: S608  (our own names)
    with connection.cursor() as cursor:
        while batch := list(islice(remaining, BATCH)):
            cursor.executemany(statement, [stored(fields, json.loads(line)) for line in batch])


def stored(fields: list[Field], row: list[Any]) -> list[Any]:
    return [
        field.get_db_prep_save(field.to_python(value), connection) for field, value in zip(fields, row, strict=True)
    ]


def with_rows() -> list[str]:
    """The tables that hold anything but what the migrations put there."""
    ours = (table for table in tables() if table._meta.label_lower not in FILLED_BY_MIGRATIONS)
    return [name_of(table) for table in ours if table._base_manager.exists()]


def empty_what_migrations_filled() -> None:
    with connection.cursor() as cursor:
        for label in FILLED_BY_MIGRATIONS:
            name = connection.ops.quote_name(name_of(apps.get_model(label)))
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608  (our own name)


def count_on_from_here() -> None:
    """Let the database number new rows after those that were put in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
