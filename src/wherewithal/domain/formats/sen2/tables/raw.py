"""A table as it stands in a file, before anything is known of its cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wherewithal.domain.formats.sen2.errors import Problem


@dataclass(frozen=True)
class Raw:
    """``where`` names the file or sheet, ``numbers`` its rows as they are numbered there, ``problems`` those so far.

    A table that could not be read at all has no columns, and says why in ``problems``.
    """

    table: str
    where: str
    columns: list[str] = field(default_factory=list)
    rows: Sequence[Sequence[Any]] = ()
    numbers: Sequence[int] = ()
    problems: list[Problem] = field(default_factory=list)

    def cell(self, row: int, column: str) -> str:
        return f"{self.where}, row {self.numbers[row]}, {column}"


def from_lines(table: str, where: str, cells: Iterable[Sequence[Any]]) -> Raw:
    """A table from lines of cells, the first of which holds the names of the columns; blank lines are passed over."""
    lines = [(number, line) for number, line in enumerate(cells, start=1) if any(cell != "" for cell in line)]
    if not lines:
        return unreadable(table, where, "nothing in it", "a row with the names of the columns")
    columns = [str(cell) for cell in lines[0][1]]
    ragged = [(number, len(line)) for number, line in lines[1:] if len(line) != len(columns)]
    problems = [
        Problem(f"{where}, row {number}", f"{found} values", f"{len(columns)}", "Give the row one value a column.")
        for number, found in ragged
    ]
    return Raw(table, where, columns, [line for _, line in lines[1:]], [number for number, _ in lines[1:]], problems)


def unreadable(table: str, where: str, found: str, wanted: str) -> Raw:
    return Raw(table, where, problems=[Problem(where, found, wanted, "Write the tables again.")])
