"""Files made to harm whoever reads them."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wherewithal.apps.returns.loading import keep_upload, private_folder
from wherewithal.domain.formats.errors import FileRejected
from wherewithal.domain.formats.sen2.reading import read

MANY_COMMENTS = b"<?xml version='1.0'?>\n" + b"<!-- made by a program -->\n" * 200 + b"<Message><x>"


def test_a_file_that_begins_with_many_comments_is_read_at_once(tmp_path):
    path = tmp_path / "return.xml"
    path.write_bytes(MANY_COMMENTS)
    reading = (
        "import sys, pathlib; from wherewithal.domain.formats.sen2.reading import read; read(pathlib.Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", reading, path], capture_output=True, timeout=30, check=False)
    assert b"The file was cut off" in done.stderr


def test_a_web_page_below_many_comments_is_still_known_as_one(tmp_path):
    path = tmp_path / "return.xml"
    path.write_bytes(MANY_COMMENTS.replace(b"<Message>", b"<html>"))
    with pytest.raises(FileRejected, match="found a web page"):
        read(path)


@pytest.mark.parametrize("name", ["sen2.xlsx", "sen2.XLSX", "sen2.xml", "sen2.zip", "sen2"])
def test_an_uploaded_workbook_is_refused_before_its_cells_have_room(name, settings, tmp_path):
    """One kilobyte with a cell in the last row and column would ask for hundreds of gigabytes."""
    settings.HOME = tmp_path
    kept = keep_upload(SimpleUploadedFile(name, workbook(tmp_path / "made").read_bytes()))
    with pytest.raises(FileRejected, match="found an Excel workbook, wanted the XML file"):
        read(private_folder() / kept)


def workbook(place: Path) -> Path:
    """A workbook whose one sheet has two cells, at its two far corners."""
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets><sheet name='Person' sheetId='1'/></sheets></workbook>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
            "<row r='1048576'><c r='XFD1048576'><v>2</v></c></row></sheetData></worksheet>",
        )
    return place
