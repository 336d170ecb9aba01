"""Every rule finds what it should, leaves alone what is right, and nothing else is found beside it."""

import pytest

from tests.formats.sen2.check.base import AS_AT, clean, last_year
from tests.formats.sen2.check.cases import CASES, EDGES
from wherewithal.domain.formats.sen2.check import check, rules
from wherewithal.domain.formats.sen2.check.rules import PREDICATES
from wherewithal.domain.formats.sen2.layout import layout


def report(case, changes):
    then = {} if case.then is None else {"last_year": last_year(case.then)}
    return check(clean(case.year, changes), as_at=AS_AT, **then, **case.given)


def test_there_are_246_rules_and_each_has_its_predicate():
    assert len(rules()) == 246
    assert set(rules()) == set(PREDICATES)


def test_every_rule_has_a_case():
    assert set(CASES) == set(rules())


@pytest.mark.parametrize("year", layout().years)
def test_the_small_return_has_nothing_wrong_in_any_year(year):
    assert check(clean(year), as_at=AS_AT).counts() == {}


def test_the_small_return_has_nothing_wrong_beside_last_years():
    assert check(clean(), as_at=AS_AT, last_year=last_year()).counts() == {}


@pytest.mark.parametrize("number", CASES)
def test_a_rule_finds_what_breaks_it_and_what_else_that_breaks(number):
    case = CASES[number]
    assert set(report(case, case.fails).counts()) == {number} | case.also


@pytest.mark.parametrize("number", CASES)
def test_a_rule_lets_pass_what_only_comes_close(number):
    found = report(CASES[number], CASES[number].passes)
    assert number not in found.counts()
    assert number not in found.other_years
    assert number not in found.not_run or number == "SV554"


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: f"{edge.rule}-{edge.findings}")
def test_a_rule_turns_on_the_day_and_the_age_it_names(edge):
    then = {} if edge.then is None else {"last_year": last_year(edge.then)}
    report = check(clean(changes=edge.changes), as_at=AS_AT, **then, **edge.given)
    assert report.counts().get(edge.rule, 0) == edge.findings
