"""Tables as CSV in UTF-8: dates as ccyy-mm-dd, flags as true and false, null as an empty field, all else as it is."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from wherewithal.domain.formats.sen2.tables.raw import Raw, from_lines, unreadable
from wherewithal.domain.formats.sen2.tables.shape import Cells, Sheet, shapes


def write(folder: Path, sheets: Iterable[Sheet]) -> None:
    for sheet in sheets:
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(sheet.columns)
            writer.writerows(zip(*(_shown(cells).rows() for cells in sheet.columns.values()), strict=True))


def read(folder: Path) -> Iterator[Raw]:
    for table in shapes():
        path = folder / f"{table}.csv"
        if path.is_file():
            yield _read(table, path)


def _read(table: str, path: Path) -> Raw:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return from_lines(table, path.name, csv.reader(file, strict=True))
    except UnicodeDecodeError:
        return unreadable(table, path.name, "letters in another encoding", "text in UTF-8")
    except csv.Error as error:
        return unreadable(table, path.name, f"a fault in the CSV ({error})", "a whole CSV file")


def _shown(cells: Cells) -> Cells:
    if cells.kind != "flag":
        return cells
    return Cells("text", [None if value is None else str(value).lower() for value in cells.values], cells.codes)
