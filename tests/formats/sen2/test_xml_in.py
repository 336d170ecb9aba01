"""A return is read from XML: all of it, however it is spelled, and nothing is dropped unseen."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.sen2 import strategies
from tests.formats.sen2.files import HEADER, PEOPLE, backwards, changed, example
from wherewithal.domain.formats.sen2.check import check
from wherewithal.domain.formats.sen2.columns import MOST_EXTRAS, Extra, Return
from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.formats.sen2.trees import Tree, trees
from wherewithal.domain.formats.sen2.xml_in import read_xml

SPELLINGS = [
    (record.name, item.name, other) for record in layout().records for item in record.items for other in item.also
]


def read(text: str) -> Return:
    return read_xml(BytesIO(text.encode()))


def extras(ret: Return) -> list[tuple[str, int, str, str, str]]:
    return [(e.record, e.row, e.path, e.value, e.why) for e in ret.extras]


def in_2023(person: Tree) -> str:
    header = HEADER | {"Year": "2023", "ReferenceDate": "2023-01-19"}
    return example([person], header)


def with_plan(plan: Tree) -> Tree:
    return {"Surname": "Elm", "Requests": [{"ActivePlans": [plan]}]}


def test_the_example_is_read_whole():
    ret = read(example())
    assert ret.header == HEADER
    assert list(trees(ret)) == PEOPLE
    assert ret.extras == []


def test_the_example_is_sound_but_for_its_two_queries():
    report = check(read(example()), as_at=date(2026, 2, 2))
    assert [(finding.rule, finding.person) for finding in report.findings()] == [("SV215", 2), ("SV514", 2)]


def test_the_rows_of_each_table_point_to_their_parents():
    ret = read(example())
    assert {name: len(table) for name, table in ret.tables.items()} == {
        "Person": 3, "Requests": 4, "Assessment": 3, "NamedPlan": 3, "PlanDetail": 4, "ActivePlans": 3,
        "PlacementDetail": 6, "SENneed": 5,
    }  # fmt: skip
    assert ret["Requests"].parent.tolist() == [0, 1, 2, 2]
    assert ret["SENneed"].parent.tolist() == [0, 0, 1, 1, 2]
    assert ret["Person"].parent.tolist() == [-1, -1, -1]


def test_each_row_knows_the_line_on_which_it_begins():
    lines = example().splitlines()
    ret = read(example())
    for name, table in ret.tables.items():
        assert all(lines[line - 1].strip() == f"<{name}>" for line in table.line.tolist())


def test_lines_are_counted_beyond_65_535():
    text = example(PEOPLE * 345)
    begins = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "<Person>"]
    assert begins[-1] > 65_535
    assert read(text)["Person"].line.tolist() == begins


def test_the_name_of_a_file_is_kept(tmp_path):
    (tmp_path / "ours.xml").write_text(example())
    assert read_xml(tmp_path / "ours.xml").source == "ours.xml"


def test_elements_may_stand_in_any_order():
    text = example([backwards(person) for person in PEOPLE], dict(reversed(HEADER.items())))
    header, persons = text.index("  <Header>"), text.index("  <Persons>")
    text = text[:header] + text[persons : text.index("</Message>")] + text[header:persons] + "</Message>"
    ret = read(text)
    assert (list(trees(ret)), ret.header, ret.extras) == (PEOPLE, HEADER, [])


@pytest.mark.parametrize("spell", [str.lower, str.upper, str.title])
def test_names_may_have_any_case(spell):
    ret = read(example(spell=spell))
    assert (list(trees(ret)), ret.header, ret.extras) == (PEOPLE, HEADER, [])


def test_a_namespace_is_passed_over():
    for text in (
        changed(example(), "<Message>", '<Message xmlns="urn:example:sen2">'),
        changed(example(spell="s:{}".format), "<s:Message>", '<s:Message xmlns:s="urn:example:sen2">'),
    ):
        ret = read(text)
        assert (list(trees(ret)), ret.header, ret.extras) == (PEOPLE, HEADER, [])


@pytest.mark.parametrize(("record", "item", "other"), SPELLINGS)
def test_other_spellings_of_an_item_are_understood(record, item, other):
    tree: Tree = {item: "S"}
    for name in path_to(record):
        tree = {name: [tree]}
    ret = read(example(tree["Person"], spell=lambda name: other if name == item else name))
    assert list(ret[record][item].text()) == ["S"]
    assert ret.extras == []


def path_to(record: str) -> list[str]:
    """The record and those above it, from the inside."""
    return [record, *path_to(layout().record(record).parent)] if record else []


def test_what_is_empty_is_absent_and_space_around_a_value_is_no_part_of_it():
    ret = read(example([{"Surname": "  Ash\n", "Forename": " ", "UPN": ""}]))
    assert list(trees(ret)) == [{"Surname": "Ash"}]
    assert ret.extras == []


def test_a_value_may_be_written_with_entities_comments_and_cdata():
    text = changed(example(), ">Ash<", ">O&#39;<![CDATA[<Ash>]]><!-- not a value --> &amp; Co<")
    assert read(text)["Person"]["Surname"][0] == "O'<Ash> & Co"


def test_a_value_is_whole_wherever_the_chunks_of_the_file_end():
    for padding in range(65_000, 65_300, 7):
        ret = read(changed(example(), "<Message>", f"<!--{'x' * padding}--><Message>"))
        assert list(trees(ret)) == PEOPLE


def test_other_encodings_that_the_file_declares_are_understood():
    text = changed(changed(example(), "UTF-8", "windows-1252"), ">Ash<", ">Zoë–Ash<")
    ret = read_xml(BytesIO(text.encode("cp1252")))
    assert ret["Person"]["Surname"][0] == "Zoë–Ash"
    assert read_xml(BytesIO(example().encode("utf-8-sig"))).people == 3


def test_gender_and_sex_have_each_their_column():
    ret = read(in_2023({"Surname": "Elm", "GenderCurrent": "2", "Sex": "F"}))
    assert (ret["Person"]["GenderCurrent"][0], ret["Person"]["Sex"][0]) == ("2", "F")
    assert ret.extras == []


def test_an_item_of_another_year_stays_in_its_column():
    placement: Tree = {"URN": "990101", "AttendancePattern": "F"}
    ret = read(example([with_plan({"PlacementDetail": [placement]})]))
    assert list(ret["PlacementDetail"]["AttendancePattern"].text()) == ["F"]
    assert ret.extras == []


@pytest.mark.parametrize("name", ["DMO", "DCO", "DSCO", "Year", "LEA"])
def test_header_items_are_found_wherever_they_stand_outside_persons(name):
    line = f"<{name}>{HEADER[name]}</{name}>"
    bare = changed(example(), line, "")
    for place in ("<Header>", "<Message>", "</Persons>", "<CollectionDetails>"):
        ret = read(changed(bare, place, f"{place}<AuthorityLevel>{line}</AuthorityLevel>"))
        assert (ret.header, ret.extras) == (HEADER, [])


def test_the_first_of_two_header_items_counts_and_the_second_is_told():
    ret = read(changed(example(), "<DMO>N</DMO>", "<DMO>N</DMO><DMO>N</DMO><LA><DMO>Y</DMO></LA>"))
    assert ret.header == HEADER
    assert extras(ret) == [("", -1, "Message/Header/DMO", value, "repeated") for value in "NY"]


def test_content_of_the_header_is_told_and_otherwise_ignored():
    content = '<Content id="7"><CBDSLevels><CBDSLevel>Child</CBDSLevel><Year>1</Year></CBDSLevels></Content>'
    ret = read(changed(example(), "<Header>", f"<Header>{content}"))
    assert ret.header == HEADER
    assert extras(ret) == [
        ("", -1, "Message/Header/Content/@id", "7", "ignored"),
        ("", -1, "Message/Header/Content/CBDSLevels/CBDSLevel", "Child", "ignored"),
        ("", -1, "Message/Header/Content/CBDSLevels/Year", "1", "ignored"),
    ]


def test_a_plan_without_details_is_a_plan():
    plan: Tree = {"StartDate": "2018-02-12", "CeaseDate": "2025-08-31", "CeaseReason": "4"}
    person: Tree = {"Surname": "Elm", "Requests": [{"Assessment": [{"NamedPlan": [plan]}]}]}
    assert list(trees(read(example([person])))) == [person]


def test_a_return_without_people_or_header_is_read_for_the_check_to_judge():
    ret = read("<Message/>")
    assert (ret.header, ret.people, ret.extras) == ({}, 0, [])


def test_an_unknown_element_is_kept_with_its_path_its_value_and_its_line():
    text = changed(example(), "<Sex>", "<Colour>green</Colour>\n<Pet><Name>Rex</Name><Age/></Pet>\n<Sex>")
    line = text[: text.index("<Colour>")].count("\n") + 1
    ret = read(text)
    assert list(trees(ret)) == PEOPLE
    assert ret.extras == [
        Extra("Person", 0, "Colour", "green", "unknown", line),
        Extra("Person", 0, "Pet/Name", "Rex", "unknown", line + 1),
        Extra("Person", 0, "Pet/Age", "", "unknown", line + 1),
    ]


def test_an_element_that_belongs_elsewhere_is_kept_as_misplaced():
    text = changed(
        example(), "<RequestOutcome>H", "<UPN>1</UPN><SENneed><SENtype>HI</SENtype></SENneed><RequestOutcome>H"
    )
    assert extras(read(text)) == [
        ("Requests", 1, "UPN", "1", "misplaced"),
        ("Requests", 1, "SENneed/SENtype", "HI", "misplaced"),
    ]


def test_elements_inside_a_value_are_kept_and_so_is_the_value():
    ret = read(changed(example(), ">Ash<", ">A<b>s<i>h</i></b>sh<"))
    assert ret["Person"]["Surname"][0] == "A"
    assert extras(ret) == [
        ("Person", 0, "Surname/b", "s", "unknown"),
        ("Person", 0, "Surname/b/i", "h", "unknown"),
        ("Person", 0, "Surname", "sh", "repeated"),
    ]


def test_attributes_are_kept():
    text = changed(example(), "<Person>", '<Person id="7">')
    text = changed(text, "<Sex>", '<Sex note="asked">')
    text = changed(text, "<Message>", '<Message xsi:noNamespaceSchemaLocation="sen2.xsd" version="1">')
    ret = read(text)
    assert list(trees(ret)) == PEOPLE
    assert extras(ret) == [
        ("", -1, "Message/@xsi:noNamespaceSchemaLocation", "sen2.xsd", "ignored"),
        ("", -1, "Message/@version", "1", "unknown"),
        ("Person", 0, "@id", "7", "unknown"),
        ("Person", 0, "Sex/@note", "asked", "unknown"),
    ]


def test_text_between_elements_is_kept():
    text = changed(example(), "</Surname>", "</Surname>late")
    text = changed(text, "<Persons>", "<Persons>and here")
    ret = read(text)
    assert list(trees(ret)) == PEOPLE
    assert extras(ret) == [
        ("", -1, "Message/Persons/text()", "and here", "unknown"),
        ("Person", 0, "text()", "late", "unknown"),
    ]


def test_the_first_of_two_items_counts_and_the_second_is_told():
    ret = read(changed(example(), "<Sex>F</Sex>", "<Sex>F</Sex><sex>M</sex><Sex/>"))
    assert ret["Person"]["Sex"][0] == "F"
    assert extras(ret) == [("Person", 0, "Sex", "M", "repeated")]


def test_an_item_after_the_records_below_it_still_belongs_to_its_own_row():
    text = changed(example(), "<RequestOutcome>Y</RequestOutcome>", "")
    text = changed(text, "</Requests>", "<RequestOutcome>Y</RequestOutcome></Requests>")
    assert list(read(text)["Requests"]["RequestOutcome"].text()) == ["Y", "H", "H", "N"]


def test_a_record_that_is_repeated_makes_a_row_each_time():
    assessment: Tree = {"AssessmentOutcome": "N", "NamedPlan": [{"StartDate": "2025-01-01"}, {"PB": "1"}]}
    request: Tree = {"Assessment": [assessment, {"AssessmentOutcome": "Y"}], "ActivePlans": [{"TransferLA": "305"}] * 2}
    person: Tree = {"Requests": [request]}
    ret = read(example([person]))
    assert list(trees(ret)) == [person]
    assert ret["Assessment"].parent.tolist() == [0, 0]


def test_extras_without_end_are_counted_and_no_longer_listed():
    text = changed(example(), "<Sex>", "<Odd>1</Odd>" * (MOST_EXTRAS + 234) + "<Sex>")
    ret = read(text)
    assert len(ret.extras) == MOST_EXTRAS + 1
    assert ret.extras[-1].value == "234 more values are not listed"
    assert list(trees(ret)) == PEOPLE


OPEN = {"PlacementRank": "1", "EntryDate": "2022-09-05"}
SECOND = {"PlacementRank": "2", "EntryDate": "2022-12-01"}
LATER = {"PlacementRank": "1", "EntryDate": "2023-02-01"}
ENDED = {"PlacementRank": "1", "EntryDate": "2022-01-05", "LeavingDate": "2022-07-20"}
EARLIER = {"PlacementRank": "1", "EntryDate": "2021-09-05", "LeavingDate": "2021-12-17"}
SECOND_ENDED = {"PlacementRank": "2", "EntryDate": "2022-03-01", "LeavingDate": "2022-07-20"}
LAST_DAY = {"PlacementRank": "1", "EntryDate": "2021-09-05", "LeavingDate": "2023-01-19"}
HAS_ITS_OWN = {"PlacementRank": "1", "EntryDate": "2022-09-05", "Res": "B"}


@pytest.mark.parametrize(
    ("placements", "residential"),
    [
        ([SECOND, OPEN, LATER], [None, "A", None]),
        ([LAST_DAY, SECOND], ["A", None]),
        ([ENDED, OPEN], [None, "A"]),
        ([EARLIER, SECOND_ENDED, ENDED], [None, "A", None]),
        ([{}, EARLIER], [None, "A"]),
        ([{}, {"PlacementRank": "1"}], [None, "A"]),
        ([ENDED, HAS_ITS_OWN], [None, "B"]),
        ([], []),
    ],
    ids=[
        "main, open",
        "left on census day",
        "not ended",
        "none open: the latest",
        "undated",
        "dates blank",
        "own",
        "none",
    ],
)
def test_residence_sent_with_the_plan_goes_to_the_placement_of_census_day(placements, residential):
    plan: Tree = {"Res": "A", "PlacementDetail": placements}
    ret = read(in_2023(with_plan(plan)))
    assert list(ret["PlacementDetail"]["Res"].text()) == residential
    assert extras(ret) == [("ActivePlans", 0, "Res", "A", "misplaced")]


def test_each_plan_gives_its_own_placement_its_residence_and_work():
    plans = [with_plan({"WPB": code, "PlacementDetail": [SECOND, OPEN]}) for code in "AST"]
    ret = read(example([*plans, with_plan({"PlacementDetail": [OPEN]})], HEADER | {"ReferenceDate": "2023-01-19"}))
    assert list(ret["PlacementDetail"]["WBP"].text()) == [None, "A", None, "S", None, "T", None]
    assert [extra.path for extra in ret.extras] == ["WBP"] * 3


def test_residence_sent_twice_with_a_plan_counts_once():
    text = changed(
        in_2023(with_plan({"PlacementDetail": [OPEN]})), "<ActivePlans>", "<ActivePlans><Res>A</Res><Res>B</Res>"
    )
    ret = read(text)
    assert list(ret["PlacementDetail"]["Res"].text()) == ["A"]
    assert [extra.value for extra in ret.extras] == ["A", "B"]


def test_without_a_census_date_the_latest_placement_gets_the_residence():
    header = {name: value for name, value in HEADER.items() if name != "ReferenceDate"}
    ret = read(example([with_plan({"Res": "A", "PlacementDetail": [OPEN, LATER]})], header))
    assert list(ret["PlacementDetail"]["Res"].text()) == [None, "A"]


def test_residence_is_moved_for_every_plan_even_where_extras_are_no_longer_listed():
    plan: Tree = {"Res": "A", "PlacementDetail": [OPEN]}
    ret = read(in_2023({"Requests": [{"ActivePlans": [plan]}] * (MOST_EXTRAS + 5)}))
    assert ret["PlacementDetail"]["Res"].present.all()


def test_progress_is_told_up_to_the_last_byte(tmp_path):
    path = tmp_path / "return.xml"
    path.write_text(example(PEOPLE * 100))
    told: list[tuple[int, int]] = []
    read_xml(path, progress=lambda done, total: told.append((done, total)))
    size = path.stat().st_size
    assert len(told) > 5
    assert told == sorted(told)
    assert told[-1] == (size, size)


def test_a_stream_that_cannot_tell_its_size_is_read():
    class Pipe(BytesIO):
        def seek(self, *_where: int) -> int:
            raise OSError("not a file")

    told: list[int] = []
    assert read_xml(Pipe(example().encode()), progress=lambda _, total: told.append(total)).people == 3
    assert set(told) == {0}


@settings(max_examples=100)
@given(data=st.data())
def test_what_any_return_holds_is_read_back(data):
    year = data.draw(strategies.years())
    header, people = data.draw(strategies.headers(year)), data.draw(strategies.people(year))
    ret = read(example(people, header))
    assert (ret.header, list(trees(ret)), ret.extras) == (header, people, [])


RECORDS = [record.name for record in layout().records]
ITEMS = [
    "Surname",
    "surname",
    "x:Sex",
    "Res",
    "WPB",
    "URN",
    "StartDate",
    "DMO",
    "Year",
    "ReferenceDate",
    "Odd",
    "Odder",
]
NAMES = ["Message", "Header", "Source", "Content", "Persons", *RECORDS, *ITEMS]
STEPS = [*NAMES, *(f'{name} note="#" xsi:nil="#"' for name in NAMES), *["up"] * 20, *["#", " # ", "<![CDATA[#]]>"] * 5]


def soup(steps: list[str]) -> str:
    """Elements of all names inside one another in any way, with attributes and text between; each # is a value."""
    found, opened = ["<Message>"], ["Message"]
    for step in steps:
        if step == "up" and len(opened) > 1:
            found.append(f"</{opened.pop()}>")
        elif "#" in step and "=" not in step:
            found.append(f"{step}<Odd/>")
        elif step != "up":
            opened.append(step.split()[0])
            found.append(f"<{step}>")
    return "".join([*found, *(f"</{name}>" for name in reversed(opened))])


@settings(max_examples=200)
@given(st.lists(st.sampled_from(STEPS), max_size=30))
def test_no_value_is_ever_dropped_unseen(steps):
    pieces = soup(steps).split("#")
    wanted = [f"value {number}" for number in range(1, len(pieces))]
    ret = read("".join(piece + value for piece, value in zip(pieces, [*wanted, ""], strict=True)))
    kept = [
        word for table in ret.tables.values() for column in table.columns.values() for word in column.text() if word
    ]
    assert set(wanted) <= {*kept, *ret.header.values(), *(extra.value for extra in ret.extras)}


def test_the_example_of_the_reference_is_read_whole(shared: Path):
    page = (shared / "reference" / "sen2.md").read_text("utf-8")
    text = page[page.index("```xml\n") + 7 :]
    ret = read(text[: text.index("```")])
    assert [len(table) for table in ret.tables.values()] == [3, 4, 3, 3, 4, 3, 6, 5]
    assert (ret.extras, len(ret.header)) == ([], 12)
