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
from wherewithal.domain.formats.sen2.tables import workbook_size, xlsx_file

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


def workbook(place: Path, packing: int = zipfile.ZIP_STORED) -> Path:
    """A workbook whose one sheet has two cells, at its two far corners."""
    with zipfile.ZipFile(place, "w", packing) as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets><sheet name='Person' sheetId='1'/></sheets></workbook>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
            "<row r='1048576'><c r='XFD1048576'><v>2</v></c></row></sheetData></worksheet>",
        )
    return place


def test_a_sheet_with_a_far_cell_is_refused_before_its_cells_have_room(tmp_path):
    with pytest.raises(FileRejected, match=r"found cells over 1,048,576 rows and 16,384 columns, wanted at most"):
        list(xlsx_file.read(workbook(tmp_path / "sen2.xlsx")))


def test_a_sheet_that_hides_its_far_cell_behind_its_said_length_is_refused_too(tmp_path):
    path = workbook(tmp_path / "sen2.xlsx", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(path) as archive:
        (size,) = (part.file_size for part in archive.infolist() if "sheet1" in part.filename)
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (20).to_bytes(4, "little")))
    with pytest.raises(FileRejected, match="1,048,576 rows"):
        list(xlsx_file.read(path))


def test_a_part_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_size, "MOST_BYTES", 100)
    with pytest.raises(FileRejected, match=r"sheet1.xml: found more than 2 GiB when unpacked"):
        list(xlsx_file.read(workbook(tmp_path / "sen2.xlsx")))


def test_a_sheet_under_another_ending_is_not_opened(tmp_path):
    path = tmp_path / "sen2.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Target='s.png'/></Relationships>")
    with pytest.raises(workbook_size.NotAWorkbook):
        workbook_size.refuse_too_large(path)


@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>",
        "<worksheet>",
        "<worksheet><c r='1A'/></worksheet>",
        "<worksheet><row r='one'/></worksheet>",
    ],
)
def test_what_excel_would_not_write_is_not_opened(tmp_path, content):
    path = tmp_path / "sen2.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", content)
    with pytest.raises(workbook_size.NotAWorkbook):
        workbook_size.refuse_too_large(path)
    (raw,) = xlsx_file.read(path)
    assert "an Excel workbook" in str(raw.problems[0])
