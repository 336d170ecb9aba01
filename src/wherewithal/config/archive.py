"""A backup as one file: a zip of a text for each table, the private files, and a manifest that seals them.

``manifest.json`` comes last.  It names the version, the database and the migrations, and for each part how many lines
or bytes it has and the SHA-256 of its content.
"""

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from wherewithal.config.rows import digest

FORMAT = "wherewithal backup 1"
MANIFEST = "manifest.json"
CHUNK = 1 << 20
DAMAGE = (
    *(BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError),
    *(AttributeError, KeyError, TypeError, ValueError),
)
"""What a zip or a manifest raises that is not what was written."""

Progress = Callable[[str, int, int], None]
"""What is being done, how many parts are done, and of how many."""


class BackupRefused(Exception):
    """Why a backup was not made or not restored, and the cure.  What was there before is untouched."""


@dataclass(frozen=True)
class Part:
    """A table or a file: ``number`` of rows or bytes."""

    number: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds; ``tables`` and ``files`` by name."""

    version: str
    database: str
    made_at: str
    migrations: list[str]
    tables: dict[str, Part] = field(default_factory=dict)
    files: dict[str, Part] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    @property
    def parts(self) -> dict[str, Part]:
        """Every part by its name in the zip."""
        named = {member_of_table(name): part for name, part in self.tables.items()}
        return named | {member_of_file(name): part for name, part in self.files.items()}

    @property
    def row_count(self) -> int:
        return sum(part.number for part in self.tables.values())


def member_of_table(name: str) -> str:
    return f"tables/{name}.jsonl"


def member_of_file(name: str) -> str:
    return f"files/{name}"


@contextmanager
def written(target: Path) -> Iterator[ZipFile]:
    """A zip for its owner only, which has the name ``target`` once it is whole and lies on the disk."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with closed_to_others(part) as stream:
            with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
                yield archive
            stream.flush()
            os.fsync(stream.fileno())
        verified(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def closed_to_others(path: Path) -> IO[bytes]:
    """A new file that only its owner can read; never one, or a link, that somebody else put there before."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def add(archive: ZipFile, member: str, content: Iterable[bytes], count: Callable[[bytes], int]) -> Part:
    """Write content piece by piece; ``count`` says how much of the part a piece is."""
    number, together = 0, hashlib.sha256()
    with archive.open(member, "w", force_zip64=True) as target:
        for piece in content:
            target.write(piece)
            together.update(piece)
            number += count(piece)
    return Part(number, together.hexdigest())


def seal(archive: ZipFile, manifest: Manifest) -> None:
    archive.writestr(MANIFEST, json.dumps({"format": FORMAT} | asdict(manifest), indent=1))


@contextmanager
def opened(source: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """A backup and what it says of itself.  Raises BackupRefused for a file that is none."""
    with damage_told(source):
        stream = ZipFile(source)
    with stream as archive:
        with damage_told(source):
            manifest = read_manifest(archive)
        yield archive, manifest


def read_manifest(archive: ZipFile) -> Manifest:
    said = json.loads(archive.read(MANIFEST))
    if said.pop("format") != FORMAT:
        raise ValueError("another format")
    for kind in ("tables", "files"):
        said[kind] = {name: Part(**part) for name, part in said[kind].items()}
    return Manifest(**said)


def verified(source: Path, progress: Progress = lambda *said: None) -> Manifest:
    """Read a backup from end to end.  Raises BackupRefused if any of it is not what was written."""
    with opened(source) as (archive, manifest), damage_told(source):
        for done, (member, part) in enumerate(manifest.parts.items()):
            progress("Checking the backup", done, len(manifest.parts))
            if digest(pieces(archive, member)) != part.sha256:
                raise ValueError("another content")
    return manifest


def pieces(archive: ZipFile, member: str) -> Iterator[bytes]:
    with archive.open(member) as source:
        yield from chunks(source)


def lines(archive: ZipFile, member: str) -> Iterator[bytes]:
    with archive.open(member) as source:
        yield from source


def chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


@contextmanager
def damage_told(source: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGE:
        raise BackupRefused(
            f"{source.name} is damaged, or is not a backup of Wherewithal. Nothing was restored. Use another backup"
        ) from None
