"""Read a schools register: any CSV with the column names of Get information about schools (edubasealldata).

A register may have a few of the columns or all 130, in any order; only the number and the name of the school are
needed.  What it has no column for it does not speak of; what it leaves blank it says is not known.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from wherewithal.domain.formats.errors import FileRejected, Problem
from wherewithal.domain.formats.gias import values
from wherewithal.domain.formats.gias.sheet import Sheet, open_sheet
from wherewithal.domain.formats.gias.types import census_kind, type_named

COLUMNS: tuple[tuple[str, str, values.Read], ...] = (
    ("URN", "urn", values.urn),
    ("EstablishmentName", "name", values.name),
    ("UKPRN", "ukprn", values.ukprn),
    ("LA (code)", "la_number", values.words(3)),
    ("EstablishmentNumber", "establishment_number", values.words(4)),
    ("TypeOfEstablishment (name)", "type", values.type_name),
    ("PhaseOfEducation (name)", "phase", values.words(40)),
    ("EstablishmentStatus (name)", "status", values.status),
    ("OpenDate", "opened_on", values.day),
    ("CloseDate", "closed_on", values.day),
    ("StatutoryLowAge", "lowest_age", values.count),
    ("StatutoryHighAge", "highest_age", values.count),
    ("TypeOfResourcedProvision (name)", "has_sen_unit", values.has_sen_unit),
    ("TypeOfResourcedProvision (name)", "has_resourced_provision", values.has_resourced_provision),
    ("SenUnitCapacity", "sen_unit_places", values.count),
    ("ResourcedProvisionCapacity", "resourced_provision_places", values.count),
    ("Section41Approved (name)", "section_41", values.approved),
    ("Street", "street", values.words(200)),
    ("Town", "town", values.words(100)),
    ("Postcode", "postcode", values.words(8)),
    ("Easting", "easting", values.count),
    ("Northing", "northing", values.count),
    ("SchoolType (census 2018/19)", "census_type", values.words(80)),
)
NEEDED = ("URN", "EstablishmentName")
NOT_A_REGISTER = (
    "Choose a schools register: on get-information-schools.service.gov.uk, Downloads, "
    "take the establishment fields CSV, and take it out of its zip file."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow:
    """One school as a register tells of it; "" and None mean that this register does not say.

    ``kind`` (see ``types.toml``) follows from the type or, where there is none, from the school census.
    ``surplus`` holds the fields beyond the last heading: in a search extract, more linked establishments.
    """

    line: int
    urn: str
    name: str
    ukprn: str = ""
    la_number: str = ""
    establishment_number: str = ""
    type: str = ""
    kind: str = ""
    phase: str = ""
    status: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    lowest_age: int | None = None
    highest_age: int | None = None
    has_sen_unit: bool | None = None
    sen_unit_places: int | None = None
    has_resourced_provision: bool | None = None
    resourced_provision_places: int | None = None
    section_41: bool | None = None
    street: str = ""
    town: str = ""
    postcode: str = ""
    easting: int | None = None
    northing: int | None = None
    census_type: str = ""
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register:
    """A whole register.  ``fields``: those of SchoolRow that it has a column for; ``notes``: what is odd, in words."""

    name: str
    fields: frozenset[str]
    schools: tuple[SchoolRow, ...]
    notes: tuple[str, ...]


def read_schools(source: Path | BinaryIO) -> Register:
    """Read all of a register.  Raises FileRejected with every problem at once; then nothing of it was read."""
    sheet = open_sheet(source, needed=NEEDED, cure=NOT_A_REGISTER)
    reading = _Reading(sheet)
    schools = tuple(reading.schools())
    if not schools and not reading.problems:
        reading.problems.append(Problem("", "headings but no school", "at least one school", NOT_A_REGISTER))
    if reading.problems:
        raise FileRejected(sheet.name, reading.problems)
    return Register(sheet.name, reading.fields, schools, tuple(_notes(schools)))


@dataclass
class _Reading:
    """One pass over a sheet; gathers the problems on the way."""

    sheet: Sheet
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places = {heading: place for place, heading in enumerate(self.sheet.headings)}
        self.columns = [(places[heading], name, read) for heading, name, read in COLUMNS if heading in places]
        found = {name for _, name, _ in self.columns}
        self.fields = frozenset(found | ({"kind"} if found & {"type", "census_type"} else set()))

    def schools(self) -> Iterator[SchoolRow]:
        for line, cells in self.sheet.rows(self.problems):
            row = self._row(line, cells)
            if row and self._is_first(row):
                yield row

    def _row(self, line: int, cells: Sequence[str]) -> SchoolRow | None:
        told: dict[str, Any] = {}
        for place, name, read in self.columns:
            try:
                told[name] = read(cells[place].strip())
            except values.NotAValue as wrong:
                where = f"line {line}, {self.sheet.headings[place]}"
                self.problems.append(Problem(where, repr(cells[place]), wrong.wanted, wrong.cure))
        if len(told) < len(self.columns):
            return None
        beyond = cells[len(self.sheet.headings) :]
        return SchoolRow(line=line, kind=_kind(told), surplus=tuple(beyond) if any(beyond) else (), **told)

    def _is_first(self, row: SchoolRow) -> bool:
        first = self.lines.setdefault(row.urn, row.line)
        if first != row.line:
            wanted = f"each school once; it is on line {first} too"
            self.problems.append(Problem(f"line {row.line}, URN", row.urn, wanted, "Take out one of the two rows."))
        return first == row.line


def _kind(told: dict[str, Any]) -> str:
    found = type_named(told.get("type", ""))
    return found.kind if found else census_kind(told.get("census_type", ""))


def _notes(schools: Sequence[SchoolRow]) -> Iterator[str]:
    ragged = sum(bool(row.surplus) for row in schools)
    if ragged:
        yield f"Rows with more fields than headings: {ragged:,}. What is beyond the last heading was set aside."
    new = Counter(row.type for row in schools if row.type and type_named(row.type) is None)
    for name, count in sorted(new.items()):
        yield f"Schools of a type that is not in our list, {name}: {count:,}."
