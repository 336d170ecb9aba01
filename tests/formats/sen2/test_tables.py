"""A return is written as tables and read back, and nothing is lost on the way."""

import csv
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from tests.formats.sen2 import strategies
from wherewithal.domain.formats.sen2.columns import Extra, Return
from wherewithal.domain.formats.sen2.errors import FileRejected
from wherewithal.domain.formats.sen2.tables import (
    FORMATS,
    FolderInUse,
    TooBigForExcel,
    folder,
    read_tables,
    write_tables,
    xlsx_file,
)
from wherewithal.domain.formats.sen2.trees import build

HEADER = {"Collection": "SEN2", "Year": "2026", "ReferenceDate": "2026-01-15", "LEA": "201", "SerialNo": "1"}
PEOPLE = [
    {"Surname": "Alder", "PersonBirthDate": "2020-03-14", "Requests": [{"ReceivedDate": "2025-01-20", "RYA": "0"}]},
    {"Surname": "=1+1", "PersonBirthDate": "14 March 2020", "Requests": [{"RYA": "true"}, {"RYA": "maybe"}]},
]
TABLES = [
    "Header",
    "Person",
    "Requests",
    "Assessment",
    "NamedPlan",
    "PlanDetail",
    "ActivePlans",
    "PlacementDetail",
    "SENneed",
    "Extras",
]

each_format = pytest.mark.parametrize("kind", FORMATS)


@pytest.fixture
def ret() -> Return:
    return build(HEADER, PEOPLE)


