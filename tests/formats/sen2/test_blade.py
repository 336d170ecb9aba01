"""A return is read from the nine CSV files that COLLECT exports, in a folder or a zip, and refused whole if unsound."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.sen2 import strategies
from tests.formats.sen2.files import HEADER, PEOPLE, changed, export, put_in_folder, put_in_zip
from wherewithal.domain.formats.sen2.blade import read_blade
from wherewithal.domain.formats.sen2.blade_values import NUMBERS_KEPT_AS_TEXT
from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.layout import Item, layout
from wherewithal.domain.formats.sen2.trees import Tree, trees

START = "Blade-Export_02-02-2026_"


def read(folder: Path, files: dict[str, str], **options: int) -> Return:
    return read_blade(put_in_folder(folder / "export", files), **options)


def edited(name: str, old: str, new: str, files: dict[str, str] | None = None) -> dict[str, str]:
    """The files of the example with one edit in one of them."""
    files = files or export()
    return files | {START + name: changed(files[START + name], old, new)}


def problems(folder: Path, files: dict[str, str], **options: int) -> list[Problem]:
    with pytest.raises(FileRejected) as rejected:
        read(folder, files, **options)
    assert all(problem.cure for problem in rejected.value.problems)
    return rejected.value.problems


def places_and_findings(folder: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    return [(problem.where.removeprefix(START), problem.found) for problem in problems(folder, files)]


def test_the_example_is_read_whole_from_a_folder_and_from_a_zip(tmp_path):
    for ret in (read(tmp_path, export()), read_blade(put_in_zip(tmp_path / "export.zip", export()))):
        assert list(trees(ret)) == PEOPLE
        assert (ret.header, ret.extras) == (HEADER, [])
    assert ret.source == "export.zip"


def test_a_zip_may_hold_the_files_in_a_folder_beside_others(tmp_path):
    files = {f"May 2026/{name}": text for name, text in export().items()}
    others = {"__MACOSX/._Blade-Export_02-02-2026_person.csv": "", "May 2026/read me.txt": "Nine files."}
    assert read_blade(put_in_zip(tmp_path / "export.zip", files | others)).people == 3


def test_each_row_knows_its_line_in_its_own_file(tmp_path):
    text = "Kept at home,\r\nfor now"
    files = edited("placementdetail.csv", '"Moved in, waiting for a place"', f'"{text}"')
    ret = read(tmp_path, files)
    assert ret["PlacementDetail"].line.tolist() == [2, 3, 5, 6, 7, 8]
    assert ret["PlacementDetail"]["SENSettingOther"][1] == text


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_any_return_holds_is_read_back(data, tmp_path):
    year = data.draw(strategies.years())
    header, people = data.draw(strategies.headers(year)), data.draw(strategies.people(year))
    ret = read(tmp_path, export(people, header))
    assert list(trees(ret)) == [as_read("Person", tree) for tree in people]
    assert ret.header.keys() == header.keys()
    assert ret.extras == []


def as_read(record: str, tree: Tree) -> Tree:
    """The tree with its dates, flags and numbers in their usual form."""
    return {
        name: [as_read(name, child) for child in value]
        if isinstance(value, list)
        else usual(layout().record(record).item(name), value)
        for name, value in tree.items()
    }


def usual(item: Item, value: str) -> str:
    if item.type == "flag" and value in ("true", "false"):
        return {"true": "1", "false": "0"}[value]
    if item.type == "date" and re.fullmatch(r"\d{4}-\d\d-\d\dT.*", value):
        return value[:10]
    if item.type in ("flag", "whole", "code") or item.name in NUMBERS_KEPT_AS_TEXT:
        return re.sub(r"^(\d+)\.0+$", r"\1", value, flags=re.ASCII)
    return value


def test_columns_are_known_by_their_names_in_any_case_and_order(tmp_path):
    def shuffled(text: str) -> str:
        rows = [line.split(",") for line in text.replace('"Moved in, waiting for a place"', "Moved in").splitlines()]
        rows[0] = [name.upper() for name in rows[0]]
        return "\n".join(",".join(reversed(row)) for row in rows)

    ret = read(tmp_path, {name: shuffled(text) for name, text in export().items()})
    assert (ret.header, ret.people, ret.extras) == (HEADER, 3, [])
    assert list(ret["Person"]["Surname"].text()) == ["Ash", "Beech", "Chestnut"]


def test_a_column_that_is_missing_is_blank(tmp_path):
    files = export()
    name = f"{START}senneed.csv"
    files[name] = "\n".join(line.rpartition(",")[0] for line in files[name].splitlines())
    ret = read(tmp_path, files)
    assert ret["SENneed"]["SENtypeRank"].blank.all()
    assert ret["SENneed"]["SENtype"].present.all()


def test_values_of_a_column_that_sen2_does_not_have_are_kept(tmp_path):
    files = edited("senneed.csv", "sentyperank\r\n", "sentyperank,Colour,UPN,Requests\r\n")
    files = edited("senneed.csv", "SLCN,1\r\n", "SLCN,1,green,A1,\r\n", files)
    rest = files[f"{START}senneed.csv"].splitlines()
    files[f"{START}senneed.csv"] = "\n".join([*rest[:2], *(f"{line},,," for line in rest[2:])])
    ret = read(tmp_path, files)
    assert [(e.record, e.row, e.path, e.value, e.why, e.line) for e in ret.extras] == [
        ("SENneed", 0, "Colour", "green", "unknown", 2),
        ("SENneed", 0, "UPN", "A1", "misplaced", 2),
    ]


def test_the_second_of_two_columns_of_one_name_is_kept_where_it_says_something(tmp_path):
    files = edited("sen2.csv", "dsco\r\n", "dsco,dsco\r\n")
    files = edited("sen2.csv", ",R\r\n", ",R,N\r\n", files)
    ret = read(tmp_path, files)
    assert ret.header == HEADER
    assert [(e.path, e.value, e.why, e.line) for e in ret.extras] == [("Message/Header/DSCO", "N", "repeated", 2)]


@pytest.mark.parametrize(
    ("old", "new", "record", "item", "value"),
    [
        ("2025-Jan-20 00:00:00", "2025-01-20", "Requests", "ReceivedDate", "2025-01-20"),
        ("2025-Jan-20 00:00:00", "2025-01-20T00:00:00", "Requests", "ReceivedDate", "2025-01-20"),
        ("2025-Jan-20 00:00:00", "2025-jan-3", "Requests", "ReceivedDate", "2025-01-03"),
        ("2025-Jan-20 00:00:00", "2025-Jän-20", "Requests", "ReceivedDate", "2025-Jän-20"),
        ("2025-Jan-20 00:00:00", "2025-Foo-20", "Requests", "ReceivedDate", "2025-Foo-20"),
        ("2025-Jan-20 00:00:00", "20/01/2025", "Requests", "ReceivedDate", "20/01/2025"),
        (",2,0,", ",2.0,False,", "Requests", "RYA", "0"),
        (",2,0,", ",2.0,False,", "Requests", "RequestSource", "2"),
        (",2,0,", ",2,TRUE,", "Requests", "RYA", "1"),
        (",2,0,", ",2,1.0,", "Requests", "RYA", "1"),
        (",2,0,", ",2,perhaps,", "Requests", "RYA", "perhaps"),
        (",990101,", ",990101.0,", "PlacementDetail", "URN", "990101"),
        (",990101,", ", 990101 ,", "PlacementDetail", "URN", "990101"),
        ("NIEO,", "NIEO.0,", "PlacementDetail", "SENsetting", "NIEO.0"),
        ('"Moved in, waiting for a place"', "2.0", "PlacementDetail", "SENSettingOther", "2.0"),
        ("4120007714", "4120007714.0", "Person", "UniqueLearnerNumber", "4120007714"),
        (",305,", ",305.00,", "ActivePlans", "TransferLA", "305"),
    ],
)
def test_values_are_brought_to_the_form_of_xml(old, new, record, item, value, tmp_path):
    ret = read(tmp_path, edited(f"{record.lower()}.csv", old, new))
    assert value in ret[record][item].text()


def test_the_moment_in_the_header_may_be_iso_too(tmp_path):
    ret = read(tmp_path, edited("sen2.csv", "2026-Feb-02 10:15:00", "2026-02-02T10:15:00"))
    assert ret.header == HEADER


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_files_may_be_in_utf_8_or_windows_1252(encoding, tmp_path):
    files = edited("person.csv", "Chestnut", "Zoë–Chestnut")
    ret = read_blade(put_in_folder(tmp_path / "export", files, encoding))
    assert ret["Person"]["Surname"][2] == "Zoë–Chestnut"
    assert ret.extras == []


def test_the_export_of_2023_has_gender_attendance_and_residence_with_the_plan(tmp_path):
    plan: Tree = {"TransferLA": "305", "PlacementDetail": [{"PlacementRank": "1", "AttendancePattern": "F"}]}
    files = export([{"Surname": "Elm", "GenderCurrent": "2", "Requests": [{"ActivePlans": [plan]}]}])
    files = edited("activeplans.csv", ",transferla,", ",transferla,res,wbp,", files)
    files = edited("activeplans.csv", ",305,", ",305,A,,", files)
    ret = read(tmp_path, files)
    assert (ret["Person"]["GenderCurrent"][0], ret["PlacementDetail"]["AttendancePattern"][0]) == ("2", "F")
    assert ret["PlacementDetail"]["Res"][0] == "A"
    assert [(e.record, e.row, e.path, e.value, e.why) for e in ret.extras] == [
        ("ActivePlans", 0, "Res", "A", "misplaced")
    ]


def test_the_export_of_2024_has_no_social_care_officer(tmp_path):
    header = {name: value for name, value in HEADER.items() if name != "DSCO"}
    assert read(tmp_path, export(header=header)).header == header


def test_progress_is_told_up_to_the_last_byte(tmp_path):
    told: list[tuple[int, int]] = []
    read_blade(put_in_folder(tmp_path, export()), progress=lambda done, total: told.append((done, total)))
    assert len(told) == 9
    assert told[-1] == (sum(path.stat().st_size for path in tmp_path.iterdir()),) * 2


def test_every_file_that_is_missing_is_named(tmp_path):
    files = {name: text for name, text in export().items() if "person" not in name and "senneed" not in name}
    assert [problem.wanted for problem in problems(tmp_path, files)] == [
        "one file whose name ends in person.csv",
        "one file whose name ends in senneed.csv",
    ]


def test_two_exports_in_one_folder_are_told_apart_by_nobody(tmp_path):
    files = export() | {"Blade-Export_09-02-2026_person.csv": "persontableid\r\n"}
    found = problems(tmp_path, files)
    assert [problem.found for problem in found] == [f"{START}person.csv and Blade-Export_09-02-2026_person.csv"]


def test_a_key_column_that_is_missing_is_named(tmp_path):
    files = edited("requests.csv", "persontableid", "person")
    assert ("requests.csv, line 1", "no column persontableid") in places_and_findings(tmp_path, files)


def test_every_row_whose_parent_is_missing_is_told_with_its_line(tmp_path):
    files = edited("requests.csv", ",person-2,", ",person-9,")
    files = edited("senneed.csv", ",activeplans-2,", ",,", files)
    files = edited("senneed.csv", ",activeplans-3,", ",77,", files)
    assert places_and_findings(tmp_path, files) == [
        ("requests.csv, line 3", "persontableid 'person-9'"),
        ("senneed.csv, line 4", "no activeplanstableid"),
        ("senneed.csv, line 6", "activeplanstableid '77'"),
    ]


def test_a_key_that_is_blank_or_occurs_twice_is_told(tmp_path):
    files = edited("plandetail.csv", "plandetail-2,", "plandetail-1,")
    files = edited("plandetail.csv", "plandetail-4,", ",", files)
    assert places_and_findings(tmp_path, files) == [
        ("plandetail.csv, line 3", "plandetailtableid 'plandetail-1' for the second time"),
        ("plandetail.csv, line 5", "no plandetailtableid"),
    ]


def test_rows_of_another_length_are_told_with_their_lines(tmp_path):
    files = edited("senneed.csv", "SLCN,1\r\n", "SLCN\r\n")
    files = edited("senneed.csv", "SEMH,1\r\n", "SEMH,1,x\r\n", files)
    files = edited("senneed.csv", "MLD,1\r\n", "MLD,1,,\r\n\r\n", files)
    assert places_and_findings(tmp_path, files) == [
        ("senneed.csv, line 2", "6 values"),
        ("senneed.csv, line 4", "8 values"),
    ]


def test_one_file_that_cannot_be_read_makes_no_orphans_of_the_rows_below(tmp_path):
    files = edited("person.csv", "Beech", '"Bee"ch')
    assert places_and_findings(tmp_path, files) == [("person.csv, line 3", "quotation marks that do not pair")]


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path):
    files = edited("person.csv", "Beech", '"Beech')
    assert places_and_findings(tmp_path, files) == [("person.csv, line 3", "quotation marks that do not pair")]


def test_the_header_has_one_row(tmp_path):
    row = export()[f"{START}sen2.csv"].splitlines()[1]
    files = edited("sen2.csv", row, f"{row}\r\n{row.replace('sen2-1', 'sen2-2')}")
    assert places_and_findings(tmp_path, files) == [("sen2.csv, line 1", "2 rows of header")]
    files = edited("sen2.csv", row, "")
    assert places_and_findings(tmp_path, files)[0] == ("sen2.csv, line 1", "0 rows of header")


def test_a_text_without_end_is_told(tmp_path):
    files = edited("person.csv", "Beech", "B" * 10_001)
    assert places_and_findings(tmp_path, files) == [("person.csv, line 3", "a longer text in Surname")]


def test_a_line_without_end_is_told(tmp_path):
    files = edited("person.csv", "Beech", "Bee, " * 250_000)
    assert [problem.found for problem in problems(tmp_path, files)] == ["a line without end"]


def test_after_a_thousand_problems_the_rest_is_not_read(tmp_path):
    files = edited("senneed.csv", "SLCN,1\r\n", "SLCN\r\n" * 1_500)
    found = problems(tmp_path, files)
    assert len(found) == 1_001
    assert "the rest was not read" in found[-1].found


def test_rows_without_end_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("wherewithal.domain.formats.sen2.blade_sheet.MOST_RECORDS", 4)
    assert places_and_findings(tmp_path, export()) == [
        ("placementdetail.csv, line 6", "more than 4 rows"),
        ("senneed.csv, line 6", "more than 4 rows"),
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"persontableid\0", "a file that is not plain text"),
        (b"PK\x03\x04\x14\x00", "a file that is not plain text"),
        (b"persontableid,\xdcbel\x81\r\n", "a character that is neither UTF-8 nor Windows-1252"),
    ],
)
def test_bytes_that_are_no_text_are_told(content, found, tmp_path):
    folder = put_in_folder(tmp_path / "export", export())
    (folder / f"{START}person.csv").write_bytes(content)
    with pytest.raises(FileRejected) as rejected:
        read_blade(folder)
    assert [problem.found for problem in rejected.value.problems] == [found]


def test_files_over_the_limit_are_refused(tmp_path):
    size = sum(len(text.encode()) for text in export().values())
    assert [problem.where for problem in problems(tmp_path, export(), limit_bytes=size - 1)] == [""]
    assert read(tmp_path, export(), limit_bytes=size).people == 3
