"""A CSV file of the schools register as headings and rows of text: UTF-8 with or without its mark, or Windows text."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wherewithal.domain.formats.errors import FileRejected, Problem

KINDS = ((b"PK\x03\x04", "a zip file or a workbook"), (b"\xd0\xcf\x11\xe0", "a workbook"), (b"%PDF", "a PDF"))


@dataclass(frozen=True)
class Sheet:
    name: str
    headings: tuple[str, ...]
    content: bytes
    encoding: str

    def rows(self, problems: list[Problem]) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows below the headings, each with the line it ends on; blank lines are passed over.

        A row with fewer fields than headings is no row: it goes to ``problems``.
        """
        reader = csv.reader(_lines(self.content, self.encoding), strict=True)
        try:
            next(reader)
            for cells in reader:
                if any(cells):
                    yield from self._whole(reader.line_num, cells, problems)
        except csv.Error as error:
            cure = "Save the file as CSV again, or download it again."
            problems.append(Problem(f"line {reader.line_num}", f"text that breaks off ({error})", "a CSV row", cure))

    def _whole(self, line: int, cells: list[str], problems: list[Problem]) -> Iterator[tuple[int, Sequence[str]]]:
        if len(cells) >= len(self.headings):
            yield line, cells
            return
        cure = "See whether the file breaks off here, and download it again."
        problems.append(Problem(f"line {line}", f"{len(cells)} fields", f"{len(self.headings)} fields", cure))


def open_sheet(source: Path | BinaryIO, *, needed: Sequence[str], cure: str) -> Sheet:
    """Read the file and check its headings.  Raises FileRejected if it is not such a file; ``cure`` says which is."""
    name = source.name if isinstance(source, Path) else str(getattr(source, "name", "the file"))
    content = source.read_bytes() if isinstance(source, Path) else source.read()
    try:
        encoding = _encoding(content)
        headings = _headings(content, encoding)
    except _NotCsv as error:
        raise FileRejected(name, [Problem("", error.found, "a CSV file", cure)]) from None
    missing = [heading for heading in needed if heading not in headings]
    if missing:
        found = "the headings " + ", ".join(headings[:5])[:100]
        raise FileRejected(name, [Problem("line 1", found, f"the headings {' and '.join(needed)}", cure)])
    return Sheet(name, headings, content, encoding)


class _NotCsv(Exception):
    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


def _encoding(content: bytes) -> str:
    for start, kind in KINDS:
        if content.startswith(start):
            raise _NotCsv(kind)
    if not content.strip():
        raise _NotCsv("nothing at all")
    if content.lstrip().startswith(b"<"):
        raise _NotCsv("a web page or XML")
    if b"\0" in content:
        raise _NotCsv("bytes that are not text")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise _NotCsv("bytes that are neither UTF-8 nor Windows text")


def _headings(content: bytes, encoding: str) -> tuple[str, ...]:
    try:
        return tuple(heading.strip() for heading in next(csv.reader(_lines(content, encoding), strict=True), ()))
    except csv.Error:
        raise _NotCsv("a first line that is not CSV") from None


def _lines(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
