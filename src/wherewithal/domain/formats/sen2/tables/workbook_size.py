"""Whether a workbook has room in memory, found out before its reader gives every cell of its sheets a place."""

import re
import struct
import zlib
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from wherewithal.domain.formats.sen2.errors import FileRejected, Problem

MOST_CELLS = 40_000_000
"""Rows times columns of a sheet, counted from its first cell to its furthest."""
MOST_BYTES = 2 << 30
CHUNK = 1 << 20

DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)


class NotAWorkbook(Exception):
    """It is no zip of XML as Excel writes it, or only a part of one."""


def refuse_too_large(path: Path) -> None:
    """Raises FileRejected for a sheet or a part without room, NotAWorkbook for what cannot be looked into."""
    try:
        with ZipFile(path) as archive:
            for part in archive.infolist():
                if part.file_size > MOST_BYTES:
                    _too_many_bytes(path, part)
                if part.filename.lower().endswith((".xml", ".rels")):
                    _look_into(path, archive, part)
    except (*DAMAGE, expat.ExpatError) as error:
        raise NotAWorkbook from error


def _look_into(path: Path, archive: ZipFile, part: ZipInfo) -> None:
    """Unpack a part to its true end, whatever length it says it has, and see what it says of cells."""
    part.file_size = MOST_BYTES + 1
    seen, size = _Part(names_sheets=part.filename.lower().endswith("workbook.xml.rels")), 0
    with archive.open(part) as opened:
        while chunk := opened.read(CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                _too_many_bytes(path, part)
            seen.parser.Parse(chunk, False)
            if seen.rows * seen.columns > MOST_CELLS:
                _too_many_cells(path, part, seen)
    seen.parser.Parse(b"", True)


class _Part:
    """How many rows and columns the cells of a part reach over; 0 for a part that is no sheet.

    The part that ``names_sheets`` may name none under another ending than those looked into.
    """

    def __init__(self, *, names_sheets: bool) -> None:
        self.names_sheets = names_sheets
        self.rows = self.columns = self.row = self.column = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = _no_workbook

    def _start(self, name: str, said: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row, self.column = _number(said["r"]) if "r" in said else self.row + 1, 0
            case "c":
                self._place(said.get("r"))
            case "Relationship" if self.names_sheets and not said.get("Target", "").lower().endswith(".xml"):
                _no_workbook()

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self.row, self.column = max(self.row, 1), self.column + 1
        elif found := _REFERENCE.fullmatch(reference):
            self.row, self.column = int(found[2]), _column(found[1])
        else:
            _no_workbook()
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 7):
        _no_workbook()
    return int(text)


def _column(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _no_workbook(*told: object) -> NoReturn:
    raise NotAWorkbook


def _too_many_cells(path: Path, part: ZipInfo, seen: _Part) -> NoReturn:
    found = f"cells over {seen.rows:,} rows and {seen.columns:,} columns"
    cure = "Delete the cells far below and far right of the table, or give the tables as parquet or csv."
    raise FileRejected(path.name, [Problem(part.filename, found, f"at most {MOST_CELLS:,} cells in a sheet", cure)])


def _too_many_bytes(path: Path, part: ZipInfo) -> NoReturn:
    cure = "Give the tables as parquet or csv."
    found = Problem(part.filename, "more than 2 GiB when unpacked", "at most 2 GiB in each part of a workbook", cure)
    raise FileRejected(path.name, [found])