def held(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def alike(one: Return, other: Return) -> bool:
    return as_plain(one) == as_plain(other)


def as_plain(ret: Return) -> tuple[object, ...]:
    tables = {
        name: (
            table.parent.tolist(),
            table.line.tolist(),
            {item: list(column.text()) for item, column in table.columns.items()},
        )
        for name, table in ret.tables.items()
    }
    return ret.header, tables, ret.extras


@each_format
@settings(max_examples=25)
@given(ret=strategies.returns())
def test_tables_read_back_are_those_written(kind, ret):
    with TemporaryDirectory() as home:
        write_tables(ret, Path(home) / "out", kind)
        assert alike(read_tables(Path(home) / "out"), ret)


@each_format
@pytest.mark.parametrize(
    "text",
    ["a\rb", "a\r\nb", "\x01", "\x00", " spaced ", "=cmd()", "@x", "_x000D_", "\x85", "\u2028", '"', "x" * 32_767],
)
def test_awkward_texts_come_back_as_they_were(tmp_path, kind, text):
    ret = build(HEADER, [{"Surname": text}, {"Surname": "Birch"}])
    write_tables(ret, tmp_path / "out", kind)
    assert alike(read_tables(tmp_path / "out"), ret)


@each_format
def test_a_return_of_nobody_comes_back(tmp_path, kind):
    write_tables(build({}, []), tmp_path / "out", kind)
    assert alike(read_tables(tmp_path / "out"), build({}, []))


@each_format
def test_the_files_written_are_told(tmp_path, kind, ret):
    written = write_tables(ret, tmp_path / "a" / "out", kind)
    assert sorted(written) == sorted((tmp_path / "a" / "out").iterdir())
    assert sorted(path.name for path in written) == sorted(folder.names(kind))
    assert held(tmp_path / "a") == ["out"]


def test_parquet_columns_have_their_types_and_keys(tmp_path, ret):
    write_tables(ret, tmp_path / "it's", "parquet")
    with duckdb.connect() as connection:
        requests = connection.read_parquet(str(tmp_path / "it's" / "Requests.parquet"))
        types = dict(zip(requests.columns, map(str, requests.types), strict=True))
        rows = requests.select("requests_id, person_id, line, ReceivedDate, RYA").fetchall()
    assert types == {
        "requests_id": "INTEGER",
        "person_id": "INTEGER",
        "line": "INTEGER",
        "ReceivedDate": "DATE",
        "RequestSource": "VARCHAR",
        "RYA": "BOOLEAN",
        "RequestOutcomeDate": "DATE",
        "RequestOutcome": "VARCHAR",
        "RequestMediation": "BOOLEAN",
        "RequestTribunal": "BOOLEAN",
        "Exported": "VARCHAR",
    }
    assert rows == [(1, 1, None, date(2025, 1, 20), False), (2, 2, None, None, True), (3, 2, None, None, None)]


def test_csv_shows_dates_flags_and_formulas_as_they_are(tmp_path, ret):
    write_tables(ret, tmp_path / "out", "csv")
    people = list(csv.DictReader((tmp_path / "out" / "Person.csv").open(encoding="utf-8", newline="")))
    requests = list(csv.DictReader((tmp_path / "out" / "Requests.csv").open(encoding="utf-8", newline="")))
    assert [(row["person_id"], row["Surname"], row["PersonBirthDate"]) for row in people] == [
        ("1", "Alder", "2020-03-14"),
        ("2", "=1+1", ""),
    ]
    assert [row["RYA"] for row in requests] == ["false", "true", ""]


def test_a_workbook_has_a_sheet_for_each_table_with_dates_flags_and_no_formula(tmp_path, ret):
    (path,) = write_tables(ret, tmp_path / "out", "xlsx")
    with CalamineWorkbook.from_path(path) as book:
        assert book.sheet_names == TABLES
        people = book.get_sheet_by_name("Person").to_python()
        requests = book.get_sheet_by_name("Requests").to_python()
    assert people[1][:5] == [1, "", "Alder", "", date(2020, 3, 14)]
    assert people[2][2] == "=1+1"
    assert [row[requests[0].index("RYA")] for row in requests[1:]] == [False, True, ""]


def test_the_same_return_makes_the_same_workbook(tmp_path, ret):
    (one,), (other,) = (write_tables(ret, tmp_path / name, "xlsx") for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


@each_format
def test_what_a_type_cannot_hold_stands_in_extras(tmp_path, kind, ret):
    write_tables(ret, tmp_path / "out", kind)
    assert extras_written(tmp_path / "out", kind) == [
        ("Person", 2, "PersonBirthDate", "14 March 2020", "unreadable"),
        ("Requests", 2, "RYA", "true", "spelling"),
        ("Requests", 3, "RYA", "maybe", "unreadable"),
    ]


def extras_written(place: Path, kind: str) -> list[tuple[object, ...]]:
    reader = {"parquet": "read_parquet", "csv": "read_csv"}.get(kind)
    if reader:
        with duckdb.connect() as connection:
            found = connection.execute(f"SELECT * EXCLUDE line FROM {reader}('{place}/Extras.{kind}')")
            return found.fetchall()
    rows = CalamineWorkbook.from_path(place / "sen2.xlsx").get_sheet_by_name("Extras").to_python()
    return [tuple(row[:5]) for row in rows[1:]]


def test_a_date_before_excel_began_is_kept_as_text_in_a_workbook_only(tmp_path):
    ret = build(HEADER, [{"PersonBirthDate": "0201-03-04"}])
    for kind in FORMATS:
        write_tables(ret, tmp_path / kind, kind)
        assert alike(read_tables(tmp_path / kind), ret)
    assert extras_written(tmp_path / "xlsx", "xlsx") == [("Person", 1, "PersonBirthDate", "0201-03-04", "unreadable")]
    assert extras_written(tmp_path / "parquet", "parquet") == []


def test_a_value_of_the_header_that_its_type_cannot_hold_comes_back(tmp_path):
    ret = build({"Year": "twenty", "SerialNo": "007"}, [])
    write_tables(ret, tmp_path / "out", "csv")
    assert alike(read_tables(tmp_path / "out"), ret)


def test_a_workbook_is_read_under_any_name(tmp_path, ret):
    (path,) = write_tables(ret, tmp_path / "out", "xlsx")
    assert alike(read_tables(path.rename(tmp_path / "Return of 2026.XLSX")), ret)


def changed(place: Path, table: str, change: object) -> Path:
    """Let ``change`` edit the rows of a CSV table, each a dict."""
    path = place / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), list(reader.fieldnames)
    rows = change(rows) or rows
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return place


@pytest.fixture
def written(tmp_path, ret) -> Path:
    write_tables(ret, tmp_path / "out", "csv")
    return tmp_path / "out"


def problems_of(place: Path) -> list[str]:
    with pytest.raises(FileRejected) as rejected:
        read_tables(place)
    assert str(rejected.value).startswith(f"{place.name} was not read: ")
    return [str(problem) for problem in rejected.value.problems]


def test_rows_may_be_sorted_since_they_are_known_by_their_keys(written):
    changed(written, "Person", lambda rows: rows[::-1])
    ret = read_tables(written)
    assert list(ret["Person"]["Surname"].text()) == ["=1+1", "Alder"]
    assert ret["Requests"].parent.tolist() == [1, 0, 0]
    assert list(ret["Person"]["PersonBirthDate"].text()) == ["14 March 2020", "2020-03-14"]


def test_a_corrected_cell_wins_over_what_extras_kept(written):
    def correct(rows):
        rows[1]["RYA"], rows[2]["RYA"] = "false", "true"

    changed(written, "Requests", correct)
    assert list(read_tables(written)["Requests"]["RYA"].text()) == ["0", "0", "1"]


def test_a_number_that_a_spreadsheet_made_of_a_text_is_a_text_again():
    assert xlsx_cells(990001.0, 1.0, True, 3.0) == ["990001", "1", "1", "3"]


def xlsx_cells(urn: float, flag: float, other: bool, rank: float) -> list[str]:
    import xlsxwriter

    ret = build(HEADER, [{"Requests": [{"Assessment": [{"NamedPlan": [{"PlanDetail": [{}]}]}]}]}])
    with TemporaryDirectory() as home:
        (path,) = write_tables(ret, Path(home) / "out", "xlsx")
        sheets = {name: CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python() for name in TABLES}
        names = ["URN", "SENunitIndicator", "ResourcedProvisionIndicator", "PlacementRank"]
        for name, value in zip(names, [urn, flag, other, rank], strict=True):
            sheets["PlanDetail"][1][sheets["PlanDetail"][0].index(name)] = value
        with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for at, row in enumerate(rows):
                    sheet.write_row(at, 0, row)
                sheet.write_blank(99, 0, None, book.add_format({"bold": True}))
        place = read_tables(path)["PlanDetail"]
        return [place[name][0] for name in names]


def test_every_problem_is_told_at_once_with_its_place_and_cure(written):
    def spoil(rows):
        rows[0]["ReceivedDate"] = "20/01/2025"
        rows[1]["RYA"] = rows[2]["RYA"] = "perhaps"
        rows[2]["person_id"] = "9"

    changed(written, "Requests", spoil)
    changed(written, "Person", lambda rows: rows[0].update(person_id="one"))
    assert problems_of(written) == [
        "Person.csv, row 2, person_id: found 'one', wanted a whole number. Correct it, or leave it empty.",
        "Requests.csv, row 2, ReceivedDate: found '20/01/2025', wanted a date such as 2025-10-20. "
        "Correct it, or leave it empty.",
        "Requests.csv, row 3, RYA: found 'perhaps' (and in 1 more rows), wanted true or false. "
        "Correct it, or leave it empty.",
        "Requests.csv, row 2, person_id: found 1, wanted the key of a row of Person. "
        "Correct it, or put back the row it names.",
        "Requests.csv, row 4, person_id: found 9, wanted the key of a row of Person. "
        "Correct it, or put back the row it names.",
    ]


def test_each_row_needs_a_key_of_its_own(written):
    changed(written, "Person", lambda rows: [rows[0], rows[1], rows[1] | {"person_id": ""}, rows[0]])
    assert problems_of(written) == [
        "Person.csv, row 4, person_id: found nothing, wanted a key of its own. Give the row another number.",
        "Person.csv, row 5, person_id: found 1, which another row has, wanted a key of its own. "
        "Give the row another number.",
    ]


def test_a_row_of_extras_must_name_a_row_that_is_there(written):
    def spoil(rows):
        rows[0]["row_id"], rows[1]["row_id"], rows[2]["path"] = "77", "", "requests_id"
        rows.append(rows[2] | {"record": "Requestz", "path": "RYA"})
        return rows

    changed(written, "Extras", spoil)
    assert problems_of(written) == [
        "Extras.csv, row 2, row_id: found 77, wanted the key of a row of Person. "
        "Correct it, or put back the row it names.",
        "Extras.csv, row 3, row_id: found nothing, wanted the key of a row of Requests. "
        "Correct it, or put back the row it names.",
        "Extras.csv, row 4, path: found requests_id, wanted a date, flag or number of Requests. "
        "Correct it, or take out the row.",
        "Extras.csv, row 5, path: found RYA, wanted an item of a record that is there. "
        "Correct it, or take out the row.",
    ]


def test_tables_and_columns_that_are_missing_or_unknown_are_told(written):
    (written / "SENneed.csv").unlink()
    text = (written / "Person.csv").read_text("utf-8")
    (written / "Person.csv").write_text(
        text.replace("Surname", "Familyname").replace("UPNunknown", "Forename"), "utf-8"
    )
    found = problems_of(written)
    assert [problem.split(", wanted")[0] for problem in found] == [
        "Person.csv: found no column Surname",
        "Person.csv: found no column UPNunknown",
        "Person.csv: found a column 'Familyname'",
        "Person.csv: found the column Forename 2 times",
        "SENneed: found no such table",
    ]


def test_a_return_has_one_header(written):
    changed(written, "Header", lambda rows: rows * 2)
    assert problems_of(written) == ["Header.csv: found 2 rows, wanted one row. Leave the one of this return."]


def test_a_row_with_too_few_values_is_told(written):
    with (written / "Person.csv").open("a", encoding="utf-8") as file:
        file.write("3,,Cedar\n\n")
    assert problems_of(written) == ["Person.csv, row 4: found 3 values, wanted 12. Give the row one value a column."]


@pytest.mark.parametrize(
    ("spoilt", "found"),
    [
        (b"", "nothing in it"),
        ("person_id,Surname\n1,Zo\xeb\n".encode("latin-1"), "letters in another encoding"),
        (b'person_id,Surname\n1,"Alder\n', "a fault in the CSV (unexpected end of data)"),
    ],
)
def test_a_csv_file_that_cannot_be_read_is_told(written, spoilt, found):
    (written / "Person.csv").write_bytes(spoilt)
    (problem,) = problems_of(written)
    assert problem.startswith(f"Person.csv: found {found}, wanted")


@pytest.mark.parametrize("kind", ["parquet", "xlsx"])
def test_a_file_cut_short_is_told(tmp_path, ret, kind):
    path = next(path for path in write_tables(ret, tmp_path / "out", kind) if path.stem in ("Person", "sen2"))
    path.write_bytes(path.read_bytes()[:-200])
    (problem,) = problems_of(tmp_path / "out")
    assert problem.startswith(f"{path.name}: found something else, or only a part, wanted")


def test_lists_in_parquet_are_told(tmp_path, ret):
    write_tables(ret, tmp_path / "out", "parquet")
    with duckdb.connect() as connection:
        path = tmp_path / "out" / "Person.parquet"
        connection.execute(
            f"COPY (SELECT * REPLACE ([Surname] AS Surname) FROM '{path}') TO '{path}.2' (FORMAT parquet)"
        )
    Path(f"{path}.2").replace(path)
    assert problems_of(tmp_path / "out") == [
        "Person.parquet: found lists in Surname, wanted one value a row. Write the tables again."
    ]


def test_a_folder_without_tables_or_with_two_sets_is_told(tmp_path, ret):
    (tmp_path / "notes.txt").write_text("x")
    cure = "Name the folder, or the workbook, that holds the tables of one return in one format."
    assert problems_of(tmp_path) == [f"found no tables, wanted tables in one format. {cure}"]
    assert problems_of(tmp_path / "notes.txt") == [f"found no tables, wanted tables in one format. {cure}"]
    write_tables(ret, tmp_path, "csv", overwrite=True)
    (tmp_path / "sen2.xlsx").write_bytes(b"")
    assert problems_of(tmp_path) == [f"found tables as csv and xlsx, wanted tables in one format. {cure}"]


def test_a_folder_that_holds_something_is_refused_and_left_as_it_was(tmp_path, ret):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FolderInUse, match="is not empty"):
        write_tables(ret, tmp_path, "csv")
    with pytest.raises(FolderInUse, match="is a file"):
        write_tables(ret, tmp_path / "notes.txt", "csv", overwrite=True)
    assert held(tmp_path) == ["notes.txt"]


