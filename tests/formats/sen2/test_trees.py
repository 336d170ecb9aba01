"""A return becomes trees and the trees become the return again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.sen2 import strategies
from wherewithal.domain.formats.sen2.columns import Builder
from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.formats.sen2.trees import build, refuse_unknown, strays, tree_of, trees

HEADER = {"Year": "2026", "LEA": "201"}
ALDER = {
    "Surname": "Alder",
    "Requests": [
        {"ReceivedDate": "2024-01-20", "RequestOutcome": "N"},
        {
            "ReceivedDate": "2025-01-20",
            "Assessment": [{"AssessmentOutcome": "Y", "NamedPlan": [{"StartDate": "2025-06-05", "PlanDetail": [{}]}]}],
            "ActivePlans": [{"SENneed": [{"SENtype": "SLCN"}, {"SENtype": "ASD"}]}],
        },
    ],
}


@given(st.data())
def test_trees_of_a_return_built_from_trees_are_those_trees(data):
    year = data.draw(strategies.years())
    header, people = data.draw(strategies.headers(year)), data.draw(strategies.people(year))
    ret = build(header, people, source="a.xml")
    assert list(trees(ret)) == people
    assert (ret.header, ret.source) == (header, "a.xml")


@given(strategies.returns(strays=False))
def test_a_return_built_from_its_own_trees_has_the_same_tables(ret):
    again = build(ret.header, trees(ret))
    for name, table in ret.tables.items():
        assert len(again[name]) == len(table)
        assert [list(column.text()) for column in again[name].columns.values()] == [
            list(column.text()) for column in table.columns.values()
        ]


def test_a_person_without_any_value_still_is_a_person():
    assert list(trees(build(HEADER, [{}, ALDER]))) == [{}, ALDER]


def test_a_blank_value_is_absent():
    assert list(trees(build({"Release": "", "LEA": "201"}, [{"Surname": "", "Forename": "Ann"}]))) == [
        {"Forename": "Ann"}
    ]
    assert build({"Release": "", "LEA": "201"}, []).header == {"LEA": "201"}


def test_one_person_is_found_without_the_others():
    ret = build(HEADER, [{"Surname": "Birch"}, ALDER, {"Surname": "Cedar"}])
    assert tree_of(ret, 1) == ALDER


def test_children_are_found_wherever_their_rows_stand():
    builder = Builder()
    first, second = builder.add("Person", -1), builder.add("Person", -1)
    for parent, day in [(second, "2025-03-01"), (first, "2025-01-01"), (second, "2025-02-01")]:
        row = builder.add("Requests", parent)
        builder.put_at("Requests", row, "ReceivedDate", day)
    assert list(trees(builder.finish())) == [
        {"Requests": [{"ReceivedDate": "2025-01-01"}]},
        {"Requests": [{"ReceivedDate": "2025-03-01"}, {"ReceivedDate": "2025-02-01"}]},
    ]


def test_rows_that_hang_under_no_person_are_counted_and_in_no_tree():
    ret = build(HEADER, [ALDER])
    ret["Requests"].parent = np.array([0, -1], dtype=np.int32)
    assert strays(ret) == {
        "Requests": 1,
        "Assessment": 1,
        "NamedPlan": 1,
        "PlanDetail": 1,
        "ActivePlans": 1,
        "SENneed": 2,
    }
    assert list(trees(ret)) == [{"Surname": "Alder", "Requests": [ALDER["Requests"][0]]}]


def test_every_name_that_the_layout_does_not_have_is_told():
    tree = {"Surnam": "Alder", "Requests": [{"Assesment": [{}], "ActivePlans": [{"SENtype": "ASD"}]}]}
    with pytest.raises(ValueError, match=r"no ActivePlans\.SENtype, Person\.Surnam, Requests\.Assesment$"):
        build(HEADER, [tree])


@pytest.mark.parametrize("tree", [{"Requests": "one"}, {"Surname": [{}]}])
def test_a_record_is_no_text_and_an_item_no_list(tree):
    with pytest.raises(ValueError, match="has no Person"):
        refuse_unknown(tree)


def test_an_unknown_item_of_the_header_is_told():
    with pytest.raises(ValueError, match="header of a SEN2 return has no Lea, Yeer"):
        build({"Yeer": "2026", "Lea": "201"}, [])


def test_every_record_type_can_stand_in_a_tree():
    ret = build(
        HEADER,
        [
            {
                "Requests": [
                    {
                        "Assessment": [{"NamedPlan": [{"PlanDetail": [{}]}]}],
                        "ActivePlans": [{"PlacementDetail": [{}], "SENneed": [{}]}],
                    }
                ]
            }
        ],
    )
    assert {name: len(table) for name, table in ret.tables.items()} == {record.name: 1 for record in layout().records}
