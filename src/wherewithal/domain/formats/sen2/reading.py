"""Read a SEN2 return from whatever it comes as; what is in it decides, not what it is called."""

from pathlib import Path

from wherewithal.domain.formats.sen2.blade import read_blade
from wherewithal.domain.formats.sen2.blade_files import is_export, unzipped
from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.sizes import GIB, Progress
from wherewithal.domain.formats.sen2.xml_in import opened, read_xml

WANTED = "the XML file, the nine files of a COLLECT export, or tables that this program wrote"

FOLDER = Problem("", "a folder without a SEN2 return", WANTED, "Name the folder that holds them, or the file itself.")
WORKBOOK = Problem(
    "", "an Excel workbook", "the XML file, or a zip of the nine files of a COLLECT export", "Choose the return itself."
)


def read(path: Path, *, progress: Progress | None = None, limit_bytes: int = GIB) -> Return:
    """The return in an XML file, in a folder or zip of a COLLECT export, or in a folder or workbook of our own tables.

    Raises FileRejected with what is wrong, where, and the cure.
    """
    names = _names_inside(path)
    if names is None:
        return read_xml(path, progress=progress, limit_bytes=limit_bytes)
    if is_export(names):
        return read_blade(path, progress=progress, limit_bytes=limit_bytes)
    if "xl/workbook.xml" in names or path.is_dir():
        return _read_tables(path)
    cure = "Take the return out of the zip, or zip the nine files of the COLLECT export."
    raise FileRejected(path.name, [Problem("", "a zip without a SEN2 return", WANTED, cure)])


def _names_inside(path: Path) -> list[str] | None:
    """What a folder or a zip holds; None for any other file."""
    if path.is_dir():
        return [inside.name for inside in path.iterdir()]
    with opened(path) as stream:
        if stream.read(4) != b"PK\x03\x04":
            return None
    with unzipped(path) as archive:
        return archive.namelist()


def _read_tables(path: Path) -> Return:
    from wherewithal.domain.formats.sen2.tables import formats_in, read_tables

    if not formats_in(path):
        raise FileRejected(path.name, [FOLDER if path.is_dir() else WORKBOOK])
    return read_tables(path)
