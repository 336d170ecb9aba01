"""A return that was loaded is written back out as it was: nothing lost, nothing made up."""

import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.returns.people import active, asked, differences, in_force, person, plan, planned, refused, told_of
from wherewithal.apps.plans.models import Case, Placement
from wherewithal.apps.returns.exporting import as_of, period, request
from wherewithal.apps.returns.loading import loaded_return
from wherewithal.apps.returns.mapping import cases_told
from wherewithal.domain.formats.sen2.check import check
from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.formats.sen2.reading import read
from wherewithal.domain.synth import SynthPlan, write_sen2

pytestmark = pytest.mark.django_db
PEOPLE = 400


@pytest.fixture
def synthetic(tmp_path):
    """A file of synthetic people without faults; the same seed tells the same stories in every year, on every day."""

    def make(year, *, since=None, as_at=None):
        path = tmp_path / f"synthetic-{year}-{as_at}.xml"
        with path.open("wb") as target:
            write_sen2(target, SynthPlan(people=PEOPLE, year=year, seed=11, since=since, as_at=as_at))
        return path

    return make


def all_differences(one, other):
    """Where two files tell differently of the people who are in both, with how often."""
    left, right = told_of(one), told_of(other)
    return Counter(where for who in left.keys() & right.keys() for where, *_ in differences(left[who], right[who]))


@pytest.mark.parametrize("year", layout().years)
def test_what_was_loaded_is_written_back_person_by_person(year, synthetic, take_in, export):
    given_file = synthetic(year)
    take_in(given_file, year=year)
    written, done = export(year)
    assert told_of(written) == told_of(given_file)
    assert len(told_of(written)) == PEOPLE
    assert done.written.left_out == {}


@pytest.mark.parametrize("year", layout().years)
def test_the_check_finds_in_what_was_written_what_it_found_in_what_was_loaded(year, synthetic, take_in, export, found):
    given_file, day = synthetic(year), layout().census_date(year)
    take_in(given_file, year=year)
    _, done = export(year)
    assert found(done.report) == found(check(read(given_file), as_at=day))
    assert done.report.errors == 0


def test_the_header_is_that_of_the_year_with_the_officers_told_last(synthetic, take_in, export):
    given_file = synthetic(2026)
    take_in(given_file)
    written, _ = export()
    before, after = read(given_file).header, read(written).header
    ours = ("SoftwareCode", "Release", "SerialNo", "DateTime")
    assert {k: v for k, v in after.items() if k not in ours} == {k: v for k, v in before.items() if k not in ours}


def test_the_second_of_two_years_is_written_as_it_was_loaded_but_for_moves_made_final_in_january(
    synthetic, take_in, export
):
    """A move between phases made final in the weeks both returns are about stays, though the second tells of none."""
    second = synthetic(2026, since=2025)
    take_in(synthetic(2025, since=2025), year=2025)
    take_in(second)
    written, done = export()
    before, after = told_of(second), told_of(written)
    assert before.keys() == after.keys()
    changed = [change for who in before for change in differences(before[who], after[who])]
    for where, told, now in changed:
        assert where.startswith("Requests/ActivePlans/PhaseTransfer") and told is None
        assert where.endswith("DueDate") or now <= layout().census_date(2025).isoformat()
    assert len(changed) < PEOPLE / 20
    assert done.report.errors == 0


def test_as_at_an_earlier_day_the_same_children_are_told_of_and_nothing_later(synthetic, take_in, export):
    day = date(2025, 10, 15)
    take_in(synthetic(2026, since=2026))
    written, done = export(as_at=day)
    then = told_of(synthetic(2026, since=2026, as_at=day))
    numbered = {who for who, tree in then.items() if "UPNunknown" not in tree}
    assert numbered <= told_of(written).keys()
    assert len(told_of(written)) == len(then)
    assert done.report.errors == 0


# What a return told in January no longer tells of a day before it: the review before the latest one, the place a plan
# named before, a move that is over, that a plan was agreed before it was issued, when an assessment began after an
# appeal, that no number was known yet.
FORGOTTEN = {
    "UniqueLearnerNumber",
    "Requests/ActivePlans/ReviewMeeting",
    "Requests/ActivePlans/LastReview",
    "Requests/ActivePlans/ReviewOutcome",
    "Requests/ActivePlans/ReviewDraft",
    "Requests/ActivePlans/PlacementDetail",
    "Requests/ActivePlans/PlacementDetail/SENsetting",
    "Requests/ActivePlans/PhaseTransferDueDate",
    "Requests/RequestMediation",
    "Requests/RequestTribunal",
    "Requests/Assessment",
    "Requests/Assessment/AssessmentOutcome",
    "Requests/Assessment/AssessmentMediation",
    "Requests/Assessment/AssessmentTribunal",
    "Requests/Assessment/OtherMediation",
    "Requests/Assessment/OtherTribunal",
    "Requests/Assessment/NamedPlan/PlanDetail/URN",
    "Requests/Assessment/NamedPlan/PlanDetail/UKPRN",
    "Requests/Assessment/NamedPlan/PlanDetail/SENsetting",
    "Requests/Assessment/NamedPlan/PlanDetail/SENSettingOther",
    "Requests/Assessment/NamedPlan/PlanDetail/SENunitIndicator",
    "Requests/Assessment/NamedPlan/PlanDetail/ResourcedProvisionIndicator",
}


