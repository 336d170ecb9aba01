"""A SEN2 return in memory: a table for each record type, a dictionary-encoded column for each item.

A column keeps every distinct word once and an int32 for each row, so a return of 20,000 people takes a few
megabytes, and a test or a conversion is done once for each distinct word rather than once for each row.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.layout import Item, Record, layout

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Days = NDArray[np.datetime64]

NO_DAY = np.datetime64("NaT", "D")
FLAGS = {"1": 1, "0": 0, "true": 1, "false": 0, "y": 1, "n": 0}
ABSENT = -1
MOST_EXTRAS = 10_000


class Column:
    """One item for every row of a table; a row without a value has code 0."""

    def __init__(self, words: list[str], codes: NDArray[np.int32]) -> None:
        self.words = words
        self.codes = codes

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        """The text of one row; "" where there is none."""
        return self.words[self.codes[row]]

    @property
    def present(self) -> Bools:
        return self.codes > 0

    @property
    def blank(self) -> Bools:
        return self.codes == 0

    def isin(self, wanted: Collection[str]) -> Bools:
        """Whether the value is one of ``wanted``; a blank never is."""
        return self.where(lambda word: word in wanted)

    def where(self, test: Callable[[str], bool]) -> Bools:
        """``test`` of each value, asked once for each distinct word; a blank is False."""
        return np.array([False] + [test(word) for word in self.words[1:]], dtype=bool)[self.codes]

    def days(self) -> Days:
        """datetime64[D], NaT where there is no value or it is no date."""
        found = [NO_DAY] + [to_day(word) for word in self.words[1:]]
        return np.array(found, dtype="datetime64[D]")[self.codes]

    def flags(self) -> Ints:
        """1 or 0, and -1 where there is no value or it is no flag."""
        return np.array([ABSENT] + [FLAGS.get(w.lower(), ABSENT) for w in self.words[1:]], dtype=np.int64)[self.codes]

    def wholes(self) -> Ints:
        """Whole numbers, and -1 where there is no value or it is no whole number."""
        found = [ABSENT] + [int(w) if w.isdecimal() and w.isascii() and len(w) < 10 else ABSENT for w in self.words[1:]]
        return np.array(found, dtype=np.int64)[self.codes]

    def readable(self, item: Item) -> Bools:
        """Whether the value can be read as the item's type; a blank can."""
        test = _READABLE.get(item.type)
        return np.ones(len(self), dtype=bool) if test is None else self.blank | self.where(test)

    def text(self) -> Iterator[str | None]:
        words: list[str | None] = [None, *self.words[1:]]
        return (words[code] for code in self.codes.tolist())


def to_day(word: str) -> np.datetime64:
    """A date written as ccyy-mm-dd (a time after it is left aside); NaT if it is none."""
    try:
        return np.datetime64(date.fromisoformat(word[:10]), "D") if _dated(word) else NO_DAY
    except ValueError:
        return NO_DAY


def _dated(word: str) -> bool:
    return word[4:5] == word[7:8] == "-" and (len(word) == 10 or word[10:11] in ("T", " "))


_READABLE: dict[str, Callable[[str], bool]] = {
    "date": lambda word: not np.isnat(to_day(word)),
    "flag": lambda word: word.lower() in FLAGS,
    "whole": lambda word: word.isdecimal() and word.isascii() and len(word) < 10,
}


@dataclass
class Table:
    """All records of one type, in the order of the file.

    ``parent`` holds, for each row, the row of its parent in the parent's table (-1 where it has none), and
    ``line`` the line of the file on which the record begins (0 where there are no lines).
    """

    record: Record
    parent: NDArray[np.int32]
    line: NDArray[np.int32]
    columns: dict[str, Column]

    def __len__(self) -> int:
        return len(self.parent)

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]


@dataclass(frozen=True, slots=True)
class Extra:
    """A value that has no place in the layout, kept so that nothing is lost.

    ``why`` is "unknown" (no such element), "repeated" (may occur once), "misplaced" (an element of the layout,
    but not here) or "ignored" (allowed, and of no use: the header's Content, and XML's own attributes).
    ``row`` is the row of ``record`` ("" and -1 outside the records).  ``path`` names the element under it, from the
    root where there is no record; an attribute ends in "@name", text between elements in "text()".
    """

    record: str
    row: int
    path: str
    value: str
    why: str
    line: int = 0


