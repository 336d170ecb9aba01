"""What the record needs of its database beyond the usual: many rows in at once, and lists of rows out in one query."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Aggregate, JSONField, QuerySet, Subquery
from django.db.models.functions import JSONArray

Row = Mapping[str, Any]
One = TypeVar("One")
BATCH = 2_000


def in_batches(rows: Iterable[One]) -> Iterator[list[One]]:
    """A few thousand at a time."""
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        yield some


def columns(model: type[models.Model]) -> list[str]:
    """All but the key."""
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def add_many(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Add rows whose keys nobody asks for, many times as fast as ``bulk_create``.

    A row is a dict of column and value as the database takes it; a column that it leaves out is blank.
    """
    blank = {name: model._meta.get_field(name).get_default() for name in columns(model)}
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in blank)
    whole = (tuple((blank | row).values()) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in whole:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(blank))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", whole)  # noqa: S608


class _List(Aggregate):
    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def listed(rows: QuerySet, under: str, *fields: str) -> Subquery:
    """The rows with the same ``under`` as a column of the query around: a list of lists, each a key and the fields.

    ``rows`` names the row around by OuterRef; ``read`` turns what is found into values.
    """
    return Subquery(rows.order_by().values(under).annotate(listed=_List(JSONArray("pk", *fields))).values("listed"))


def read(model: type[models.Model], fields: Iterable[str], found: list[list[Any]] | None) -> Iterator[dict[str, Any]]:
    """The rows that ``listed`` found, in the order in which they were added: values by field."""
    kinds = [(name, model._meta.get_field(name).to_python) for name in fields]
    for _, *values in sorted(found or []):
        yield {name: value if value is None else kind(value) for (name, kind), value in zip(kinds, values, strict=True)}