def test_as_at_an_earlier_day_only_that_differs_which_a_later_return_no_longer_tells(synthetic, take_in, export):
    day = date(2025, 10, 15)
    take_in(synthetic(2026, since=2026))
    written, _ = export(as_at=day)
    differing = all_differences(synthetic(2026, since=2026, as_at=day), written)
    assert differing.keys() <= FORGOTTEN
    assert latest_day(written) <= day.isoformat()


def latest_day(path):
    """The latest date in a file, but for the last days of moves to come."""
    ret = read(path)
    columns = [
        ret[record.name][item.name]
        for record in layout().records
        for item in record.items
        if item.type == "date" and item.name != "PhaseTransferDueDate"
    ]
    return max(word for column in columns for word in column.words)


days_of_the_year = st.dates(date(2025, 1, 1), date(2026, 1, 15)).map(date.isoformat)
days_before = st.dates(date(2018, 1, 1), date(2024, 12, 31)).map(date.isoformat)
flags = st.sampled_from(["0", "1"])


@st.composite
def requests(draw):
    """A request as a return of 2026 may tell it: open, refused, withdrawn, being assessed, with a plan, or long ago."""
    days = sorted(draw(st.lists(days_of_the_year, min_size=3, max_size=3)))
    match draw(st.sampled_from(["open", "withdrawn", "refused", "assessing", "agreed", "planned", "before", "ended"])):
        case "open":
            return asked(days[0])
        case "withdrawn":
            return asked(days[0], RequestOutcome="W")
        case "refused":
            return refused(days[0], days[1])
        case "assessing":
            return _decided(days, {"AssessmentOutcome": "A"}, draw)
        case "agreed":
            return _decided(days, {"AssessmentOutcome": "Y"}, draw)
        case "planned":
            return planned(*days)
        case "before":
            return in_force(draw(days_before), **draw(_reviews(days)))
    ended = in_force(draw(days_before))
    ended["Assessment"][0]["NamedPlan"][0] |= {"CeaseDate": days[1], "CeaseReason": "3"}
    return ended


def _decided(days, assessment, draw):
    return asked(
        days[0],
        RequestOutcome="Y",
        RequestOutcomeDate=days[1],
        RequestMediation=draw(flags),
        RequestTribunal=draw(flags),
        Assessment=[assessment],
    )


def _reviews(days):
    met = {"ReviewMeeting": days[0]}
    decided = met | {"ReviewOutcome": "A", "ReviewDraft": days[1], "LastReview": days[1]}
    return st.sampled_from([{}, met, decided, {"PhaseTransferDueDate": "2026-03-31"}])


@given(told=st.lists(requests(), min_size=1, max_size=3))
def test_any_requests_of_a_person_come_back_as_they_were_told(told):
    about = period(2026, layout().census_date(2026))
    recorded = cases_told({"Requests": told}, 2026)
    assert [request(as_of(facts, about.last), about) for facts in recorded] == told


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(requests(), min_size=1, max_size=3, unique_by=lambda r: r.get("ReceivedDate")))
def test_any_requests_come_back_from_the_record_too(told, load, export):
    """Each example corrects the file before it, so this is also a walk through corrections."""
    load(person(Requests=told))
    written, _ = export()
    (back,) = told_of(written).values()
    assert in_order(back["Requests"]) == in_order(told)


def in_order(told):
    return sorted(told, key=lambda request: json.dumps(request, sort_keys=True))


def test_the_source_of_a_return_is_kept_whole(synthetic, take_in, authority):
    given_file = synthetic(2026)
    take_in(given_file)
    kept = loaded_return(authority, 2026)
    assert kept.people == PEOPLE
    assert {name: len(kept[name]) for name in kept.tables} == {
        name: len(read(given_file)[name]) for name in kept.tables
    }


def test_a_place_left_open_by_one_return_and_not_told_by_the_next_is_not_attended_any_more(load):
    load(person(Requests=[in_force("2021-04-19")]), year=2025)
    moved = in_force("2021-04-19") | {"ActivePlans": [active("2024-09-02")]}
    load(person(Requests=[moved]), year=2026)
    assert Case.objects.count() == 1
    assert Placement.objects.get().entered_on == date(2024, 9, 2)


def test_a_move_between_phases_that_the_next_return_does_not_tell_of_is_over(load, export):
    before = in_force("2021-04-19", PhaseTransferDueDate="2025-02-15")
    load(person(Requests=[before]), year=2025)
    load(person(Requests=[in_force("2021-04-19")]), year=2026)
    written, _ = export()
    assert "PhaseTransferDueDate" not in str(told_of(written))


def test_two_plans_of_a_child_are_two_cases(load, export):
    ended = in_force("2018-01-08")
    ended["Assessment"][0]["NamedPlan"] = [plan("2018-01-08") | {"CeaseDate": "2025-03-31", "CeaseReason": "4"}]
    again = planned("2025-04-07", "2025-05-12", "2025-08-20")
    load(person(Requests=[ended, again]))
    written, _ = export()
    (back,) = told_of(written).values()
    assert back["Requests"] == [ended, again]
