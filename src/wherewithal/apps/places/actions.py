"""Load the reference data: authorities from our own list, schools from a schools register."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.db import models, transaction

from wherewithal.apps.audit.actions import record
from wherewithal.apps.places.models import Authority, Region, School
from wherewithal.domain.formats.gias.links import read_successors
from wherewithal.domain.formats.gias.schools import Register, SchoolRow, read_schools
from wherewithal.domain.places import authorities as known

Values = dict[str, Any]
BATCH = 1_000

# What a register says of a school under another name than ours, or to no purpose of ours.
NOT_FIELDS = frozenset({"urn", "la_number", "census_type"})


@dataclass(frozen=True)
class Loaded:
    """How many were added, changed and left as they were.

    ``closed``: how many of those that were here this file closes; ``notes``: what is odd about it, in words.
    """

    added: int
    changed: int
    unchanged: int
    closed: int = 0
    notes: tuple[str, ...] = ()


@transaction.atomic
def load_authorities(*, by: models.Model | None) -> Loaded:
    """Bring regions and authorities up to our list; those that were there stay, whatever the list says."""
    for region in known.regions():
        Region.objects.update_or_create(code=region.code, defaults={"name": region.name})
    regions = {region.name: region.code for region in known.regions()}
    wanted = {each.number: _authority_values(each, regions) for each in known.authorities()}
    loaded, _ = _upsert(Authority, wanted)
    _record("authorities.loaded", loaded, by)
    return loaded


@transaction.atomic
def load_schools(source: Path | BinaryIO, *, by: models.Model | None) -> Loaded:
    """Take in a schools register: all of it, or nothing of it if it raises FileRejected.

    A school that the file does not name stays as it is, and so does whatever the file has no column for.
    """
    register = read_schools(source)
    numbers = set(Authority.objects.values_list("pk", flat=True))
    wanted = {row.urn: _school_values(row, register, numbers) for row in register.schools}
    counts, before = _upsert(School, wanted)
    closed = _newly_closed(wanted, before)
    notes = (*register.notes, *_notes(register, numbers))
    loaded = Loaded(counts.added, counts.changed, counts.unchanged, closed, notes)
    _record("schools.loaded", loaded, by)
    return loaded


@transaction.atomic
def load_successors(source: Path | BinaryIO, *, by: models.Model | None) -> Loaded:
    """Note which school took the place of which, where both are known here.  Raises FileRejected."""
    known_urns = set(School.objects.values_list("pk", flat=True))
    pairs = read_successors(source).items()
    wanted = {old: {"successor_id": new} for old, new in pairs if {old, new} <= known_urns}
    loaded, _ = _upsert(School, wanted)
    _record("schools.linked", loaded, by)
    return loaded


def _authority_values(each: known.Authority, regions: dict[str, str]) -> Values:
    return {
        "gss_code": each.gss_code,
        "former_gss_codes": list(each.former_gss_codes),
        "name": each.name,
        "region_id": regions[each.region],
        "opened_on": each.opened_on,
        "closed_on": each.closed_on,
    }


def _school_values(row: SchoolRow, register: Register, numbers: set[str]) -> Values:
    values = {name: getattr(row, name) for name in register.fields - NOT_FIELDS}
    if "la_number" in register.fields:
        values["authority_id"] = row.la_number if row.la_number in numbers else None
    return values


def _notes(register: Register, numbers: set[str]) -> Iterable[str]:
    if "la_number" not in register.fields:
        return
    outside = sum(row.la_number not in numbers for row in register.schools)
    if outside:
        yield f"Schools in no authority of England: {outside:,}."


def _newly_closed(wanted: dict[str, Values], before: dict[str, Values]) -> int:
    """How many schools that were here the file is the first to call closed."""
    closed = {urn for urn, values in wanted.items() if values.get("status") == School.Status.CLOSED}
    return sum(before[urn]["status"] != School.Status.CLOSED for urn in closed & before.keys())


def _upsert(model: type[models.Model], wanted: dict[str, Values]) -> tuple[Loaded, dict[str, Values]]:
    """Write what is new or differs, all rows with the same fields; also returns what was there before, by key."""
    names = sorted(next(iter(wanted.values()), {}))
    before = {row["pk"]: row for row in model.objects.values("pk", *names)}
    added = [key for key in wanted if key not in before]
    changed = [key for key in wanted if key in before and before[key] != {"pk": key} | wanted[key]]
    model.objects.bulk_create(
        [model(pk=key, **wanted[key]) for key in (*added, *changed)],
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=names,
        batch_size=BATCH,
    )
    return Loaded(len(added), len(changed), len(wanted) - len(added) - len(changed)), before


def _record(what: str, loaded: Loaded, by: models.Model | None) -> None:
    counts = {"added": loaded.added, "changed": loaded.changed, "unchanged": loaded.unchanged, "closed": loaded.closed}
    record(what, by=by, authority=None, details=counts)
