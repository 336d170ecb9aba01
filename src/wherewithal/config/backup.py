"""The whole record in one file, and back into an empty database, SQLite or PostgreSQL alike."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

import wherewithal
from wherewithal.apps.audit import actions as audit
from wherewithal.apps.returns.loading import private_folder
from wherewithal.config import archive as archives
from wherewithal.config import rows
from wherewithal.config.archive import BackupRefused, Manifest, Part, Progress

ONE_SNAPSHOT = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
"""Everything read in it is as it was at one moment, and nobody waits for it."""


def back_up(to: Path, *, now: datetime, progress: Progress = lambda *said: None) -> tuple[Path, Manifest]:
    """Write a backup to a file, or to a file named after the moment in a folder.  Raises BackupRefused, OSError."""
    target = to / f"wherewithal-{now:%Y-%m-%d-%H%M%S}.zip" if to.is_dir() else to
    if target.exists():
        raise BackupRefused(f"{target} is there already. Give another name, or move it away")
    with snapshot(), archives.written(target) as archive:
        manifest = Manifest(
            version=wherewithal.__version__,
            database=connection.vendor,
            made_at=now.isoformat(),
            migrations=migrations(),
            tables=write_tables(archive, progress),
            files=write_files(archive),
            left_out=sorted(rows.LEFT_OUT),
        )
        archives.seal(archive, manifest)
    details = {"rows": manifest.row_count, "files": len(manifest.files), "bytes": target.stat().st_size}
    audit.record("backup.made", by=None, authority=None, details=details)
    return target, manifest


@contextmanager
def snapshot() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(ONE_SNAPSHOT[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def migrations() -> list[str]:
    """Those of our program that the database has had: audit.0001_initial."""
    loader = MigrationLoader(connection)
    return sorted(".".join(key) for key in loader.applied_migrations if key in loader.disk_migrations)


def write_tables(archive: ZipFile, progress: Progress) -> dict[str, Part]:
    parts, tables = {}, rows.tables()
    for done, table in enumerate(tables):
        name = rows.name_of(table)
        progress("Writing the tables", done, len(tables))
        parts[name] = archives.add(archive, archives.member_of_table(name), rows.lines(table), lambda line: 1)
    return parts


def write_files(archive: ZipFile) -> dict[str, Part]:
    """The uploads and drafts; one that is taken away meanwhile is no part of the backup."""
    parts = {}
    for path in sorted(path for path in private_folder().iterdir() if path.suffix != ".part"):
        try:
            with path.open("rb") as source:
                parts[path.name] = archives.add(
                    archive, archives.member_of_file(path.name), archives.chunks(source), len
                )
        except FileNotFoundError:
            continue
    return parts


def restore(source: Path, *, progress: Progress = lambda *said: None) -> Manifest:
    """Fill an empty database and the private folder from a backup: whole, or not at all.  Raises BackupRefused."""
    manifest = archives.verified(source, progress)
    refuse_another_shape(manifest)
    with archives.opened(source) as (archive, _), private_files(archive, manifest), refusal_told():
        fill(archive, manifest, progress)
    return manifest


def refuse_another_shape(manifest: Manifest) -> None:
    """The tables of the backup must be those of this database."""
    differing = sorted(set(manifest.migrations) ^ set(migrations()))
    if differing or set(manifest.tables) != {rows.name_of(table) for table in rows.tables()}:
        raise BackupRefused(
            f"The backup was made by Wherewithal {manifest.version} with other tables than this database has "
            f"({', '.join(differing[:3]) or 'the same migrations, other apps'}). Install that version, run its "
            "wherewithal migrate on an empty database, restore, then upgrade"
        )


@contextmanager
def refusal_told() -> Iterator[None]:
    """What a database says may hold the data of a child, so only the kind of it is passed on."""
    try:
        yield
    except DatabaseError as error:
        raise BackupRefused(
            f"The database refused what the backup holds ({type(error).__name__}). Nothing was restored. "
            "Check that it runs, has room and is not in use; a backup of SQLite may hold what PostgreSQL does not take"
        ) from None


@transaction.atomic
def fill(archive: ZipFile, manifest: Manifest, progress: Progress) -> None:
    """Put every row into an empty record and compare what is then there with what the manifest says."""
    refuse_unless_empty()
    rows.empty_what_migrations_filled()
    tables = rows.tables()
    for done, table in enumerate(tables):
        progress("Restoring the tables", done, len(tables))
        rows.insert(table, archives.lines(archive, archives.member_of_table(rows.name_of(table))))
    connection.check_constraints()
    for done, table in enumerate(tables):
        progress("Comparing them with the backup", done, len(tables))
        if rows.digest(rows.lines(table)) != manifest.tables[rows.name_of(table)].sha256:
            raise BackupRefused(f"The table {rows.name_of(table)} did not come back as it was. Nothing was restored")
    rows.count_on_from_here()


def refuse_unless_empty() -> None:
    if filled := rows.with_rows():
        raise BackupRefused(
            f"The database is not empty: there are rows in {', '.join(filled[:3])}. A backup is restored into an "
            "empty one only. Name a new database in WHEREWITHAL_DATABASE_URL, run wherewithal migrate, then restore"
        )


@contextmanager
def private_files(archive: ZipFile, manifest: Manifest) -> Iterator[None]:
    """The files of the backup in the private folder; those that were not there go again if what follows fails."""
    new = [name for name in map(plain, manifest.files) if not (private_folder() / name).exists()]
    try:
        for name in new:
            put_back(archive, name)
        yield
    except BaseException:
        for name in new:
            (private_folder() / name).unlink(missing_ok=True)
        raise


def plain(name: str) -> str:
    """The name, if it leads nowhere else.  Raises BackupRefused."""
    if name in {"", ".", ".."} or Path(name).name != name:
        raise BackupRefused("The backup has a file whose name leads out of the private folder. Use another backup")
    return name


def put_back(archive: ZipFile, name: str) -> None:
    target = private_folder() / name
    part = target.with_name(f"{name}.part")
    member = archives.member_of_file(name)
    with archive.open(member) as source, archives.closed_to_others(part) as copy:
        shutil.copyfileobj(source, copy)
    part.replace(target)