@dataclass
class Return:
    """One SEN2 return: the header's items as text, eight tables, and what had no place in them."""

    header: dict[str, str]
    tables: dict[str, Table]
    extras: list[Extra] = field(default_factory=list)
    source: str = ""

    def __getitem__(self, record: str) -> Table:
        return self.tables[record]

    @property
    def year(self) -> int | None:
        """The year of the census, None if the header has none that can be read."""
        text = self.header.get("Year", "")
        return int(text) if text.isdecimal() and text.isascii() and len(text) == 4 else None

    @property
    def census_day(self) -> date | None:
        """The reference date of the header, None if there is none that can be read."""
        day = to_day(self.header.get("ReferenceDate", ""))
        return None if np.isnat(day) else day.astype(date)

    @property
    def people(self) -> int:
        return len(self.tables["Person"])

    def up(self, record: str, ancestor: str) -> NDArray[np.int32]:
        """For each row of ``record``, the row of its ``ancestor`` (-1 where the line is broken)."""
        rows = np.arange(len(self[record]), dtype=np.int32)
        while record != ancestor:
            parents = self[record].parent
            rows = np.where(rows >= 0, parents[rows] if len(parents) else rows, -1).astype(np.int32)
            record = self[record].record.parent
        return rows


class Builder:
    """Gathers rows as a reader meets them, then gives the Return."""

    def __init__(self, source: str = "") -> None:
        self.source = source
        self.header: dict[str, str] = {}
        self.extras: list[Extra] = []
        self.unlisted = 0
        self._tables: dict[str, _TableBuilder] = {}
        for record in layout().records:
            self._tables[record.name] = _TableBuilder(record, self._tables.get(record.parent))

    def add(self, record: str, parent: int, line: int = 0) -> int:
        """Begin a row; its number is returned, to be the parent of others."""
        return self._tables[record].add(parent, line)

    def put(self, record: str, item: str, value: str) -> bool:
        """Set an item of the row begun last; False, and nothing set, if it already has one."""
        return self._tables[record].columns[item].put(value)

    def put_at(self, record: str, row: int, item: str, value: str) -> bool:
        """Set an item of any row; False, and nothing set, if it already has one."""
        return self._tables[record].columns[item].put_at(row, value)

    def keeper(self, record: str, item: str) -> Callable[[str], bool]:
        """``put`` for one item, looked up once."""
        return self._tables[record].columns[item].put

    def aside(self, record: str) -> "ColumnBuilder":
        """A column beside the table of ``record`` and not in it, for values that are to go elsewhere."""
        return ColumnBuilder(self._tables[record].parent)

    def beginner(self, record: str) -> Callable[[int], int]:
        """``add`` for one record, looked up once: takes the line, and the parent is the parent's row begun last."""
        return self._tables[record].begin

    def spare(self, extra: Extra) -> None:
        """Keep a value that has no place; beyond MOST_EXTRAS only their number is kept, and told at the end."""
        if len(self.extras) < MOST_EXTRAS:
            self.extras.append(extra)
        else:
            self.unlisted += 1

    def count(self, record: str) -> int:
        return len(self._tables[record].parent)

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(len(table.parent) for table in self._tables.values())

    def finish(self) -> Return:
        if self.unlisted:
            self.extras.append(Extra("", -1, "", f"{self.unlisted:,} more values are not listed", "unknown"))
        tables = {name: table.finish() for name, table in self._tables.items()}
        return Return(self.header, tables, self.extras, self.source)


class _TableBuilder:
    def __init__(self, record: Record, above: "_TableBuilder | None") -> None:
        self.record = record
        self.above = above
        self.parent = array("i")
        self.line = array("i")
        self.columns = {item.name: ColumnBuilder(self.parent) for item in record.items}

    def add(self, parent: int, line: int) -> int:
        self.parent.append(parent)
        self.line.append(line)
        return len(self.parent) - 1

    def begin(self, line: int) -> int:
        return self.add(len(self.above.parent) - 1 if self.above else -1, line)

    def finish(self) -> Table:
        columns = {name: column.finish() for name, column in self.columns.items()}
        return Table(self.record, _ints(self.parent), _ints(self.line), columns)


class ColumnBuilder:
    """``codes`` end with the last row that has a value; ``rows`` has an entry for every row there is."""

    __slots__ = ("codes", "rows", "words")

    def __init__(self, rows: "array[int]") -> None:
        self.rows = rows
        self.codes = array("i")
        self.words: dict[str, int] = defaultdict(count(1).__next__)

    def put(self, value: str) -> bool:
        codes = self.codes
        blanks = len(self.rows) - len(codes) - 1
        if blanks:
            if blanks < 0:
                return False
            codes.extend((0,) * blanks)
        codes.append(self.words[value])
        return True

    def put_at(self, row: int, value: str) -> bool:
        codes = self.codes
        codes.extend((0,) * (row + 1 - len(codes)))
        if codes[row]:
            return False
        codes[row] = self.words[value]
        return True

    def finish(self) -> Column:
        self.codes.extend((0,) * (len(self.rows) - len(self.codes)))
        return Column(["", *self.words], _ints(self.codes))


def _ints(values: "array[int]") -> NDArray[np.int32]:
    found: NDArray[Any] = np.frombuffer(values, dtype=np.int32) if values else np.empty(0, dtype=np.int32)
    return found
