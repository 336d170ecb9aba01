"""What is told of cases is read back as it was told, and what hangs on it follows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.plans.cases import asked, in_force
from wherewithal.apps.plans import actions
from wherewithal.apps.plans.facts import CaseFacts, facts_of
from wherewithal.apps.plans.models import Case, Clock, Standing
from wherewithal.apps.plans.recording import Story, record_changes, record_new, with_parts
from wherewithal.apps.plans.standing import work_out, work_out_again

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 22)

PLACE = {"urn": "100001", "ukprn": "10000001", "setting": "OLA", "setting_words": "A café “of ours”; 100%\n2nd line",
         "rank": 1, "in_unit": True, "in_resourced_provision": False}  # fmt: skip
EVERYTHING = CaseFacts(
    case={"received_on": date(2024, 5, 6), "source": "1", "in_custody": False, "decision": "Y",
          "decided_on": date(2024, 6, 3), "decision_mediated": False, "decision_appealed": True,
          "withdrawn_year": 2026, "moved_to": "202", "came_from": "203", "moved_in_year": 2025},
    assessment={"outcome": "Y", "outcome_on": date(2024, 9, 2), "outcome_mediated": True, "outcome_appealed": False,
                "content_mediated": False, "content_appealed": True, "exception_claimed": False},
    plan={"started_on": date(2024, 9, 2), "residential": "38", "work_based": "AP", "personal_budget": True,
          "organised_arrangements": False, "direct_payments": "EHC", "ceased_on": date(2025, 8, 31),
          "cease_reason": "1"},
    named_places=[PLACE, {"setting": "NEET", "rank": 2}],
    placements=[PLACE | {"entered_on": date(2024, 9, 3), "left_on": date(2025, 8, 31), "attendance": "1",
                         "residential": "52", "work_based": "TR"}, {"setting": "NEET"}],
    needs=[{"type": "SLCN", "rank": 2}, {"type": "ASD", "rank": 1}],
    reviews=[{"met_on": date(2025, 8, 4), "outcome": "A", "decided_on": date(2025, 8, 20),
              "draft_sent_on": date(2025, 8, 20)}, {"met_on": date(2024, 12, 2)}],
    phase_transfers=[{"due_on": date(2025, 2, 15), "final_on": date(2025, 2, 10)}, {"due_on": date(2026, 2, 15)}],
)  # fmt: skip


def recorded(case):
    return facts_of(with_parts(Case.objects.filter(pk=case.pk)).get())


def tell_again(child, *facts, as_at=TODAY):
    written = record_changes(child.authority, [Story(child, [*facts])])
    work_out(child.authority, written.cases, as_at=as_at)
    return written


def test_every_fact_is_read_back_as_it_was_told(child):
    case = child(**vars(EVERYTHING))
    assert recorded(case) == EVERYTHING


def test_a_case_of_which_little_is_told_has_little(child):
    case = child(case=asked(date(2025, 12, 15)))
    assert recorded(case) == CaseFacts(case=asked(date(2025, 12, 15)))


def test_many_cases_are_read_in_one_query(child, authority, django_assert_num_queries):
    for number in range(3):
        child(f"Child{number}", **vars(EVERYTHING))
    with django_assert_num_queries(1):
        found = [facts_of(case) for case in with_parts(Case.objects.filter(authority=authority))]
    assert found == [EVERYTHING] * 3


def test_the_first_case_of_each_of_many_children_gets_its_own_parts(authority, child):
    people = [child(f"Child{number}").child for number in range(4)]
    stories = [Story(who, [CaseFacts(case=asked(date(2025, 1, day)), needs=[{"type": "ASD", "rank": day}])])
               for day, who in enumerate(people, 1)]  # fmt: skip
    written = record_new(authority, stories)
    assert [recorded(case).needs[0]["rank"] for case, _ in written.cases] == [1, 2, 3, 4]


def test_what_is_told_differently_replaces_what_was_told(child):
    case = child(**vars(EVERYTHING))
    later = CaseFacts(**vars(EVERYTHING) | {"needs": [{"type": "MLD", "rank": 1}], "reviews": [], "assessment": None})
    written = tell_again(case.child, later)
    assert written.changed[case.child_id] >= {"needs", "reviews", "assessment.outcome"}
    assert recorded(case) == later


def test_a_corrected_birth_date_and_name_are_followed_by_where_the_case_stands(child):
    case = child("Rowan", case=asked(date(2025, 12, 15)), birth_on=date(2016, 5, 4))
    case.child.surname, case.child.birth_on = "Ash", date(2015, 5, 4)
    case.child.save()
    written = tell_again(case.child, CaseFacts(case=asked(date(2025, 12, 15))))
    assert written.changed == {}
    standing = Standing.objects.get()
    assert (standing.surname, standing.birth_on) == ("Ash", date(2015, 5, 4))


def test_a_case_keeps_its_caseworker_when_it_is_worked_out_again(child, user, authority):
    case, casey = child(case=asked(date(2025, 12, 15))), user()
    actions.assign(cases=[case.pk], to=casey, authority=authority, by=casey)
    assert Standing.objects.get().caseworker == casey
    tell_again(case.child, CaseFacts(case=asked(date(2025, 12, 16))))
    assert Standing.objects.get().caseworker == casey
    actions.assign(cases=[case.pk], to=None, authority=authority, by=casey)
    assert Standing.objects.get().caseworker is None


def test_what_is_right_is_left_and_what_is_wrong_put_right(child, authority):
    right, wrong = child("Right", **in_force(date(2025, 3, 1))), child("Wrong", **in_force(date(2025, 3, 1)))
    kept = list(Clock.objects.filter(case=right).values_list("pk", flat=True))
    Standing.objects.filter(case=wrong).update(stage="request", surname="Nobody")
    Clock.objects.filter(case=wrong).update(due_on=date(2020, 1, 1))
    assert work_out_again(authority, as_at=TODAY) == 2
    assert list(Clock.objects.filter(case=right).values_list("pk", flat=True)) == kept
    found = Standing.objects.get(case=wrong)
    assert (found.stage, found.surname) == ("plan", "Wrong")
    assert set(found.case.clocks.values_list("due_on", flat=True)) == set(right.clocks.values_list("due_on", flat=True))


def test_working_out_again_asks_as_many_questions_of_sixty_cases_as_of_five(child, authority):
    def questions(more):
        for number in range(more):
            child(f"Child{number}", **vars(EVERYTHING))
        with CaptureQueriesContext(connection) as asked_for:
            work_out_again(authority, as_at=TODAY)
        return len(asked_for)

    assert questions(5) == questions(55)
