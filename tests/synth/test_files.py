"""A synthetic file is a sound return: it reads back as it was written, and the checks find no error in it."""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.synth.registers import lookup
from wherewithal.domain.formats.sen2.check import check
from wherewithal.domain.formats.sen2.trees import build, trees
from wherewithal.domain.formats.sen2.xml_in import read_xml
from wherewithal.domain.synth import SynthPlan, header, people, write_sen2

LATENESS = {"SV215", "SV216", "SV217", "SV310", "SV311", "SV312", "SV322", "SV514", "SV515", "SV516", "SV520", "SV521"}
AS_IN_LIFE = {
    "SV105": "aged 25 and still in school",
    "SV112": "postcode not known",
    "SV133": "twins",
    "SV224": "moved away from an assessment decided on the year before",
    "SV425": "ended for another reason",
    "SV525": "phase transfer late",
    "SV526": "phase transfer overdue",
    "SV577": "ended at the greatest age and 26 by now",
    "SV579": "a child of school age without a school",
    "SV581": "not at the place named",
}


def report(plan):
    return check(build(header(plan), people(plan)), as_at=plan.told_on, schools=lookup(plan))


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
def test_the_checks_find_no_error_in_any_year(year):
    found = report(SynthPlan(people=2500, year=year, seed=year))
    assert found.errors == 0
    assert found.counts().keys() <= LATENESS | AS_IN_LIFE.keys()


@pytest.mark.parametrize("year", [2025, 2026])
def test_apart_from_lateness_a_clean_file_raises_few_queries(year):
    found = report(SynthPlan(people=4000, year=year, seed=1))
    assert sum(count for rule, count in found.counts().items() if rule not in LATENESS) < 0.06 * found.ret.people


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**9), year=st.sampled_from([2023, 2024, 2025, 2026]))
def test_the_checks_find_no_error_whatever_the_seed(seed, year):
    found = report(SynthPlan(people=250, year=year, seed=seed))
    assert [finding for finding in found.findings() if finding.severity == "error"] == []


@settings(max_examples=8, deadline=None)
@given(as_at=st.dates(date(2025, 9, 5), date(2026, 1, 14)))
def test_the_checks_find_no_error_in_a_draft(as_at):
    assert report(SynthPlan(people=250, year=2026, as_at=as_at)).errors == 0


def test_last_years_file_and_this_years_agree():
    before = SynthPlan(people=1500, year=2025, seed=3)
    now = SynthPlan(people=1500, year=2026, since=2025, seed=3)
    found = check(build(header(now), people(now)), as_at=now.told_on, last_year=build(header(before), people(before)))
    assert {rule for rule in found.counts() if "SV604" <= rule <= "SV610"} == set()


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
def test_a_file_reads_back_as_it_was_written(year, tmp_path):
    plan = SynthPlan(people=150, year=year)
    path = tmp_path / "sen2.xml"
    with path.open("wb") as target:
        assert write_sen2(target, plan) == 150
    ret = read_xml(path)
    assert ret.header == header(plan)
    assert ret.extras == []
    assert list(trees(ret)) == list(people(plan))


def test_a_file_says_that_it_is_synthetic():
    target = io.BytesIO()
    write_sen2(target, SynthPlan(people=1, year=2026))
    assert b"<SoftwareCode>Wherewithal synthetic data</SoftwareCode>" in target.getvalue()


def test_whoever_watches_sees_every_person_go_by():
    seen = []

    def watch(going_by):
        for person in going_by:
            seen.append(person["Surname"])
            yield person

    write_sen2(io.BytesIO(), plan := SynthPlan(people=20, year=2026), watch=watch)
    assert seen == [person["Surname"] for person in people(plan)]
