"""From a return to its ten typed tables."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.columns import Column, Extra, Return, Table
from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.formats.sen2.tables.shape import (
    SPELLING,
    UNREADABLE,
    Cells,
    Sheet,
    is_text,
    key,
    shapes,
    spelled,
    typed,
)

Columns = dict[str, Cells]
Typing = Callable[[str, str], tuple[Any, str]]


def sheets(ret: Return, earliest: date) -> Iterator[Sheet]:
    """The tables of a return, one at a time; a date before ``earliest`` counts as one that cannot be read."""
    typing = cache(partial(_typed, earliest))  # most dates stand in several columns
    extras = [_spare(ret.extras)]
    yield _header(ret.header, typing, extras)
    for record in layout().records:
        yield _records(ret[record.name], typing, extras)
    yield Sheet("Extras", {name: _joined([part[name] for part in extras]) for name in shapes()["Extras"]})


def _header(header: dict[str, str], typing: Typing, extras: list[Columns]) -> Sheet:
    nowhere = _wholes(np.array([0]))
    columns = {}
    for item in layout().header:
        value = header.get(item.name, "")
        column = Column(["", value], np.array([1 if value else 0], dtype=np.int32))
        columns[item.name], whys = _cells(column, item.type, typing)
        extras.extend(_kept(("Header", item.name), column, whys, (nowhere, nowhere)))
    return Sheet("Header", columns)


def _records(table: Table, typing: Typing, extras: list[Columns]) -> Sheet:
    record = table.record
    own, line = _wholes(np.arange(len(table)) + 1), _wholes(table.line)
    columns = {key(record.name): own} | ({key(record.parent): _wholes(table.parent + 1)} if record.parent else {})
    columns["line"] = line
    for item in record.items:
        columns[item.name], whys = _cells(table[item.name], item.type, typing)
        extras.extend(_kept((record.name, item.name), table[item.name], whys, (own, line)))
    return Sheet(record.name, columns)


def _cells(column: Column, kind: str, typing: Typing) -> tuple[Cells, list[str]]:
    """The column typed, and for each of its words why the typed value does not give it back ("" where it does)."""
    if is_text(kind):
        return Cells(kind, [None, *column.words[1:]], column.codes), [""] * len(column.words)
    found = [typing(kind, word) for word in column.words[1:]]
    return Cells(kind, [None, *(value for value, _ in found)], column.codes), ["", *(why for _, why in found)]


def _typed(earliest: date, kind: str, word: str) -> tuple[Any, str]:
    value = typed(kind, word)
    if value is None or (kind == "date" and value < earliest):
        return None, UNREADABLE
    return value, "" if spelled(value) == word else SPELLING


def _kept(place: tuple[str, str], column: Column, whys: list[str], ids: tuple[Cells, Cells]) -> Iterator[Columns]:
    """The rows of Extras for those cells of a column whose typed values do not give back their texts.

    ``place`` names record and item; ``ids`` are the key and the line of each row.
    """
    rows = np.flatnonzero(np.array([why != "" for why in whys])[column.codes])
    if len(rows):
        once = np.ones(len(rows), dtype=np.int32)
        yield {
            "record": Cells("text", [None, place[0]], once),
            "row_id": _taken(ids[0], rows),
            "path": Cells("text", [None, place[1]], once),
            "value": _taken(Cells("text", [None, *column.words[1:]], column.codes), rows),
            "why": _taken(Cells("text", [None, *whys[1:]], column.codes), rows),
            "line": _taken(ids[1], rows),
        }


def _taken(cells: Cells, rows: NDArray[Any]) -> Cells:
    """The cells of some rows, with no more values than they have."""
    used, codes = np.unique(np.append(0, cells.codes[rows]), return_inverse=True)
    return Cells(cells.kind, [cells.values[code] for code in used], codes[1:].astype(np.int32))


def _spare(extras: list[Extra]) -> Columns:
    """The rows of Extras for the values that have no place in the layout."""
    columns = {name: _texts([getattr(extra, name) for extra in extras]) for name in ("record", "path", "value", "why")}
    rows, lines = ([extra.row + 1 for extra in extras], [extra.line for extra in extras])
    return columns | {
        "row_id": _wholes(np.array(rows, dtype=np.int32)),
        "line": _wholes(np.array(lines, dtype=np.int32)),
    }


def _joined(parts: list[Cells]) -> Cells:
    """The rows of all parts, one part after the other."""
    values: list[Any] = [None]
    codes = []
    for part in parts:
        codes.append(np.where(part.codes > 0, part.codes + len(values) - 1, 0))
        values += part.values[1:]
    return Cells(parts[0].kind, values, np.concatenate(codes).astype(np.int32))


def _wholes(numbers: NDArray[Any]) -> Cells:
    """Whole numbers from 1; any other is null."""
    codes = np.where(numbers > 0, np.arange(len(numbers)) + 1, 0)
    return Cells("whole", [None, *numbers.tolist()], codes.astype(np.int32))


def _texts(words: list[str]) -> Cells:
    """Texts; "" is null."""
    codes = [0 if word == "" else at for at, word in enumerate(words, start=1)]
    return Cells("text", [None, *words], np.array(codes, dtype=np.int32))
