"""Read back a return from its tables."""

from collections.abc import Callable, Iterable
from pathlib import Path

from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.tables import csv_files, parquet_files, xlsx_file
from wherewithal.domain.formats.sen2.tables.folder import formats_in
from wherewithal.domain.formats.sen2.tables.raw import Raw
from wherewithal.domain.formats.sen2.tables.restore import restore

READERS: dict[str, Callable[[Path], Iterable[Raw]]] = {
    "parquet": parquet_files.read,
    "csv": csv_files.read,
    "xlsx": xlsx_file.read,
}


def read_tables(place: Path) -> Return:
    """The return of a folder that ``write_tables`` wrote, or of its workbook.

    Rows may have been taken out, added or sorted since: they are known by their keys.
    Raises FileRejected with all that is wrong.
    """
    name = place.resolve().name
    formats = formats_in(place)
    if len(formats) != 1:
        found = f"tables as {' and '.join(formats)}" if formats else "no tables"
        cure = "Name the folder, or the workbook, that holds the tables of one return in one format."
        raise FileRejected(name, [Problem("", found, "tables in one format", cure)])
    return restore(name, READERS[formats[0]](place))
