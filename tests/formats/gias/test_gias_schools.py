"""A schools register is read whatever columns it has, loses nothing and is refused whole when it is wrong."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wherewithal.domain.formats.errors import FileRejected
from wherewithal.domain.formats.gias.schools import COLUMNS, read_schools

OFFICIAL = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),"
    "EstablishmentStatus (name),OpenDate,CloseDate,PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,UKPRN,"
    "Street,Town,Postcode,Section41Approved (name),TypeOfResourcedProvision (name),ResourcedProvisionCapacity,"
    "SenUnitCapacity,Easting,Northing\r\n"
)
ALDER = (
    "900001,888,Lancashire,2001,Alder Primary School,Community school,Open,,,Primary,4,11,10000001,"
    "Alder Road,Preston,PR1 1AA,Not applicable,SEN unit,,12,354000,429000\r\n"
)
BIRCH = (
    '900002,888,Lancashire,7002,"Birch, School",Other independent special school,Closed,01-09-2001,31-08-2025,'
    "Not applicable,5,19,,,Preston,PR1 1AB,Approved,,,,,\r\n"
)


def register(text, encoding="utf-8-sig"):
    return read_schools(io.BytesIO(text.encode(encoding)))


def refusal(text):
    with pytest.raises(FileRejected) as refused:
        read_schools(io.BytesIO(text if isinstance(text, bytes) else text.encode()))
    return refused.value


def test_every_column_of_the_official_register_that_we_use_is_read():
    alder, birch = register(OFFICIAL + ALDER + BIRCH).schools
    assert (alder.urn, alder.name, alder.la_number, alder.ukprn) == (
        "900001",
        "Alder Primary School",
        "888",
        "10000001",
    )
    assert (alder.type, alder.kind, alder.phase, alder.status) == ("Community school", "mainstream", "Primary", "open")
    assert (alder.lowest_age, alder.highest_age, alder.easting, alder.northing) == (4, 11, 354000, 429000)
    assert (alder.has_sen_unit, alder.sen_unit_places, alder.has_resourced_provision) == (True, 12, False)
    assert (birch.name, birch.kind, birch.status, birch.section_41) == ("Birch, School", "special", "closed", True)
    assert (birch.opened_on, birch.closed_on) == (date(2001, 9, 1), date(2025, 8, 31))


def test_what_is_blank_is_not_known_and_never_no():
    birch = register(OFFICIAL + BIRCH).schools[0]
    assert birch.has_sen_unit is birch.has_resourced_provision is birch.sen_unit_places is birch.easting is None


def test_what_has_no_column_is_not_among_the_fields_that_the_register_speaks_of():
    found = register("EstablishmentName,URN\nAlder,900001\n")
    assert found.fields == {"urn", "name"}
    assert found.schools[0].status == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_register_may_be_utf_8_or_windows_text(encoding):
    assert register("URN,EstablishmentName\n900001,École “Zoë”\n", encoding).schools[0].name == "École “Zoë”"


def test_fields_beyond_the_last_heading_are_set_aside_and_move_no_column():
    ragged = ALDER.rstrip("\r\n") + ",115961 Predecessor,148215 Successor\r\n"
    found = register(OFFICIAL + ragged + BIRCH)
    assert found.schools[0].surplus == ("115961 Predecessor", "148215 Successor")
    assert (found.schools[0].northing, found.schools[1].surplus) == (429000, ())
    assert found.notes == ("Rows with more fields than headings: 1. What is beyond the last heading was set aside.",)


def test_commas_that_only_trail_are_nothing_to_speak_of():
    assert register("URN,EstablishmentName\n900001,Alder,,\n").notes == ()


def test_blank_lines_and_blanks_around_words_are_nothing():
    found = register(" URN ,EstablishmentName\n\n 900001 , Alder \n,\n")
    assert [(row.urn, row.name, row.line) for row in found.schools] == [("900001", "Alder", 3)]


def test_a_type_that_is_not_in_our_list_is_kept_and_noted():
    found = register("URN,EstablishmentName,TypeOfEstablishment (name)\n900001,Alder,Moon school\n")
    assert (found.schools[0].type, found.schools[0].kind) == ("Moon school", "")
    assert found.notes == ("Schools of a type that is not in our list, Moon school: 1.",)


def test_a_type_is_spelled_as_our_list_spells_it():
    found = register("URN,EstablishmentName,TypeOfEstablishment (name)\n900001,Alder,Community School\n")
    assert found.schools[0].type == "Community school"


def test_where_there_is_no_type_the_school_census_says_what_kind_of_school_it_is():
    text = "URN,EstablishmentName,TypeOfEstablishment (name),SchoolType (census 2018/19)\n"
    assert register(text + "900001,Alder,,Pupil referral unit\n").schools[0].kind == "alternative"
    assert register(text + "900001,Alder,Free schools special,State-funded primary\n").schools[0].kind == "special"
    assert register(text + "900001,Alder,,\n").schools[0].kind == ""


def test_every_problem_is_told_at_once_with_its_line_and_its_cure():
    wrong = ALDER.replace("900001", "9O0001").replace("354000", "east")
    worse = BIRCH.replace("31-08-2025", "31-02-2025").replace("Closed", "Shut").replace('"Birch, School"', "")
    refused = refusal(OFFICIAL + wrong + worse + ALDER + ALDER)
    assert [problem.where for problem in refused.problems] == [
        "line 2, URN",
        "line 2, Easting",
        "line 3, EstablishmentName",
        "line 3, EstablishmentStatus (name)",
        "line 3, CloseDate",
        "line 5, URN",
    ]
    assert "'31-02-2025', wanted a date such as 31-08-2025, or nothing. Correct or empty the cell." in str(refused)
    assert "900001, wanted each school once; it is on line 4 too. Take out one of the two rows." in str(refused)


def test_a_row_with_too_few_fields_is_a_problem_and_not_a_school():
    refused = refusal("URN,EstablishmentName,Town\n900001,Alder,Preston\n900002,Birch\n")
    assert str(refused.problems[0]).startswith("line 3: found 2 fields, wanted 3 fields.")


def test_a_file_that_breaks_off_inside_a_quoted_cell_is_refused():
    assert "text that breaks off" in str(refusal('URN,EstablishmentName\n900001,"Alder\n'))


def test_text_too_long_for_its_column_is_refused():
    refused = refusal(OFFICIAL + ALDER.replace("PR1 1AA", "PR1 1AA and round the corner"))
    assert "line 2, Postcode" in str(refused)
    assert "at most 8 characters" in str(refused)


NOT_REGISTERS = {
    "nothing at all": b"",
    "a web page or XML": b"\n<!DOCTYPE html><html></html>",
    "a zip file or a workbook": b"PK\x03\x04rest",
    "a PDF": b"%PDF-1.7",
    "bytes that are not text": "URN,EstablishmentName".encode("utf-16"),
    "bytes that are neither UTF-8 nor Windows text": b"URN,EstablishmentName\n900001,\x81\n",
    "the headings URN, LinkURN, LinkName": b"URN,LinkURN,LinkName\n900001,900002,Birch\n",
    "headings but no school": b"URN,EstablishmentName\n",
}


@pytest.mark.parametrize("found", NOT_REGISTERS)
def test_what_is_not_a_schools_register_is_refused_with_where_to_get_one(found):
    said = str(refusal(NOT_REGISTERS[found]))
    assert f"found {found}" in said
    assert "take the establishment fields CSV" in said


def test_a_register_on_disk_is_read_like_one_that_was_sent(tmp_path):
    (tmp_path / "edubasealldata.csv").write_bytes((OFFICIAL + ALDER).encode("cp1252"))
    found = read_schools(tmp_path / "edubasealldata.csv")
    assert (found.name, found.schools[0].name) == ("edubasealldata.csv", "Alder Primary School")


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode).map(lambda text: OFFICIAL.encode() + text))
def test_whatever_the_bytes_are_the_answer_is_a_register_or_a_refusal(content):
    try:
        assert read_schools(io.BytesIO(content)).schools
    except FileRejected as refused:
        assert refused.problems


@given(st.lists(st.sampled_from([heading for heading, _, _ in COLUMNS[2:]]), unique=True).flatmap(st.permutations))
def test_columns_may_be_in_any_order_and_any_of_them_but_two_may_be_missing(headings):
    cells = dict(zip(OFFICIAL.strip().split(","), ALDER.strip().split(","), strict=True))
    headings = ["EstablishmentName", *headings, "URN"]
    text = ",".join(headings) + "\n" + ",".join(cells.get(heading, "") for heading in headings)
    whole, part = register(OFFICIAL + ALDER).schools[0], register(text)
    assert all(getattr(part.schools[0], name) == getattr(whole, name) for name in part.fields - {"kind", "census_type"})


EXTRACTS = {
    "gias_search_extract_850_936_20220420.csv": (1096, 69),
    "gias_open_mainstream_schools_20220425.csv": (20185, 0),
    "schools_register_assembled_england_20250711.csv": (22010, 0),
    "schools_register_assembled_lancashire_888_20250711.csv": (627, 0),
}


@pytest.mark.parametrize("name", EXTRACTS)
def test_every_row_of_a_published_register_is_read(shared, name):
    rows, ragged = EXTRACTS[name]
    found = read_schools(shared / "data" / "gias" / name)
    assert len(found.schools) == rows
    assert sum(bool(row.surplus) for row in found.schools) == ragged


def test_the_published_search_extract_says_which_schools_have_a_sen_unit(shared):
    found = read_schools(shared / "data" / "gias" / "gias_search_extract_850_936_20220420.csv").schools
    assert sum(row.has_sen_unit is True for row in found) == 29 + 5
    assert sum(row.has_resourced_provision is True for row in found) == 68 + 5
    assert sum(row.has_sen_unit is None for row in found) == 923
    assert sum(row.status == "closed" for row in found) == 368
    assert all(row.kind == "mainstream" for row in found)


def test_the_published_lancashire_register_has_the_kinds_of_school_it_says(shared):
    found = read_schools(shared / "data" / "gias" / "schools_register_assembled_lancashire_888_20250711.csv").schools
    assert sum(row.phase == "Primary" for row in found) == 479
    assert sum(row.kind == "special" for row in found) == 29
    assert sum(row.kind == "nursery" for row in found) == 24
    assert sum(row.easting is not None for row in found) == 612


OTHER_FILES = ["england_census_2018-2019.csv", "links_edubasealldata20250422.csv"]


@pytest.mark.parametrize("name", OTHER_FILES)
def test_published_files_that_are_not_registers_are_refused(shared, name):
    with pytest.raises(FileRejected, match="wanted the headings URN and EstablishmentName"):
        read_schools(shared / "data" / "gias" / name)
