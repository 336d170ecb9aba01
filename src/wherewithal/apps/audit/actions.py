"""The only way into the audit trail.  Call it last in the transaction whose change it records."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from wherewithal.apps.audit.chain import SEALED, seal
from wherewithal.apps.audit.details import refuse_personal
from wherewithal.apps.audit.models import Event, Head

COLUMNS = (*SEALED, "hash")
INSERT = f"INSERT INTO audit_event ({', '.join(COLUMNS)})"
FROM_ROWS = f"{INSERT} VALUES ({', '.join(['%s'] * len(COLUMNS))})"
FROM_JSON = f"{INSERT} SELECT {', '.join(COLUMNS)} FROM jsonb_populate_recordset(NULL::audit_event, %s::jsonb)"  # noqa: S608


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What one event is to say.

    ``authority`` is an authority, its number, or None for what belongs to no one authority; ``by`` None is the system.
    """

    what: str
    by: models.Model | None
    authority: models.Model | str | None
    subject: models.Model | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""


def record(
    what: str,
    *,
    by: models.Model | None,
    authority: models.Model | str | None,
    subject: models.Model | None = None,
    details: Mapping[str, Any] | None = None,
    why: str = "",
) -> Event:
    """Add one event to an authority's chain and return it.  Raises PersonalDataInAudit."""
    entry = Entry(what=what, by=by, authority=authority, subject=subject, details=details or {}, why=why)
    with transaction.atomic():
        head = _locked(_chain(entry))
        event = Event.objects.create(**_linked(head, entry, timezone.now()))
        head.save(update_fields=["length", "hash"])
    return event


def looked(subject: models.Model, by: models.Model) -> Event:
    """Record that somebody looked at a page about ``subject``, in the chain of their own authority."""
    return record(f"{subject._meta.model_name}.looked", by=by, authority=by.authority_id, subject=subject)


@transaction.atomic
def record_many(entries: Iterable[Entry]) -> None:
    """Add many events, each to its authority's chain in the order given.  Raises PersonalDataInAudit."""
    at = timezone.now()
    by_chain: dict[str, list[Entry]] = {}
    for entry in entries:
        by_chain.setdefault(_chain(entry), []).append(entry)
    for chain in sorted(by_chain):
        head = _locked(chain)
        _insert(_linked(head, entry, at) for entry in by_chain[chain])
        head.save(update_fields=["length", "hash"])


def _chain(entry: Entry) -> str:
    return getattr(entry.authority, "pk", entry.authority) or ""


def _locked(chain: str) -> Head:
    """The head of a chain, ours alone until the transaction ends; a new chain gets one.

    There is one chain for each authority, so that authorities never wait for each other and each can check or hand
    over its own.  The head is locked on PostgreSQL by SELECT FOR UPDATE; on SQLite the transaction is the only
    writer, because settings open it IMMEDIATE.  If neither held, the database would still refuse the second branch,
    since an authority has each position only once.
    """
    heads = Head.objects.select_for_update().filter(pk=chain)
    head = heads.first()
    if head is None:
        Head.objects.bulk_create([Head(pk=chain)], ignore_conflicts=True)
        head = heads.get()
    return head


def _linked(head: Head, entry: Entry, at: datetime) -> dict[str, Any]:
    """The fields of the next event of a chain; moves the head on to it."""
    refuse_personal(entry.details)
    event = {
        "previous_hash": head.hash,
        "authority": head.pk,
        "position": head.length + 1,
        "at": at,
        "by_id": entry.by.pk if entry.by else None,
        "what": entry.what,
        "subject_type": entry.subject._meta.label_lower if entry.subject else "",
        "subject_id": str(entry.subject.pk) if entry.subject else "",
        "details": dict(entry.details),
        "why": entry.why,
    }
    event["hash"] = seal(event)
    head.length, head.hash = event["position"], event["hash"]
    return event


def _insert(events: Iterator[dict[str, Any]]) -> None:
    """One statement: for 20,000 events three to four times as fast as bulk_create."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FROM_JSON, [json.dumps(list(events), default=str)])
        else:
            cursor.executemany(FROM_ROWS, map(_stored, events))


def _stored(event: dict[str, Any]) -> list[Any]:
    at = connection.ops.adapt_datetimefield_value(event["at"])
    stored = event | {"at": at, "details": json.dumps(event["details"])}
    return [stored[name] for name in COLUMNS]
