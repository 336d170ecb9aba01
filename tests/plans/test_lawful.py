"""A case's facts as the law takes them: what the return tells of, with its day, and nothing it does not tell of."""

from datetime import date

import pytest

from tests.plans.cases import asked, in_force
from wherewithal.apps.plans.facts import CaseFacts
from wherewithal.apps.plans.lawful import UNRECORDED, ended_undated, law_facts
from wherewithal.domain import law
from wherewithal.domain.law import fact

RECEIVED, DECIDED, TOLD = date(2025, 9, 8), date(2025, 10, 27), date(2026, 1, 12)
BORN = date(2016, 5, 4)


def events(**facts):
    return set(law_facts(CaseFacts(**facts), birth_on=BORN)) - {fact("born", BORN)}


def clock(key, on, **facts):
    (found,) = [c for c in law.clocks(law_facts(CaseFacts(**facts), birth_on=BORN), on) if c.key == key]
    return found


def test_a_request_and_its_decision_have_their_days():
    told = events(case=asked(RECEIVED, decision="Y", decided_on=DECIDED))
    assert told == {fact("request_received", RECEIVED), fact("assess_decision_notified", DECIDED, outcome="yes")}


def test_a_refusal_says_no():
    told = events(case=asked(RECEIVED, decision="N", decided_on=DECIDED))
    assert fact("assess_decision_notified", DECIDED, outcome="no") in told


@pytest.mark.parametrize("decision", ["Y", "H"])
def test_an_assessment_agreed_on_a_day_not_told_is_under_way(decision):
    told = events(case=asked(RECEIVED, decision=decision))
    assert told == {fact("request_received", RECEIVED), fact("assessment_under_way", RECEIVED)}


@pytest.mark.parametrize("decision", ["A", ""])
def test_a_decision_without_a_day_or_words_is_no_event(decision):
    assert events(case=asked(RECEIVED, decision=decision)) == {fact("request_received", RECEIVED)}


@pytest.mark.parametrize(
    "facts",
    [
        {"case": asked(RECEIVED, decision="W")},
        {"case": asked(RECEIVED, decision="Y", decided_on=DECIDED), "assessment": {"outcome": "W"}},
        {"case": asked(RECEIVED, decision="Y", decided_on=DECIDED, moved_to="305"), "assessment": {"outcome": "A"}},
    ],
)
def test_a_request_that_ended_on_a_day_not_collected_has_no_clock(facts):
    assert ended_undated(CaseFacts(**facts))
    assert events(**facts) == set()


def test_a_plan_that_was_issued_before_the_child_moved_away_keeps_its_days():
    facts = {"case": asked(RECEIVED, moved_to="305"), "plan": {"started_on": TOLD}}
    assert not ended_undated(CaseFacts(**facts))
    assert events(**facts) == {fact("request_received", RECEIVED), fact("plan_made", TOLD)}


def test_a_plan_is_sent_and_made():
    told = events(case=asked(RECEIVED), assessment={"outcome": "Y", "outcome_on": TOLD}, plan={"started_on": TOLD})
    assert {fact("final_plan_sent", TOLD), fact("plan_made", TOLD)} < told


def test_no_plan_is_told():
    told = events(case=asked(RECEIVED), assessment={"outcome": "N", "outcome_on": TOLD})
    assert fact("no_plan_notified", TOLD) in told


def test_an_exception_that_is_claimed_is_the_authoritys_claim_for_the_20_weeks_alone():
    assessment = {"outcome": "Y", "outcome_on": TOLD, "exception_claimed": True}
    facts = {"case": asked(RECEIVED, decision="Y", decided_on=DECIDED), "assessment": assessment}
    assert fact("exception_claimed", RECEIVED, rule="FINAL-20W") in events(**facts)
    assert clock("FINAL-20W", TOLD, **facts).exception_claimed
    assert not clock("EHCNA-DECIDE-6W", TOLD, **facts).exception_claimed


def test_an_exception_that_is_not_claimed_is_no_event():
    assessment = {"outcome": "Y", "outcome_on": TOLD, "exception_claimed": False}
    assert not [e for e in events(case=asked(RECEIVED), assessment=assessment) if e.event == "exception_claimed"]


@pytest.mark.parametrize(("code", "outcome"), [("M", "maintain"), ("A", "amend"), ("C", "cease")])
def test_a_review_is_held_and_decided(code, outcome):
    review = {"met_on": date(2025, 5, 1), "outcome": code, "decided_on": date(2025, 5, 20)}
    told = events(**in_force(date(2020, 1, 6), reviews=[review]))
    assert fact("review_meeting", date(2025, 5, 1)) in told
    assert fact("review_decision_notified", date(2025, 5, 20), outcome=outcome) in told


def test_the_record_of_reviews_begins_with_the_first_that_is_told():
    reviews = [{"met_on": date(2025, 5, 1)}, {"met_on": date(2024, 5, 2)}]
    assert fact("record_begins", date(2024, 5, 2)) in events(**in_force(date(2020, 1, 6), reviews=reviews))


def test_a_move_between_phases_has_its_last_day_and_its_final_plan():
    transfers = [{"due_on": date(2026, 2, 15), "final_on": date(2026, 1, 9)}]
    told = events(**in_force(date(2020, 1, 6), phase_transfers=transfers))
    assert {fact("phase_deadline", date(2026, 2, 15)), fact("phase_final_sent", date(2026, 1, 9))} < told


def test_a_plan_that_ended_has_its_end():
    plan = {"started_on": date(2020, 1, 6), "ceased_on": date(2025, 8, 31)}
    assert fact("plan_ceased", date(2025, 8, 31)) in events(case={"decision": "H"}, plan=plan)


def test_a_birth_date_not_known_is_no_event():
    assert list(law_facts(CaseFacts(case=asked(RECEIVED)), birth_on=None)) == [fact("request_received", RECEIVED)]


def test_what_no_return_tells_of_is_never_said_to_be_missing():
    facts = law_facts(CaseFacts(case=asked(RECEIVED, decision="Y", decided_on=DECIDED)), birth_on=BORN)
    found = [c for c in law.clocks(facts, date(2026, 6, 1)) if c.rule.acts and UNRECORDED.issuperset(c.rule.acts)]
    assert found
    assert {one.status for one in found} == {law.Status.NOT_KNOWN}
