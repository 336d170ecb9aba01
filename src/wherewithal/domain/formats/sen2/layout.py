"""What a SEN2 return is made of: its record types, their items, and the codes they may hold.

The lists themselves are data: ``layout.toml`` and ``codes.toml`` beside this file.
Source: DfE, "Special educational needs survey: guide", 2023 to 2026.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


class UnknownYear(ValueError):
    """There is no layout for the year asked for."""


@dataclass(frozen=True)
class Item:
    """One item of a record: ``type`` is text, date, flag, whole or code."""

    name: str
    type: str
    title: str
    codes: str = ""
    first: int = 0
    last: int = 9999
    also: tuple[str, ...] = ()

    def collected_in(self, year: int) -> bool:
        return self.first <= year <= self.last


@dataclass(frozen=True)
class Record:
    """One record type; ``parent`` is "" for Person, ``most`` is None where any number may occur."""

    name: str
    title: str
    parent: str
    most: int | None
    items: tuple[Item, ...]

    def item(self, name: str) -> Item:
        return next(item for item in self.items if item.name == name)


@dataclass(frozen=True)
class Layout:
    years: tuple[int, ...]
    census_dates: dict[int, date]
    header: tuple[Item, ...]
    records: tuple[Record, ...]

    def record(self, name: str) -> Record:
        return next(record for record in self.records if record.name == name)

    def children(self, name: str) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.parent == name)

    def census_date(self, year: int) -> date:
        """Census day of ``year`` (the third Thursday in January).  Raises UnknownYear."""
        try:
            return self.census_dates[year]
        except KeyError:
            known = ", ".join(str(y) for y in sorted(self.census_dates))
            raise UnknownYear(f"The census date of {year} is not known; known years are {known}") from None


@cache
def layout() -> Layout:
    """The layout of all years; ``Item.collected_in`` tells them apart."""
    data = _load("layout.toml")
    return Layout(
        years=tuple(data["years"]),
        census_dates={int(year): day for year, day in data["census_dates"].items()},
        header=tuple(_items(data["header"])),
        records=tuple(
            Record(r["name"], r["title"], r.get("parent", ""), r.get("most"), tuple(_items(r["item"])))
            for r in data["record"]
        ),
    )


@cache
def codes(name: str, year: int = 9999) -> dict[str, str]:
    """The codes of a set, each with its words, as they may be sent in ``year``.

    ``ethnicity`` holds the main codes; see ``ethnicities`` for all that an authority may send.
    """
    data = _load("codes.toml")
    first, last = data["first_year"].get(name, {}), data["last_year"].get(name, {})
    return {
        code: words
        for code, words in data[name].items()
        if first.get(code, 0) <= year and (year == 9999 or year <= last.get(code, 9999))
    }


@cache
def ethnicities() -> dict[str, str]:
    """Every ethnicity code that may be sent, with the main code it counts under."""
    data = _load("codes.toml")
    extended = {code: main for main, listed in data["ethnicity_main"].items() for code in listed.split()}
    return {code: code for code in data["ethnicity"]} | extended


@cache
def upn_alphabet() -> str:
    """The letters that a check letter is taken from, in the order of their remainders modulo 23."""
    return str(_load("codes.toml")["upn"]["alphabet"])


@cache
def upn_authorities() -> frozenset[str]:
    """The authority numbers that may stand at positions 2 to 4 of a unique pupil number."""
    numbers: set[str] = set()
    for part in _load("codes.toml")["upn"]["authorities"].split():
        low, _, high = part.partition("-")
        numbers.update(f"{n:03d}" for n in range(int(low), int(high or low) + 1))
    return frozenset(numbers)


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / name).read_text("utf-8"))


def _items(rows: list[dict[str, Any]]) -> Iterator[Item]:
    for row in rows:
        yield Item(
            name=row["name"],
            type=row["type"],
            title=row["title"],
            codes=row.get("codes", ""),
            first=row.get("from", 0),
            last=row.get("to", 9999),
            also=tuple(row.get("also", ())),
        )
