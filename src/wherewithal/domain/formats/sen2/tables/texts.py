"""The cells of the tables as texts, spelled as a return spells them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from wherewithal.domain.formats.sen2.errors import Problem
from wherewithal.domain.formats.sen2.tables.raw import Raw
from wherewithal.domain.formats.sen2.tables.shape import is_text, shapes, spelled, typed

Texts = dict[str, list[str | None]]

UNSURE = ""  # stands for a cell of which a problem has been told; a blank cell is None
WANTED = {"date": "a date such as 2025-10-20", "flag": "true or false", "whole": "a whole number"}


def texts_of(raws: Iterable[Raw], problems: list[Problem]) -> tuple[dict[str, Raw], dict[str, Texts]]:
    """Every table, without its rows, and the texts of those whose columns are right.

    What is wrong is added to ``problems``.
    """
    places, texts = {}, {}
    for raw in raws:
        wrong = raw.problems + (list(_wrong_columns(raw)) if raw.columns else [])
        problems.extend(wrong)
        if not wrong:
            texts[raw.table] = _texts(raw, problems)
        places[raw.table] = replace(raw, rows=())
    problems.extend(_missing_tables(places))
    return places, texts


def _missing_tables(places: dict[str, Raw]) -> Iterator[Problem]:
    for table in shapes():
        if table not in places and "" not in places:
            yield Problem(table, "no such table", "all ten", "Put it beside the others, or write the tables again.")


def _wrong_columns(raw: Raw) -> Iterator[Problem]:
    wanted = shapes()[raw.table]
    for name in wanted:
        if name not in raw.columns:
            yield Problem(raw.where, f"no column {name}", "every column of the table", "Put it back, if need be empty.")
    for name, count in Counter(raw.columns).items():
        if name not in wanted:
            yield Problem(raw.where, f"a column {name!r}", "only columns of the table", "Take it out.")
        elif count > 1:
            yield Problem(raw.where, f"the column {name} {count} times", "each column once", "Take one out.")


def _texts(raw: Raw, problems: list[Problem]) -> Texts:
    columns: Iterable[tuple[Any, ...]] = zip(*raw.rows, strict=True) if raw.rows else [()] * len(raw.columns)
    return {name: _column(raw, name, cells, problems) for name, cells in zip(raw.columns, columns, strict=True)}


def _column(raw: Raw, name: str, cells: tuple[Any, ...], problems: list[Problem]) -> list[str | None]:
    """Each distinct cell is read once; a wrong one is told once, with the number of rows that have it."""
    kind = shapes()[raw.table][name]
    known = {(sort, cell): _text(kind, cell) for sort, cell in set(zip(map(type, cells), cells, strict=True))}
    found = [known[pair] for pair in zip(map(type, cells), cells, strict=True)]
    if UNSURE in known.values():
        problems.extend(_unsure(raw, name, cells, found, WANTED.get(kind, "text")))
    return found


def _unsure(raw: Raw, name: str, cells: tuple[Any, ...], found: list[str | None], wanted: str) -> Iterator[Problem]:
    wrong = [(row, str(cell)) for row, cell in enumerate(cells) if found[row] == UNSURE]
    counts = Counter(shown for _, shown in wrong)
    for row, shown in wrong:
        if count := counts.pop(shown, 0):
            more = f" (and in {count - 1} more rows)" if count > 1 else ""
            yield Problem(raw.cell(row, name), f"{shown!r}{more}", wanted, "Correct it, or leave it empty.")


def _text(kind: str, cell: Any) -> str | None:
    """The text of one cell: None if it is blank, UNSURE if it is nothing of its kind."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if is_text(kind):
        return str(cell) if type(cell) in (str, int) else UNSURE
    value = typed(kind, cell if isinstance(cell, str) else spelled(cell))
    return UNSURE if value is None else spelled(value)