def test_overwriting_replaces_tables_of_any_format_and_leaves_other_files(tmp_path, ret):
    (tmp_path / "notes.txt").write_text("mine")
    write_tables(build(HEADER, []), tmp_path, "csv", overwrite=True)
    write_tables(ret, tmp_path, "parquet", overwrite=True)
    assert held(tmp_path) == sorted(["notes.txt", *folder.names("parquet")])
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert alike(read_tables(tmp_path), ret)


def test_an_empty_folder_is_filled_without_asking(tmp_path, ret):
    write_tables(ret, tmp_path, "csv")
    assert alike(read_tables(tmp_path), ret)


@each_format
def test_when_writing_fails_nothing_has_changed(tmp_path, kind, ret):
    write_tables(ret, tmp_path / "out", kind)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    spoilt = build(HEADER, PEOPLE)
    del spoilt.tables["SENneed"]
    for place in ("out", "new"):
        with pytest.raises(KeyError):
            write_tables(spoilt, tmp_path / place, kind, overwrite=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert held(tmp_path) == ["out"]


def test_when_a_move_fails_every_file_is_put_back(tmp_path, ret, monkeypatch):
    write_tables(ret, tmp_path / "out", "csv")
    rename = Path.rename

    def fail_once(path, target):
        if path.name == "Person.csv" and path.parent.name == "new":
            raise PermissionError("held by another program")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(PermissionError):
        write_tables(build(HEADER, []), tmp_path / "out", "csv", overwrite=True)
    assert alike(read_tables(tmp_path / "out"), ret)


def test_an_unknown_format_is_refused(tmp_path, ret):
    with pytest.raises(ValueError, match="the formats are parquet, csv, xlsx"):
        write_tables(ret, tmp_path / "out", "ods")


def test_what_excel_cannot_hold_is_refused_with_the_cure(tmp_path, ret, monkeypatch):
    for text, found in [
        ("x" * 32_768, "longer than the 32,767 letters"),
        ("a\uffffb", "character that Excel cannot hold"),
    ]:
        with pytest.raises(
            TooBigForExcel, match=f"Surname of Person has a .*{found}.*: write the tables as parquet or csv"
        ):
            write_tables(build(HEADER, [{"Surname": text}]), tmp_path / "out", "xlsx")
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 3)
    write_tables(build(HEADER, PEOPLE[:1] * 2), tmp_path / "two", "xlsx")
    with pytest.raises(TooBigForExcel, match="Requests has 3 rows, and an Excel sheet has room for 2 of them"):
        write_tables(ret, tmp_path / "out", "xlsx")
    assert held(tmp_path) == ["two"]


def test_values_without_a_place_are_kept_with_their_record(tmp_path):
    ret = build(HEADER, PEOPLE)
    ret.extras = [
        Extra("Requests", 2, "Colour", "green", "unknown", 41),
        Extra("", -1, "Message/Footer", "", "unknown", 99),
    ]
    write_tables(ret, tmp_path / "out", "csv")
    assert read_tables(tmp_path / "out").extras == ret.extras
