"""Write a return as tables."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.tables import csv_files, parquet_files, xlsx_file
from wherewithal.domain.formats.sen2.tables.folder import replaced
from wherewithal.domain.formats.sen2.tables.shape import Sheet
from wherewithal.domain.formats.sen2.tables.sheets import sheets

Writer = Callable[[Path, Iterable[Sheet]], None]

FORMATS: dict[str, tuple[Writer, date]] = {
    "parquet": (parquet_files.write, date.min),
    "csv": (csv_files.write, date.min),
    "xlsx": (xlsx_file.write, xlsx_file.EARLIEST),
}


def write_tables(ret: Return, folder: Path, format: str, *, overwrite: bool = False) -> list[Path]:
    """Write the ten tables of a return into ``folder`` as "parquet", "csv" or "xlsx"; all or nothing.

    Returns the files written.  An empty item of the header counts as absent.
    Raises FolderInUse where the folder holds anything, unless ``overwrite``: then its tables are replaced and its other
    files stay; TooBigForExcel; ValueError for another format.
    """
    if format not in FORMATS:
        raise ValueError(f"Tables cannot be written as {format!r}; the formats are {', '.join(FORMATS)}")
    write, earliest = FORMATS[format]
    with replaced(folder, overwrite=overwrite) as made:
        write(made, sheets(ret, earliest))
        written = sorted(path.name for path in made.iterdir())
    return [folder / name for name in written]
