"""Tables as Parquet, written and read by DuckDB from numpy arrays."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.tables.raw import Raw, unreadable
from wherewithal.domain.formats.sen2.tables.shape import Cells, Sheet, shapes

SQL_TYPES = {"text": "VARCHAR", "code": "VARCHAR", "date": "DATE", "flag": "BOOLEAN", "whole": "INTEGER"}
NESTED = ("list", "array", "struct", "map", "union")
OPTIONS = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480"  # a group is held in memory while it is written


def write(folder: Path, sheets: Iterable[Sheet]) -> None:
    with _connect() as connection:
        for sheet in sheets:
            connection.register("sheet", {name: _array(cells) for name, cells in sheet.columns.items()})
            connection.execute(_copy(sheet, folder / f"{sheet.name}.parquet"))
            connection.unregister("sheet")


def read(folder: Path) -> Iterator[Raw]:
    with _connect() as connection:
        for table in shapes():
            path = folder / f"{table}.parquet"
            if path.is_file():
                yield _read(connection, table, path)


def _read(connection: Any, table: str, path: Path) -> Raw:
    import duckdb

    try:
        connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        columns = connection.description
        rows = connection.fetchall()
    except duckdb.Error:
        return unreadable(table, path.name, "something else, or only a part", "a Parquet file")
    if nested := [name for name, kind, *_ in columns if kind.id in NESTED]:
        return unreadable(table, path.name, f"lists in {', '.join(nested)}", "one value a row")
    return Raw(table, path.name, [name for name, *_ in columns], rows, range(1, len(rows) + 1))


def _connect() -> Any:
    import duckdb

    return duckdb.connect(config={"threads": 1, "pandas_analyze_sample": 0})


def _array(cells: Cells) -> NDArray[Any]:
    """The column as DuckDB reads it fast: null is NaT in dates, masked in flags and whole numbers, None in texts."""
    if cells.kind == "date":
        return np.array(cells.values, dtype="datetime64[D]")[cells.codes].astype("datetime64[s]")
    if cells.kind in ("flag", "whole"):
        filled = np.array([value or 0 for value in cells.values], dtype=np.int32)
        null = np.array([value is None for value in cells.values])
        return np.ma.MaskedArray(filled[cells.codes], null[cells.codes])
    return np.array(cells.values, dtype=object)[cells.codes]


def _copy(sheet: Sheet, target: Path) -> str:
    columns = ", ".join(f'CAST("{n}" AS {SQL_TYPES[cells.kind]}) AS "{n}"' for n, cells in sheet.columns.items())
    quoted = str(target).replace("'", "''")
    return f"COPY (SELECT {columns} FROM sheet) TO '{quoted}' ({OPTIONS})"  # noqa: S608
