"""A return is written as XML of a year, and reading it gives the same tables."""

from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.formats.sen2 import strategies
from wherewithal import __version__
from wherewithal.domain.formats.sen2.layout import UnknownYear, layout
from wherewithal.domain.formats.sen2.trees import Tree, trees
from wherewithal.domain.formats.sen2.xml_in import read_xml
from wherewithal.domain.formats.sen2.xml_out import CannotBeWritten, Written, return_header, write_xml

MADE_AT = datetime(2026, 2, 2, 10, 15)
HEADER = return_header(2026, "201", 1, MADE_AT, officers={"DMO": "N", "DCO": "Y", "DSCO": "R"})


def xml(people: list[Tree], year: int = 2026, header: dict[str, str] | None = None, **options: str) -> bytes:
    target = BytesIO()
    write_xml(target, {"Year": str(year)} if header is None else header, people, year, **options)
    return target.getvalue()


def written(people: list[Tree], year: int, header: dict[str, str] | None = None) -> Written:
    return write_xml(BytesIO(), {"Year": str(year)} if header is None else header, people, year)


def read_back(people: list[Tree], year: int) -> list[Tree]:
    return list(trees(read_xml(BytesIO(xml(people, year)))))


@pytest.mark.parametrize("year", layout().years)
@settings(max_examples=50)
@given(data=st.data())
def test_reading_what_was_written_gives_the_same_tables(year, data):
    header, people = data.draw(strategies.headers(year)), data.draw(strategies.people(year))
    target = BytesIO()
    done = write_xml(target, header, people, year)
    ret = read_xml(BytesIO(target.getvalue()))
    assert done == Written(len(people), {})
    assert (ret.header, list(trees(ret)), ret.extras) == (header, people, [])


@given(data=st.data())
def test_people_written_for_any_year_lose_only_what_is_counted(data):
    year, other = data.draw(strategies.years()), data.draw(strategies.years())
    people = data.draw(strategies.people(other))
    done = written(people, year)
    assert values_in(read_back(people, year)) + sum(done.left_out.values()) == values_in(people)


def values_in(people: list[Tree]) -> int:
    return sum(values_in(value) if isinstance(value, list) else 1 for tree in people for value in tree.values())


def test_elements_stand_in_the_order_of_the_layout():
    backwards = {
        "Requests": [
            {
                "ActivePlans": [
                    {
                        "SENneed": [{"SENtypeRank": "1", "SENtype": "ASD"}],
                        "PlacementDetail": [{"WBP": "A", "Res": "B", "URN": "990001"}],
                        "LastReview": "2025-10-31",
                        "TransferLA": "305",
                    }
                ],
                "Assessment": [
                    {
                        "NamedPlan": [{"PlanDetail": [{"URN": "990001"}], "PB": "0", "StartDate": "2025-06-05"}],
                        "Week20": "0",
                    }
                ],
                "RequestOutcome": "Y",
                "ReceivedDate": "2025-01-20",
            }
        ],
        "UPN": "A201200119001",
        "Surname": "Alder",
    }
    root = etree.fromstring(xml([backwards], header=dict(reversed(HEADER.items()))))
    assert " ".join(element.tag for element in root.iter()) == (
        "Message Header CollectionDetails Collection Year ReferenceDate "
        "Source SourceLevel LEA SoftwareCode Release SerialNo DateTime DMO DCO DSCO "
        "Persons Person Surname UPN Requests ReceivedDate RequestOutcome "
        "Assessment Week20 NamedPlan StartDate PB PlanDetail URN "
        "ActivePlans TransferLA LastReview PlacementDetail URN Res WBP SENneed SENtype SENtypeRank"
    )


def test_the_file_is_utf_8_with_a_line_for_each_element():
    lines = xml([{"Surname": "Zoë"}]).decode("utf-8").splitlines()
    assert lines[0].lower().replace("'", '"') == '<?xml version="1.0" encoding="utf-8"?>'
    assert lines[-6:] == [
        "  <Persons>",
        "    <Person>",
        "      <Surname>Zoë</Surname>",
        "    </Person>",
        "  </Persons>",
        "</Message>",
    ]


def test_the_example_of_the_reference_is_written_as_it_stands(shared):
    text = (shared / "reference" / "sen2.md").read_text("utf-8")
    example = text[text.index("<?xml") :].split("```")[0]
    ret = read_xml(BytesIO(example.encode()))
    found = xml(list(trees(ret)), header=ret.header).decode("utf-8")
    assert found.splitlines()[1:] == example.splitlines()[1:]


@pytest.mark.parametrize(
    ("place", "parent"),
    [("Header", "Header"), ("Source", "Source"), ("CollectionDetails", "CollectionDetails"), ("LALevel", "LALevel")],
)
def test_the_officers_may_stand_elsewhere_in_the_header(place, parent):
    found = xml([], header=HEADER, officers_in=place)
    root = etree.fromstring(found)
    assert [root.find(f".//{name}").getparent().tag for name in ("DMO", "DCO", "DSCO")] == [parent] * 3
    assert root.find("Header/Source").getparent().tag == "Header"
    assert read_xml(BytesIO(found)).header == HEADER


def test_a_name_that_no_element_can_have_is_refused():
    with pytest.raises(ValueError, match="Invalid tag name 'LA level'"):
        xml([], header=HEADER, officers_in="LA level")


def test_no_element_is_made_for_officers_of_whom_nothing_is_known():
    assert b"LALevel" not in xml([], officers_in="LALevel")


