"""Read a SEN2 return from XML, of any year, as a stream.

Source: DfE, "Special educational needs survey: guide", 2023 to 2026; leniently, as files in practice differ.
Safe: a document type declaration is refused before any of it is used, and so is whatever has no end.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from wherewithal.domain.formats.sen2.columns import Builder, Return
from wherewithal.domain.formats.sen2.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.moved import Moved
from wherewithal.domain.formats.sen2.sizes import GIB, MOST_RECORDS, Progress, in_silence, too_large
from wherewithal.domain.formats.sen2.xml_faults import (
    EXPORT_AGAIN,
    PICK_THE_RETURN,
    document_type,
    encoding_problem,
    problem_of_parser,
    problem_of_start,
)
from wherewithal.domain.formats.sen2.xml_walk import Walk

CHUNK = 1 << 16
LONGEST_TAG = 1 << 20
MOST_NAMES = 2_000


def read_xml(source: Path | BinaryIO, *, progress: Progress | None = None, limit_bytes: int = GIB) -> Return:
    """The return in ``source``; its lines are counted from 1.

    Raises FileRejected if this is not one whole SEN2 file of at most ``limit_bytes``.
    """
    with opened(source) as stream:
        reader = _Reader(stream, limit_bytes)
        reader.read(progress or in_silence)
    ret = reader.builder.finish()
    reader.moved.bring_to_placements(ret)
    return ret


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[BinaryIO]:
    """The stream of a file, closed afterwards; a stream is passed on.  Raises FileRejected if there is none."""
    if not isinstance(source, Path):
        yield source
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        found = f"no file that can be opened ({error.strerror})"
        raise FileRejected(source.name, [Problem("", found, "a SEN2 return", "Check the path.")]) from error
    with stream:
        yield stream


class _Reader:
    """One pass over a stream: chunk after chunk to the parser, whose handlers are a Walk."""

    def __init__(self, stream: BinaryIO, limit_bytes: int) -> None:
        self.stream = stream
        self.limit_bytes = limit_bytes
        self.name = Path(str(getattr(stream, "name", ""))).name or "The file"
        self.builder = Builder(self.name)
        self.moved = Moved(self.builder)
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.walk = Walk(self.parser, self.builder, self.moved)
        self.done = 0
        self.recent = b""

    def read(self, progress: Progress) -> None:
        total = _size(self.stream)
        self._check_size(total)
        chunk = self.stream.read(CHUNK)
        self._refuse(problem_of_start(chunk))
        while chunk:
            self._parse(chunk)
            self._check_growth()
            progress(self.done, total)
            chunk = self.stream.read(CHUNK)
        self._parse(b"")

    def _parse(self, chunk: bytes) -> None:
        """Give one chunk to the parser; none is the end of the file."""
        self.recent = self.recent[-64:] + chunk
        self.done += len(chunk)
        try:
            self.parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            at = self.parser.ErrorByteIndex - self.done + len(self.recent)
            before, after = self.recent[: max(at, 0)], self.recent[max(at, 0) :]
            self._refuse(problem_of_parser(error, self.walk.innermost, before[-64:], after))

    def _check_size(self, size: int) -> None:
        if size > self.limit_bytes:
            self._refuse(too_large(size, self.limit_bytes))

    def _check_growth(self) -> None:
        """Refuse what would fill the memory or the day."""
        self._check_size(self.done)
        self.walk.check_open_text()
        if self.done - self.parser.CurrentByteIndex > LONGEST_TAG:
            self._refuse_here("a tag or a comment without end", "one shorter than a megabyte", EXPORT_AGAIN)
        if len(self.parser.intern) > MOST_NAMES:
            self._refuse_here(f"more than {MOST_NAMES:,} different names", "those of SEN2", PICK_THE_RETURN)
        if self.builder.rows + self.builder.unlisted > MOST_RECORDS:
            self._refuse_here(f"more than {MOST_RECORDS:,} records", "one authority's return", PICK_THE_RETURN)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._refuse(encoding_problem(encoding) if encoding else None)

    def _document_type(self, name: str, *_rest: object) -> None:
        self._refuse(document_type(f"line {self.parser.CurrentLineNumber:,}", name))

    def _refuse_here(self, found: str, wanted: str, cure: str) -> None:
        self._refuse(Problem(f"line {self.parser.CurrentLineNumber:,}", found, wanted, cure))

    def _refuse(self, problem: Problem | None) -> None:
        if problem:
            raise FileRejected(self.name, [problem]) from None


def _size(stream: BinaryIO) -> int:
    """Bytes from here to the end; 0 if the stream cannot tell."""
    try:
        start = stream.tell()
        size = stream.seek(0, io.SEEK_END) - start
        stream.seek(start)
    except (OSError, AttributeError):
        return 0
    return size
