"""Where a case stands is worked out from its facts alone."""

from datetime import date, timedelta

import pytest

from tests.plans.cases import asked, in_force
from wherewithal.apps.plans.models import Clock, Standing
from wherewithal.apps.plans.standing import work_out_again

pytestmark = pytest.mark.django_db


def test_a_request_runs_towards_its_six_weeks(child):
    standing = child(case=asked(date(2025, 12, 15))).standing
    assert (standing.stage, standing.next_rule) == ("request", "EHCNA-DECIDE-6W")
    assert standing.next_due_on == date(2026, 1, 26)


def test_a_refusal_ends_the_case(child):
    standing = child(case=asked(date(2025, 9, 1), decision="N", decided_on=date(2025, 10, 10))).standing
    assert (standing.stage, standing.next_rule, standing.next_due_on) == ("closed", "", None)


def test_an_agreed_assessment_runs_towards_its_twenty_weeks(child):
    case = child(case=asked(date(2025, 9, 1), decision="Y", decided_on=date(2025, 10, 10)), assessment={"outcome": "A"})
    assert case.standing.stage == "assessment"
    running = dict(Clock.objects.filter(case=case).running().values_list("rule", "due_on"))
    assert running["FINAL-20W"] == date(2026, 1, 19)


def test_a_withdrawn_request_has_no_clock(child):
    case = child(case=asked(date(2025, 9, 1), decision="W"))
    assert case.standing.stage == "closed"
    assert not case.clocks.exists()


def test_a_plan_runs_towards_its_yearly_review(child):
    standing = child(**in_force(date(2025, 3, 1))).standing
    assert (standing.stage, standing.next_rule, standing.next_due_on) == ("plan", "AR-12M", date(2026, 2, 28))


def test_reviews_before_the_one_the_return_tells_of_are_not_called_late(child):
    case = child(**in_force(date(2018, 3, 1), reviews=[{"met_on": date(2025, 9, 1), "decided_on": date(2025, 9, 20)}]))
    overdue = Clock.objects.filter(case=case).overdue(date(2026, 1, 22))
    assert not overdue.exists()
    assert case.standing.next_due_on == date(2026, 9, 19)


def test_a_plan_that_was_never_reviewed_is_overdue(child):
    case = child(**in_force(date(2023, 3, 1)))
    assert case.standing.next_due_on == date(2024, 2, 29)


def test_a_review_without_a_decision_presses(child):
    case = child(**in_force(date(2024, 12, 1), reviews=[{"met_on": date(2025, 11, 3)}]))
    assert (case.standing.next_rule, case.standing.next_due_on) == ("AR-12M", date(2025, 11, 30))
    assert Clock.objects.filter(case=case, rule="AR-DECISION-4W").running().get().due_on == date(2025, 12, 1)


def test_a_ceased_plan_is_closed(child):
    case = child(case={"decision": "H"}, plan={"started_on": date(2020, 1, 6), "ceased_on": date(2025, 8, 31)})
    assert case.standing.stage == "closed"
    assert not Clock.objects.filter(case=case).running().exists()


def test_a_child_without_a_place_is_out_of_school(child):
    case = child(**in_force(date(2025, 3, 1), placements=[{"setting": "NIEO", "rank": 1}]))
    assert case.standing.out_of_school


def test_working_everything_out_again_changes_nothing(child, authority):
    child(case=asked(date(2025, 12, 15)))
    child(**in_force(date(2024, 12, 1), reviews=[{"met_on": date(2025, 11, 3)}]))
    without_keys = [row.attname for row in Clock._meta.fields if row.attname != "id"]
    before = set(Clock.objects.values_list(*without_keys))
    standing = list(Standing.objects.order_by("case").values_list("case", "stage", "next_rule", "next_due_on"))
    assert work_out_again(authority, as_at=date(2026, 1, 22)) == 2
    assert set(Clock.objects.values_list(*without_keys)) == before
    assert list(Standing.objects.order_by("case").values_list("case", "stage", "next_rule", "next_due_on")) == standing


def test_a_request_agreed_on_a_day_not_told_is_not_called_undecided(child):
    case = child(case={"received_on": date(2025, 9, 1), "decision": "H"}, assessment={"outcome": "A"})
    assert set(case.clocks.running().values_list("rule", flat=True)) == {"FINAL-20W"}


def test_a_draft_is_missed_only_in_the_years_that_tell_of_drafts(child):
    def amended(met_on):
        review = {"met_on": met_on, "outcome": "A", "decided_on": met_on + timedelta(days=20)}
        return child(**in_force(date(2020, 1, 6), reviews=[review])).clocks.running()

    assert not amended(date(2023, 10, 2)).filter(rule="AR-AMEND-NOTICE-4W").exists()
    assert amended(date(2025, 10, 1)).filter(rule="AR-AMEND-NOTICE-4W").exists()
