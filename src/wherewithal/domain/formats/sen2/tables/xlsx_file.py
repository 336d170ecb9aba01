"""Tables as the sheets of one Excel workbook."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wherewithal.domain.formats.sen2.tables.folder import WORKBOOK
from wherewithal.domain.formats.sen2.tables.raw import Raw, from_lines, unreadable
from wherewithal.domain.formats.sen2.tables.shape import Cells, Sheet, shapes
from wherewithal.domain.formats.sen2.tables.workbook_size import NotAWorkbook, refuse_too_large

EARLIEST = date(1900, 1, 1)
MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
WIDEST = 60

_NOT_EXCEL = re.compile("[\ufffe\uffff]")
_CURE = "write the tables as parquet or csv instead"


class TooBigForExcel(Exception):
    """A table or a text that a workbook cannot hold."""


def write(folder: Path, sheets: Iterable[Sheet]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(folder / WORKBOOK), {"constant_memory": True, "tmpdir": str(folder)}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # else the clock is asked
        heading, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            _refuse_too_big(sheet)
            _write(book.add_worksheet(sheet.name), sheet, heading, day)


def read(place: Path) -> Iterator[Raw]:
    """The tables of a workbook, or of the workbook in a folder.  Raises FileRejected for one without room in memory."""
    from python_calamine import CalamineError, CalamineWorkbook

    path = place / WORKBOOK if place.is_dir() else place
    try:
        refuse_too_large(path)
        with CalamineWorkbook.from_path(path) as book:
            for table in (name for name in shapes() if name in book.sheet_names):
                cells = book.get_sheet_by_name(table).to_python(skip_empty_area=False)
                yield from_lines(table, f"sheet {table}", cells)
    except (CalamineError, NotAWorkbook):
        yield unreadable("", path.name, "something else, or only a part", "an Excel workbook")


def _write(target: Any, sheet: Sheet, heading: Any, day: Any) -> None:
    target.freeze_panes(1, 0)
    for at, (name, cells) in enumerate(sheet.columns.items()):
        target.set_column(at, at, _width(name, cells))
        target.write_string(0, at, name, heading)
    puts = [_put(target, cells.kind, day) for cells in sheet.columns.values()]
    rows = zip(*(cells.rows() for cells in sheet.columns.values()), strict=True)
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if value is not None:
                puts[at](number, at, value)


def _put(target: Any, kind: str, day: Any) -> Callable[[int, int, Any], Any]:
    if kind == "date":
        return lambda row, at, value: target.write_datetime(row, at, value, day)
    put: Callable[[int, int, Any], Any] = {"flag": target.write_boolean, "whole": target.write_number}.get(
        kind, target.write_string
    )
    return put


def _width(name: str, cells: Cells) -> int:
    return min(WIDEST, 2 + max(len(str(value)) for value in [name, *cells.values]))


def _refuse_too_big(sheet: Sheet) -> None:
    if len(sheet) >= MOST_ROWS:
        raise TooBigForExcel(
            f"{sheet.name} has {len(sheet):,} rows, and an Excel sheet has room for {MOST_ROWS - 1:,} of them: {_CURE}"
        )
    for name, cells in sheet.columns.items():
        texts = [value for value in cells.values if isinstance(value, str)]
        if any(len(text) > LONGEST_TEXT for text in texts):
            raise TooBigForExcel(
                f"{name} of {sheet.name} has a text longer than the {LONGEST_TEXT:,} letters of an Excel cell: {_CURE}"
            )
        if any(_NOT_EXCEL.search(text) for text in texts):
            raise TooBigForExcel(f"{name} of {sheet.name} has a character that Excel cannot hold: {_CURE}")