@pytest.mark.parametrize(
    ("year", "sent", "found"),
    [
        (2023, {"Sex": "M"}, {"GenderCurrent": "1"}),
        (2023, {"Sex": "F"}, {"GenderCurrent": "2"}),
        (2023, {"GenderCurrent": "9"}, {"GenderCurrent": "9"}),
        (2026, {"GenderCurrent": "1"}, {"Sex": "M"}),
        (2024, {"GenderCurrent": "2"}, {"Sex": "F"}),
        (2024, {"Sex": "F"}, {"Sex": "F"}),
    ],
)
def test_sex_is_given_as_the_year_asks_for_it(year, sent, found):
    assert read_back([{"Surname": "Alder"} | sent], year) == [{"Surname": "Alder"} | found]
    assert written([sent], year).left_out == {}


@pytest.mark.parametrize(
    ("year", "sent", "left_out"),
    [
        (2024, {"GenderCurrent": "0"}, {"GenderCurrent": 2}),
        (2023, {"Sex": "X"}, {"Sex": 2}),
        (2024, {"Sex": "F", "GenderCurrent": "1"}, {"GenderCurrent": 2}),
        (2025, {"Sex": "F", "GenderCurrent": ""}, {}),
    ],
)
def test_a_sex_that_the_year_cannot_tell_is_counted(year, sent, left_out):
    assert written([sent, sent], year).left_out == left_out


def test_what_the_year_does_not_collect_is_left_out_and_counted():
    placement = {"Res": "A", "WBP": "S", "AttendancePattern": "F"}
    request = {
        "RequestSource": "1",
        "ActivePlans": [{"ReviewMeeting": "2025-01-01", "PlacementDetail": [placement] * 2}],
    }
    header = {"Year": "2023", "DSCO": "Y"}
    assert written([{"Requests": [request]}], 2023, header) == Written(
        1, {"DSCO": 1, "RequestSource": 1, "ReviewMeeting": 1}
    )
    assert written([{"Requests": [request]}], 2026).left_out == {"AttendancePattern": 2}
    kept = read_back([{"Requests": [request]}], 2023)[0]["Requests"][0]["ActivePlans"][0]["PlacementDetail"]
    assert kept == [placement] * 2


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused_by_name(character):
    people = [{"Surname": "Birch"}, {"Requests": [{"Exported": f"20{character}1"}]}]
    with pytest.raises(CannotBeWritten) as refused:
        xml(people)
    assert str(refused.value) == (
        f"Exported of person 2 is {f'20{character}1'!r}, and XML cannot hold its character U+{ord(character):04X}: "
        "correct the record"
    )
    with pytest.raises(CannotBeWritten, match="Release of the header"):
        xml([], header={"Release": f"1{character}"})


@pytest.mark.parametrize("text", ["a\rb", "a\tb", "a\nb", "<&>]]>", "\x7f", "a\x85b", "😀"])
def test_every_other_character_comes_back(text):
    assert read_back([{"Surname": text}], 2026) == [{"Surname": text}]


def test_a_name_that_the_layout_does_not_have_is_refused_not_dropped():
    with pytest.raises(ValueError, match=r"no Person\.Surnam$"):
        xml([{"Surnam": "Alder"}])
    with pytest.raises(ValueError, match=r"has no Serial$"):
        xml([], header={"Serial": "1"})


@pytest.mark.parametrize("year", [2022, 2031])
def test_a_year_without_a_layout_is_refused(year):
    with pytest.raises(UnknownYear, match=f"no layout for {year}; the years that can be written are 2023, 2024"):
        xml([], year)


def test_a_header_of_another_year_is_refused():
    with pytest.raises(CannotBeWritten, match="The header is of 2026 but the file is to be of 2024"):
        xml([], 2024, HEADER)


def test_people_are_taken_one_at_a_time():
    taken = []

    def people():
        for number in range(200):
            taken.append(target.tell())
            yield {"Surname": f"Person {number}" * 500}

    target = BytesIO()
    write_xml(target, {"Year": "2026"}, people(), 2026)
    assert taken[0] < taken[100] < taken[199] < target.tell()


def test_the_header_of_a_return_is_that_of_its_year():
    assert return_header(2025, "887", 3, datetime(2025, 3, 1, 9, 5, 7), officers={"DMO": "Y", "DCO": ""}) == {
        "Collection": "SEN2",
        "Year": "2025",
        "ReferenceDate": "2025-01-16",
        "SourceLevel": "L",
        "LEA": "887",
        "SoftwareCode": "Wherewithal",
        "Release": __version__,
        "SerialNo": "3",
        "DateTime": "2025-03-01T09:05:07",
        "DMO": "Y",
    }
    with pytest.raises(UnknownYear):
        return_header(1999, "887", 1, MADE_AT)


def test_an_empty_item_of_the_header_is_not_written():
    assert b"Release" not in xml([], header={"Year": "2026", "Release": ""})


def test_people_go_through_the_file_of_an_earlier_year_and_back():
    people = [{"Surname": "Alder", "Sex": "F", "Requests": [{"ReceivedDate": "2022-01-20"}]}]
    of_2023 = read_back(people, 2023)
    assert of_2023 == [{"Surname": "Alder", "GenderCurrent": "2", "Requests": [{"ReceivedDate": "2022-01-20"}]}]
    assert read_back(of_2023, 2026) == people
