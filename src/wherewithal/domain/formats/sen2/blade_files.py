"""The nine CSV files of a COLLECT export ("Blade"): finding them in a folder or a zip, and reading their rows."""

import codecs
import csv
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from wherewithal.domain.formats.sen2.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.formats.sen2.sizes import too_large

CHUNK = 1 << 16
LONGEST_LINE = 1_000_000
LONGEST_ZIP_LIST = 1_000_000
EXPORT_AGAIN = "Export all nine files again from COLLECT."
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    UnicodeDecodeError,
)


@dataclass(frozen=True)
class Member:
    """One of the nine files; ``size`` in bytes, unpacked."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]


def modules() -> tuple[str, ...]:
    """What the names of the nine files end in, a parent before its children."""
    return ("sen2", *(record.name.lower() for record in layout().records))


def module_of(name: str) -> str:
    """Which of the nine a file is, by its name; "" if it is none."""
    path = Path(name)
    if path.suffix.lower() != ".csv" or path.name.startswith("._"):
        return ""
    last = path.stem.lower().rpartition("_")[2]
    return last if last in modules() else ""


def is_export(names: Iterable[str]) -> bool:
    """Whether names are those of a COLLECT export: Blade-Export_28-03-2023_person.csv, not Person.csv."""
    return any(module_of(name) and ("_" in Path(name).stem or module_of(name) == "sen2") for name in names)


@contextmanager
def members(place: Path, limit_bytes: int) -> Iterator[dict[str, Member]]:
    """The nine files of a folder or a zip, by what their names end in.

    Raises FileRejected if one is missing or there twice, or if together they have more than ``limit_bytes``.
    """
    if place.is_dir():
        yield _nine(place.name, _in_folder(place), limit_bytes)
        return
    with unzipped(place) as archive:
        yield _nine(place.name, _in_zip(archive), limit_bytes)


@contextmanager
def unzipped(place: Path) -> Iterator[zipfile.ZipFile]:
    """A zip, open.  Raises FileRejected if it is damaged, locked or crowded, also while it is being read."""
    try:
        _refuse_crowded(place)
        with zipfile.ZipFile(place) as archive:
            yield archive
    except BROKEN_ZIP as error:
        cure = "Zip the files again, without a password."
        problem = Problem("", "a zip that is damaged or locked", "one that can be unpacked", cure)
        raise FileRejected(place.name, [problem]) from error


def rows(member: Member) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins; the first holds the names of the columns.  Raises FileRejected."""
    with TextIOWrapper(member.open(), encoding=_encoding(member), newline="") as text:
        reader = csv.reader(_lines(text, member.name), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError) as error:
                raise FileRejected(member.name, [_unreadable(member.name, line, error)]) from error
            yield line, cells


def _in_folder(folder: Path) -> list[Member]:
    return [_on_disk(path) for path in sorted(folder.iterdir()) if path.is_file()]


def _on_disk(path: Path) -> Member:
    return Member(path.name, path.stat().st_size, lambda: path.open("rb"))


def _in_zip(archive: zipfile.ZipFile) -> list[Member]:
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise zipfile.BadZipFile("needs a password")
    return [Member(info.filename, info.file_size, partial(archive.open, info)) for info in archive.infolist()]


def _nine(name: str, found: list[Member], limit_bytes: int) -> dict[str, Member]:
    by_module: dict[str, list[Member]] = {module: [] for module in modules()}
    for member in found:
        if module := module_of(member.name):
            by_module[module].append(member)
    problems = [_not_one(module, those) for module, those in by_module.items() if len(those) != 1]
    size = sum(member.size for those in by_module.values() for member in those)
    if size > limit_bytes:
        problems.append(too_large(size, limit_bytes))
    if problems:
        raise FileRejected(name, problems)
    return {module: those[0] for module, those in by_module.items()}


def _not_one(module: str, found: list[Member]) -> Problem:
    wanted = f"one file whose name ends in {module}.csv"
    if found:
        return Problem("", " and ".join(member.name for member in found[:3]), wanted, "Leave only those of one export.")
    return Problem("", "none", wanted, EXPORT_AGAIN)


def _refuse_crowded(place: Path) -> None:
    """Refuse a zip that lists very many files, before the list is read into memory."""
    with place.open("rb") as file:
        file.seek(max(place.stat().st_size - (1 << 16) - 100, 0))
        end = file.read()
    sizes = [int.from_bytes(end[at.start() + 12 : at.start() + 16], "little") for at in re.finditer(b"PK\x05\x06", end)]
    if b"PK\x06\x07" in end or max(sizes, default=0) > LONGEST_ZIP_LIST:
        cure = "Zip only the nine files of the COLLECT export."
        raise FileRejected(place.name, [Problem("", "a zip of very many files", "nine files", cure)])


def _encoding(member: Member) -> str:
    """UTF-8 if all of it is, else Windows-1252.  Raises FileRejected for what is no text at all."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with member.open() as file:
        while chunk := file.read(CHUNK):
            if b"\0" in chunk:
                raise FileRejected(member.name, [_not_text(member.name)])
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return "cp1252"
    return "utf-8-sig"


def _not_text(name: str) -> Problem:
    return Problem(name, "a file that is not plain text", "a CSV file in UTF-8", EXPORT_AGAIN)


def _lines(text: TextIOWrapper, name: str) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise FileRejected(name, [Problem(name, "a line without end", "a CSV file", EXPORT_AGAIN)])
        yield line


def _unreadable(name: str, line: int, error: Exception) -> Problem:
    where = f"{name}, line {line:,}"
    if isinstance(error, UnicodeDecodeError):
        return Problem(where, "a character that is neither UTF-8 nor Windows-1252", "UTF-8", EXPORT_AGAIN)
    return Problem(where, "quotation marks that do not pair", 'each value in one pair of "…" or in none', EXPORT_AGAIN)
