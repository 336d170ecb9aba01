"""An invented schools register for one authority: the establishments that its children attend.

Written as CSV with the column names of "Get information about schools".  URNs begin at 900001, which no real
establishment has, so nothing here can be taken for a real school.
"""

import csv
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any, TextIO

from wherewithal.domain.synth.calibration import published
from wherewithal.domain.synth.dice import Dice
from wherewithal.domain.synth.names import postcode, words
from wherewithal.domain.synth.plan import SynthPlan

FIRST_URN = 900_001
SCHOOL_UKPRN, PROVIDER_UKPRN = 10_990_000, 10_980_000
PLANS_PER_PERSON = 0.81
RESOURCED_EVERY, UNIT_EVERY, CLOSED_EVERY = 8, 13, 40
RESOURCED, UNIT = "Resourced provision", "SEN unit"
NOT_APPLICABLE = "Not applicable"


@dataclass(frozen=True)
class School:
    urn: str
    ukprn: str
    number: str
    kind: str
    name: str
    type: str
    group: str
    phase: str
    lowest_age: int
    highest_age: int
    provision: str
    opened_on: date | None
    closed_on: date | None
    street: str
    town: str
    postcode: str
    easting: int
    northing: int


@dataclass(frozen=True)
class Register:
    """``by_kind`` holds the open ones: by kind alone, and those of a kind with a resourced provision or a SEN unit."""

    schools: tuple[School, ...]
    by_kind: dict[tuple[str, str], tuple[School, ...]]
    providers: tuple[str, ...]

    def choose(self, kind: str, provision: str, roll: float) -> School:
        """One of a kind, the same for the same roll.  Raises KeyError for a kind that the register has not."""
        found = self.by_kind[kind, provision]
        return found[int(roll * len(found))]

    def provider(self, roll: float) -> str:
        """The UKPRN of a provider that has no URN."""
        return self.providers[int(roll * len(self.providers))]


def register(plan: SynthPlan) -> Register:
    """The register of an authority of this size; it does not depend on the year."""
    return _register(plan.seed, plan.people)


def write_schools(target: TextIO, plan: SynthPlan) -> int:
    """Write the register as CSV; the number of schools is returned.  Open ``target`` with ``newline=""``."""
    rows = [_row(school, plan.authority) for school in register(plan).schools]
    writer = csv.DictWriter(target, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return len(rows)


@lru_cache(maxsize=4)
def _register(seed: int, people: int) -> Register:
    dice = Dice(seed, "schools")
    schools = tuple(_schools(dice, people))
    providers = tuple(str(PROVIDER_UKPRN + n) for n in range(1, 3 + people // 3000))
    return Register(schools, _by_kind(schools), providers)


def _schools(dice: Dice, people: int) -> Iterator[School]:
    position = 0
    for kind in _kinds():
        for place in range(_how_many(kind, people)):
            yield _school(dice, kind, position, place)
            position += 1


def _how_many(kind: dict[str, Any], people: int) -> int:
    usual: int = kind["plans"]
    return max(2, round(people * PLANS_PER_PERSON * _share(kind["key"]) / usual))


def _share(key: str) -> float:
    """Share of all plans at establishments of a kind."""
    table = published("places")
    total = sum(map(sum, table.counts.values()))
    stage, _, group = key.partition(" ")
    if key == "nursery":
        return 1204 / total
    if not group:
        return sum(table.counts.get(key, table.counts.get(f"mainstream_{key}", ()))) / total
    rows = slice(0, 1) if stage == "primary" else slice(1, 3)
    return sum(sum(counts[rows]) for name, counts in table.counts.items() if f"mainstream_{group}" in name) / total


def _school(dice: Dice, kind: dict[str, Any], position: int, place: int) -> School:
    low, high = kind["ages"]
    closed = place % CLOSED_EVERY == 2
    opened_on = date(dice.between(2011, 2020), 9, 1) if kind["group"] in {"Academies", "Free Schools"} else None
    return School(
        urn=str(FIRST_URN + position),
        ukprn=str(SCHOOL_UKPRN + position + 1),
        number=str(2000 + position),
        kind=kind["key"],
        name=_name(dice, kind),
        type=dice.pick(kind["types"]),
        group=kind["group"],
        phase=kind["phase"],
        lowest_age=low,
        highest_age=high,
        provision=_provision(kind["key"], place),
        opened_on=opened_on,
        closed_on=date(2021, 8, 31) if closed else None,
        street=f"{dice.pick(words('surname_starts'))} {dice.pick(words('features'))}",
        town=dice.pick(words("places")),
        postcode=postcode(dice),
        easting=400_000 + dice.between(0, 40_000),
        northing=300_000 + dice.between(0, 40_000),
    )


def _name(dice: Dice, kind: dict[str, Any]) -> str:
    if "saints" in kind and dice.chance(0.2):
        return f"St {dice.pick(words('saints'))}'s {kind['saints']}"
    if dice.chance(0.4):
        return f"{dice.pick(words('places'))} {dice.pick(kind['named'])}"
    return f"{dice.pick(words('surname_starts'))} {dice.pick(words('features'))} {dice.pick(kind['named'])}"


def _provision(key: str, place: int) -> str:
    """Some mainstream schools, and always the first of a kind, have a resourced provision or a SEN unit, or both."""
    if not key.startswith(("primary", "secondary")):
        return ""
    found = [RESOURCED] if place % RESOURCED_EVERY == 0 else []
    return " and ".join([*found, UNIT] if place % UNIT_EVERY == 0 else found)


def _by_kind(schools: Sequence[School]) -> dict[tuple[str, str], tuple[School, ...]]:
    found: dict[tuple[str, str], list[School]] = {}
    for school in schools:
        if school.closed_on is None:
            for provision in {"", *school.provision.split(" and ")}:
                found.setdefault((school.kind, provision), []).append(school)
    return {key: tuple(listed) for key, listed in found.items()}


def _row(school: School, authority: str) -> dict[str, str]:
    return {
        "URN": school.urn,
        "LA (code)": authority,
        "EstablishmentNumber": school.number,
        "EstablishmentName": school.name,
        "TypeOfEstablishment (name)": school.type,
        "EstablishmentTypeGroup (name)": school.group,
        "EstablishmentStatus (name)": "Closed" if school.closed_on else "Open",
        "OpenDate": _day(school.opened_on),
        "CloseDate": _day(school.closed_on),
        "PhaseOfEducation (name)": school.phase,
        "StatutoryLowAge": str(school.lowest_age),
        "StatutoryHighAge": str(school.highest_age),
        "UKPRN": school.ukprn,
        "Street": school.street,
        "Town": school.town,
        "Postcode": school.postcode,
        "TypeOfResourcedProvision (name)": school.provision or NOT_APPLICABLE,
        "Easting": str(school.easting),
        "Northing": str(school.northing),
    }


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


@lru_cache
def _kinds() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads((resources.files(__package__) / "schools.toml").read_text("utf-8"))["kind"])
