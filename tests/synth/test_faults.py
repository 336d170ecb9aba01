"""Faults are planted on purpose, told of in the truth file, and found by the rule they are tied to."""

import copy
import csv
import io
from collections import Counter, deque

import pytest

from tests.synth.registers import lookup
from wherewithal.domain.formats.sen2.check import check, rules
from wherewithal.domain.formats.sen2.trees import build
from wherewithal.domain.synth import SynthPlan, header, people, write_sen2
from wherewithal.domain.synth.dice import Dice
from wherewithal.domain.synth.faults.kinds import Setting
from wherewithal.domain.synth.faults.plant import kinds, plant

EACH = 3


@pytest.fixture(scope="module", params=[2023, 2026])
def spoiled(request):
    """A return in which every kind of fault is planted a few times, in different people, and what was planted."""
    plan = SynthPlan(people=4000, year=request.param, seed=1)
    planted, spoiled_people = [], []
    wanted = deque(EACH * kinds(plan.year))
    for position, person in enumerate(people(plan), start=1):
        for _ in range(min(len(wanted), 25)):
            if found := plant(wanted[0], person, position, setting(plan, spoiled_people, position)):
                planted.append(found)
                wanted.popleft()
                break
            wanted.rotate(-1)
        spoiled_people.append(person)
    return plan, spoiled_people, planted


def setting(plan, before, position):
    dice = Dice(position, "setting")
    last = before[-1] if before else None
    return Setting(plan.year, plan.authority, plan.period_starts_on, plan.census_on, last, dice)


def test_every_kind_of_fault_can_be_planted(spoiled):
    plan, _, planted = spoiled
    assert Counter(fault.rule for fault in planted) == {kind.rule: EACH for kind in kinds(plan.year)}


def test_every_planted_fault_is_found_by_its_rule_at_its_person(spoiled):
    plan, spoiled_people, planted = spoiled
    report = check(build(header(plan), spoiled_people), as_at=plan.told_on, schools=lookup(plan))
    found = {(finding.rule, finding.person + 1) for finding in report.findings()}
    assert [fault for fault in planted if (fault.rule, fault.person) not in found] == []


def test_there_are_at_least_forty_kinds_each_with_a_rule_of_its_own():
    found = [kind.rule for kind in kinds(2026)]
    assert len(found) == len(set(found)) >= 40
    assert set(found) <= set(rules())


@pytest.mark.parametrize("year", [2023, 2026])
def test_no_fault_is_planted_that_its_year_has_no_rule_for(year):
    assert [kind.rule for kind in kinds(year) if not rules()[kind.rule].applies_in(year)] == []


def test_a_fault_that_does_not_fit_a_person_leaves_the_person_alone():
    for position, person in enumerate(people(SynthPlan(people=40, year=2026, seed=2)), start=1):
        for kind in kinds(2026):
            before = copy.deepcopy(person)
            if plant(kind, tried := copy.deepcopy(person), position, setting(SynthPlan(1, 2026), [], position)) is None:
                assert tried == before


def test_the_truth_lists_every_change_and_nothing_else_is_changed():
    clean = list(people(SynthPlan(people=1000, year=2026)))
    told = []
    faulty = list(people(SynthPlan(people=1000, year=2026, error_rate=0.05), told.append))
    changed = [place for place, (one, other) in enumerate(zip(clean, faulty, strict=True), start=1) if one != other]
    assert changed == [fault.person for fault in told]
    assert 25 < len(told) < 80


def test_the_truth_file_has_a_row_for_every_fault():
    truth = io.StringIO(newline="")
    plan = SynthPlan(people=400, year=2026, error_rate=0.1)
    write_sen2(io.BytesIO(), plan, truth=truth)
    rows = list(csv.DictReader(io.StringIO(truth.getvalue())))
    told = []
    list(people(plan, told.append))
    assert [
        (row["rule"], int(row["person"]), row["upn"], row["record"], row["field"], row["value"]) for row in rows
    ] == [(fault.rule, fault.person, fault.upn, fault.record, fault.field, fault.value) for fault in told]


def test_without_an_error_rate_the_truth_is_empty():
    truth = io.StringIO(newline="")
    write_sen2(io.BytesIO(), SynthPlan(people=30, year=2026), truth=truth)
    assert truth.getvalue().splitlines() == ["rule,person,upn,record,field,value"]


def test_the_faults_of_a_rule_can_be_left_out():
    told = []
    plan = SynthPlan(people=200, year=2026, error_rate=1.0, without=frozenset({"SV017", "SV122"}))
    assert len(list(people(plan, told.append))) == len(told) == 200
    assert not {"SV017", "SV122"} & {planted.rule for planted in told}
