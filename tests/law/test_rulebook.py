"""The rules as data: complete, cited, and in force when they say."""

import re
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import wherewithal.domain.law
from wherewithal.domain.law import CONVENTIONS, EVENTS, GROUNDS, NotInForce, UnknownEvent, UnknownRule, rule, rules
from wherewithal.domain.law.cautions import ALWAYS, WHEN
from wherewithal.domain.law.conditions import CONDITIONS
from wherewithal.domain.law.exceptions import TESTS
from wherewithal.domain.law.judging import MISSED, ON_TIME
from wherewithal.domain.law.matters import MATTERS
from wherewithal.domain.law.rulebook import Pattern, periods

FOLDER = Path(wherewithal.domain.law.__file__).parent
EVERY = pytest.mark.parametrize("rule", rules(), ids=[f"{r.key}-{r.valid_from}" for r in rules()])
KEYS = """EHCNA-DECIDE-6W ADVICE-6W NOPLAN-16W DRAFT-LATEST DRAFT-15D CONSULT-15D FINAL-20W EHCNA-6M-BAR
AR-12M AR-NOTICE-2W AR-PAPERS-2W AR-REPORT-2W AR-DECISION-4W AR-AMEND-NOTICE-4W AR-REPS-15D AR-FINAL-8W AR-NOAMEND-8W
AR-FINAL-12W EY-REVIEW PT-15FEB PT-31MAR PT-5M PT-MEETING-LATEST"""


def test_the_rules_of_three_chapters_are_there():
    assert {r.key for r in rules()} == set(KEYS.split())
    assert {r.chapter for r in rules()} == {"From request to final plan", "Annual review", "Phase transfer"}


@EVERY
def test_a_rule_has_its_source(rule):
    assert re.search(r"s{1,2}\.|reg|Code", rule.citation)
    assert rule.url.startswith("https://www.legislation.gov.uk/")
    assert rule.valid_from >= date(2014, 9, 1)


@EVERY
def test_a_rule_names_only_what_there_is(rule):
    patterns = [*rule.off_if, *rule.ends, *rule.overtaken_by]
    named = [*rule.starts, *rule.acts, *rule.not_before, *rule.dated_by, *(p.event for p in patterns)]
    assert set(named) <= EVENTS.keys()
    assert all(p.outcome in ("", *EVENTS[p.event].outcomes) for p in patterns)
    assert set(rule.excused_by) <= GROUNDS.keys()
    assert set(rule.readings) <= CONVENTIONS.keys()
    assert rule.matter in MATTERS
    assert rule.applies in ("", *CONDITIONS)
    assert rule.repeat in ("first", "each", "chain")
    assert all(periods(key) for key in rule.counted_from)
    assert callable(rule.counted)


@EVERY
def test_a_rule_can_start_and_what_is_owed_can_be_done(rule):
    assert rule.triggers
    assert rule.length > 0
    assert bool(rule.acts) == (rule.force != "power")
    assert rule.force != "power" or not (rule.ends or rule.off_if)
    assert rule.force in {*MISSED, "power"}
    assert MISSED.keys() == ON_TIME.keys()


@EVERY
def test_a_rule_reads_well(rule):
    for words in (rule.what, rule.done, rule.next, rule.who, rule.helps):
        assert words
        assert words[0].islower()
        assert not words.endswith(".")
    assert rule.duty[0].isupper()


@pytest.mark.parametrize("key", KEYS.split())
def test_the_periods_of_a_rule_follow_each_other(key):
    for before, after in pairwise(periods(key)):
        assert before.valid_to is not None
        assert (after.valid_from - before.valid_to).days == 1
    assert periods(key)[-1].valid_to is None


def test_a_change_of_law_is_a_new_value():
    days = (date(2015, 8, 31), date(2015, 9, 1), date(2015, 9, 2))
    found = [rule("PT-31MAR", on=day) for day in days]
    assert [r.unit for r in found] == ["March", "May", "March"]
    assert found[1].citation.endswith("18(3)")


def test_a_rule_before_its_time_is_not_in_force():
    assert rule("FINAL-20W", on=date(2014, 9, 1)).length == 20
    with pytest.raises(NotInForce, match="FINAL-20W was not in force on 2014-08-31"):
        rule("FINAL-20W", on=date(2014, 8, 31))


def test_a_rule_that_does_not_exist_names_those_that_do():
    with pytest.raises(UnknownRule, match="no rule FINAL-21W; known rules are EHCNA-DECIDE-6W, ADVICE-6W"):
        rule("FINAL-21W", on=date(2026, 1, 1))


def test_a_misspelt_event_is_refused():
    with pytest.raises(UnknownEvent, match="no event 'final_plan_send'; known events are"):
        Pattern.read("final_plan_send=yes")


def test_no_two_rules_that_differ_are_equal():
    assert all(one != other for one, other in combinations(rules(), 2))


def test_every_ground_has_its_test_and_its_evidence():
    assert {ground.test for ground in GROUNDS.values()} == TESTS.keys()
    assert {ground.evidence for ground in GROUNDS.values()} <= EVENTS.keys()
    assert {key for r in rules() for key in r.excused_by} == GROUNDS.keys()


def test_every_named_test_is_used():
    assert {r.applies for r in rules()} - {""} == CONDITIONS.keys()
    assert {r.matter for r in rules()} == MATTERS.keys()
    assert {convention.when for convention in CONVENTIONS.values()} - {""} == WHEN.keys()


def test_every_reading_is_that_of_a_rule():
    assert {id for r in rules() for id in r.readings} | set(ALWAYS) == CONVENTIONS.keys()
    assert all(c.question.endswith("?") and c.used and c.alternative for c in CONVENTIONS.values())


def test_a_caution_has_its_moment():
    assert all(bool(convention.caution) == bool(convention.when) for convention in CONVENTIONS.values())


def test_a_reading_that_the_code_cites_is_in_the_register():
    cited = {id for path in FOLDER.rglob("*.py") for id in re.findall(r"\b[AW]\d{1,2}\b", path.read_text("utf-8"))}
    assert cited <= CONVENTIONS.keys()
    assert {"A1", "A3", "A6", "A9", "A10", "A11", "W2", "W5", "W9"} <= cited
