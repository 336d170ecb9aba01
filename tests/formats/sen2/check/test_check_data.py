"""The rules as data: each is whole, in plain words, and the one that the reference asks for."""

import re

import pytest

from wherewithal.domain.formats.sen2.check import rules
from wherewithal.domain.formats.sen2.check.rules import rule, rules_with
from wherewithal.domain.formats.sen2.check.views import owner
from wherewithal.domain.formats.sen2.layout import layout

RECORDS = {record.name for record in layout().records}
HEADER = {item.name for item in layout().header}

# Severities and years that differ from the reference's proposals, each with its reading beside the rule.
QUERIES_OF_OURS = {"SV409", "SV415", "SV575"}
YEARS_OF_OURS = {"SV578"}


@pytest.mark.parametrize("number", rules())
def test_a_rule_says_what_is_wrong_what_is_wanted_and_the_cure(number):
    each = rules()[number]
    assert each.severity in ("error", "query")
    assert each.level in RECORDS | {"Header", "Return"}
    assert each.evidence.startswith("derived")
    assert each.dfe_rule == ""
    for words in (each.text, each.wanted, each.cure, each.reading):
        assert "{" not in words
        assert not re.search(r"SV\d|\d{4}-\d\d-\d\d$", words) or words == each.reading
    assert each.text and each.wanted and not each.text.endswith(".") and not each.wanted.endswith(".")
    assert each.cure.endswith(".") and each.cure[0].isupper()


@pytest.mark.parametrize("number", rules())
def test_the_items_of_a_rule_are_in_the_layout(number):
    each = rules()[number]
    for item in each.items:
        if each.level == "Header":
            assert item in HEADER
        else:
            assert item in RECORDS or owner(item, each.level if each.level in RECORDS else "Person")


def test_the_rules_are_those_of_the_reference(shared):
    table = re.findall(
        r"^\| (SV\d{3}) \| ([EQ]) \|([^|]*)\|.*\| \[(.*)\] \|$",
        (shared / "reference" / "sen2.md").read_text("utf-8"),
        re.M,
    )
    assert [row[0] for row in table] == list(rules())
    for number, severity, years, evidence in table:
        each = rules()[number]
        assert each.evidence == evidence
        if number not in QUERIES_OF_OURS:
            assert each.severity == {"E": "error", "Q": "query"}[severity]
        if number not in YEARS_OF_OURS:
            first, last = re.fullmatch(r"\s*(?:(\d{4})\+)?(?:–(\d{4}))?\s*", years).groups()
            assert (each.first_year, each.last_year) == (int(first or 0), int(last or 9999))


def test_what_differs_from_the_reference_says_why():
    assert all(rules()[number].reading for number in QUERIES_OF_OURS | YEARS_OF_OURS)


def test_a_limit_stands_in_the_words_that_are_told():
    assert "At most 10 %" in rules()["SV111"].wanted
    assert "At most 12.5 %" in rules_with({"SV111": 12.5})["SV111"].wanted


def test_a_rule_without_a_limit_cannot_be_given_one():
    with pytest.raises(KeyError, match="SV101"):
        rules_with({"SV101": 5})


def test_a_rule_cannot_have_two_predicates():
    with pytest.raises(ValueError, match="SV101 has two predicates"):
        rule("SV101")(lambda f: f.person.none())


def test_an_item_of_several_records_must_be_named_with_its_record():
    assert owner("PlanDetail.URN", "Person") == ("PlanDetail", "URN")
    assert owner("URN", "PlacementDetail") == ("PlacementDetail", "URN")
    with pytest.raises(KeyError, match="URN belongs to PlanDetail, PlacementDetail"):
        owner("URN", "Person")
    with pytest.raises(KeyError, match="Colour belongs to no record type"):
        owner("Colour", "Person")
