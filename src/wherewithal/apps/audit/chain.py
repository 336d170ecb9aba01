"""How an event is sealed: its hash covers all it says and the hash of the event before it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from wherewithal.apps.audit.models import Event, Head

SEALED = (
    "previous_hash",
    "authority",
    "position",
    "at",
    "by_id",
    "what",
    "subject_type",
    "subject_id",
    "details",
    "why",
)


def seal(event: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the fields ``SEALED`` in that order."""
    said = [event[name] for name in SEALED]
    text = json.dumps(said, default=_moment, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _moment(value: Any) -> str:
    return value.astimezone(UTC).isoformat()


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold.  ``event`` is None where the event itself is gone."""

    position: int
    event: Event | None
    says: str


def verify(authority: str) -> Break | None:
    """The first broken event of an authority's chain ("": what belongs to no one authority), or None if it holds.

    Finds an event that was changed, put in, taken out or moved.  It cannot find a chain rewritten from some event
    to its end by somebody who can also write the head: compare the head's hash with one noted elsewhere for that.
    """
    head = Head.objects.filter(pk=authority).first() or Head(pk=authority)
    position, previous, event = 0, "", None
    for event in Event.objects.of(authority).iterator():
        position += 1
        if event.position != position:
            return Break(position, None, "The event is missing")
        if event.previous_hash != previous or seal(vars(event)) != event.hash:
            return Break(position, event, "The event is not what was recorded")
        previous = event.hash
    if position < head.length:
        return Break(position + 1, None, "The event is missing")
    if position > head.length or previous != head.hash:
        return Break(position, event, "The event was not recorded by an action")
    return None
