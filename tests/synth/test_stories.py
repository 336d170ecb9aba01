"""The same seed tells the same stories, whenever and however many are told."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest

from tests.synth.telling import cases
from wherewithal.domain.formats.sen2.trees import below
from wherewithal.domain.synth import PlanRefused, SynthPlan, people
from wherewithal.domain.synth.life import life
from wherewithal.domain.synth.person import family_of
from wherewithal.domain.synth.rates import profile

ENGLAND = profile({})


def by_upn(plan):
    return {person["UPN"]: person for person in people(plan) if "UPN" in person}


@pytest.fixture(scope="module")
def first_year():
    return by_upn(SynthPlan(people=1500, year=2025, seed=5))


@pytest.fixture(scope="module")
def next_year():
    return by_upn(SynthPlan(people=1500, year=2026, since=2025, seed=5))


@pytest.mark.parametrize("number", [1, 2, 700])
def test_a_file_has_as_many_people_as_were_asked_for(number):
    assert sum(1 for _ in people(SynthPlan(people=number, year=2026))) == number


def test_the_same_plan_gives_the_same_people():
    plan = SynthPlan(people=200, year=2026, seed=9)
    assert list(people(plan)) == list(people(plan))


def test_another_seed_gives_other_people():
    names = [{person["Surname"] for person in people(SynthPlan(people=50, year=2026, seed=seed))} for seed in (1, 2)]
    assert len(names[0] & names[1]) < 10


def test_a_person_is_the_same_in_a_larger_file():
    who = ("Surname", "Forename", "PersonBirthDate", "Sex", "Ethnicity", "PostCode", "UPN")
    small = [[person.get(item) for item in who] for person in people(SynthPlan(people=40, year=2026))]
    large = islice(people(SynthPlan(people=4000, year=2026)), 40)
    assert [[person.get(item) for item in who] for person in large] == small


def test_people_are_made_one_at_a_time():
    assert len(list(islice(people(SynthPlan(people=100_000, year=2026)), 3))) == 3


def test_whoever_is_in_force_one_year_is_in_the_next_file(first_year, next_year):
    in_force = {case.person["UPN"] for case in cases(first_year.values()) if case.in_force}
    assert len(in_force) > 1000
    assert in_force <= next_year.keys()


def test_whoever_waits_one_year_is_in_the_next_file(first_year, next_year):
    waiting = {
        case.person["UPN"]
        for case in cases(first_year.values())
        if "A" in {case.request["RequestOutcome"], case.assessment.get("AssessmentOutcome")}
    }
    assert len(waiting) > 50
    assert waiting <= next_year.keys()


def test_a_child_keeps_name_birth_date_and_plan_from_year_to_year(first_year, next_year):
    kept = first_year.keys() & next_year.keys()
    assert len(kept) > 1000
    for upn in kept:
        before, now = first_year[upn], next_year[upn]
        same = ("Surname", "Forename", "PersonBirthDate", "Sex", "Ethnicity")
        assert [before[item] for item in same] == [now[item] for item in same]
        in_force = {case.named["StartDate"] for case in cases([before]) if case.in_force}
        assert in_force <= {case.named.get("StartDate") for case in cases([now])}


def test_a_grown_authority_has_more_people_the_next_year(first_year, next_year):
    assert len(first_year) < len(next_year) < 1.2 * len(first_year)


def test_nothing_is_told_that_happens_after_the_day_of_telling():
    plan = SynthPlan(people=600, year=2027, as_at=date(2026, 6, 30), seed=2)
    last = plan.told_on.isoformat()
    for case in cases(people(plan)):
        for record in (case.request, case.assessment, case.named, case.active, *below(case.active, "PlacementDetail")):
            days = {item: value for item, value in record.items() if item.endswith("Date") and value > last}
            assert days.keys() <= {"PhaseTransferDueDate"}


def test_everything_told_is_of_the_period_or_still_goes_on():
    plan = SynthPlan(people=1200, year=2026, seed=4)
    first = plan.period_starts_on
    for case in cases(people(plan)):
        ended = [
            case.day("named", "CeaseDate"),
            None if case.named else case.day("assessment", "AssessmentOutcomeDate"),
            None if case.assessment else case.day("request", "RequestOutcomeDate"),
        ]
        assert all(day >= first for day in ended if day)


def test_what_was_decided_before_the_period_is_history():
    plan = SynthPlan(people=1200, year=2026, seed=4)
    for case in cases(people(plan)):
        if case.request["RequestOutcome"] in "YN":
            assert case.day("request", "RequestOutcomeDate") >= plan.period_starts_on


def test_there_is_a_backlog_and_some_of_it_is_badly_overdue():
    plan = SynthPlan(people=4000, year=2026, seed=1, timeliness={2024: 0.4})
    waits = [
        (plan.census_on - case.day("request", "ReceivedDate")).days
        for case in cases(people(plan))
        if case.assessment.get("AssessmentOutcome") == "A"
    ]
    assert len(waits) > 100
    assert 0.2 < sum(wait > 140 for wait in waits) / len(waits) < 0.7
    assert any(wait > 365 for wait in waits)


def test_an_authority_in_time_has_hardly_a_backlog():
    plan = SynthPlan(people=4000, year=2026, seed=1, timeliness={2022: 0.99})
    open_cases = [case for case in cases(people(plan)) if case.assessment.get("AssessmentOutcome") == "A"]
    late = [case for case in open_cases if (plan.census_on - case.day("request", "ReceivedDate")).days > 140]
    assert len(late) / len(open_cases) < 0.15


def test_every_kind_of_story_is_told():
    found = list(cases(people(SynthPlan(people=6000, year=2026, seed=1))))
    told = {
        "refused": any(case.request["RequestOutcome"] == "N" for case in found),
        "refusal reversed": any(case.request["RequestOutcome"] == "N" and case.named for case in found),
        "withdrawn": any(case.request["RequestOutcome"] == "W" for case in found),
        "moved away in between": any("Exported" in case.request for case in found),
        "in custody": any(case.request.get("RYA") == "1" for case in found),
        "plan promised, not issued": any(
            case.assessment.get("AssessmentOutcome") == "Y" and not case.named for case in found
        ),
        "no plan": any(case.assessment.get("AssessmentOutcome") == "N" for case in found),
        "exception": any(case.assessment.get("Week20") == "1" for case in found),
        "moved in": any("TransferLA" in case.active for case in found),
        "second place": any(
            place["PlacementRank"] == "2" for case in found for place in below(case.active, "PlacementDetail")
        ),
        "moved school": any(len(below(case.active, "PlacementDetail")) > 1 for case in found),
        "residential": any("PlanRes" in case.named for case in found),
        "work-based": any("PlanWBP" in case.named for case in found),
        "two requests": any(len(below(case.person, "Requests")) > 1 for case in found),
        "phase transfer": any("PhaseTransferFinalDate" in case.active for case in found),
        "review decided to cease": any(case.active.get("ReviewOutcome") == "C" for case in found),
        "no number yet": any("UPNunknown" in case.person for case in found),
    }
    assert [kind for kind, told_of in told.items() if not told_of] == []
    reasons = {case.named["CeaseReason"] for case in found if "CeaseReason" in case.named}
    assert reasons == set("123456789")


def test_twins_share_family_and_birthday_and_are_asked_for_together():
    number = next(number for number in range(100_000) if family_of(1, number) != number)
    twins = [life(1, family_of(1, each), ENGLAND) for each in (number - 1, number)]
    assert twins[0] == twins[1]


def test_a_person_has_at_most_one_plan_at_a_time():
    for number in range(3000):
        held = [request.plan for request in life(1, number, ENGLAND).requests if request.plan]
        for earlier, later in pairwise(held):
            assert earlier.ends_on is not None
            assert earlier.ends_on < later.starts_on


def test_nobody_keeps_a_plan_beyond_the_school_year_of_the_25th_birthday():
    for number in range(3000):
        found = life(1, number, ENGLAND)
        for request in found.requests:
            if request.plan and request.plan.ends_on:
                assert request.plan.ends_on < found.born_on + timedelta(days=26 * 366)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"people": 0}, "give 1 or more"),
        ({"year": 2022}, "give one from 2023 to 2027"),
        ({"authority": "999"}, "three-digit number"),
        ({"error_rate": 1.5}, "a share from 0 to 1"),
        ({"since": 2027}, "to the year of the return"),
        ({"as_at": date(2026, 1, 16)}, "1 January 2025 to census day, 15 January 2026"),
        ({"timeliness": {2025: 46}}, "from 0 to 1"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(changes, words):
    with pytest.raises(PlanRefused, match=words):
        SynthPlan(**{"people": 10, "year": 2026} | changes)


def test_everything_wrong_with_a_plan_is_said_at_once():
    with pytest.raises(PlanRefused) as refused:
        SynthPlan(people=0, year=2022, error_rate=-1)
    assert len(str(refused.value).splitlines()) == 3
