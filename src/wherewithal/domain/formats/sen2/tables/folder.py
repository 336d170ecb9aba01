"""A folder of tables: which it holds, and how a new set takes the place of an old one, all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from wherewithal.domain.formats.sen2.tables.shape import shapes

WORKBOOK = "sen2.xlsx"


class FolderInUse(Exception):
    """The folder to write to already holds something."""


def names(kind: str) -> list[str]:
    """The names of the files of a format: parquet, csv or xlsx."""
    return [WORKBOOK] if kind == "xlsx" else [f"{table}.{kind}" for table in shapes()]


def formats_in(folder: Path) -> list[str]:
    """The formats of which there are tables in a folder; a workbook may be given instead of a folder."""
    if folder.is_file():
        return ["xlsx"] if folder.suffix.lower() == ".xlsx" else []
    return [kind for kind in ("parquet", "csv", "xlsx") if any((folder / name).is_file() for name in names(kind))]


@contextmanager
def replaced(folder: Path, *, overwrite: bool) -> Iterator[Path]:
    """A new folder to write in; its files are moved to ``folder`` when the block ends well, and dropped when it fails.

    With ``overwrite`` the tables in ``folder`` are replaced and its other files stay.  Raises FolderInUse.
    """
    folder = folder.resolve()
    _refuse_if_used(folder, overwrite)
    home = folder if folder.is_dir() else folder.parent
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".sen2-tables-", dir=home, ignore_cleanup_errors=True) as temporary:
        made = Path(temporary) / "new"
        made.mkdir()
        yield made
        if folder.is_dir():
            _replace(folder, made, Path(temporary))
        else:
            made.rename(folder)


def _refuse_if_used(folder: Path, overwrite: bool) -> None:
    if folder.is_file():
        raise FolderInUse(f"{folder} is a file: name a folder for the tables")
    if folder.is_dir() and not overwrite and any(folder.iterdir()):
        raise FolderInUse(f"{folder} is not empty: name another folder, or say that its tables may be overwritten")


def _replace(folder: Path, made: Path, temporary: Path) -> None:
    """All old tables go before any new one comes: a folder left half done lacks tables, and is never a mixture."""
    old = temporary / "old"
    old.mkdir()
    ours = [name for kind in ("parquet", "csv", "xlsx") for name in names(kind)]
    out = [(folder / name, old / name) for name in ours if (folder / name).exists()]
    _move_all(out + [(path, folder / path.name) for path in sorted(made.iterdir())])


def _move_all(moves: list[tuple[Path, Path]]) -> None:
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        raise
