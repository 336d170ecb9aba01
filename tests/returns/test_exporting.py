"""Which cases belong in the return of a year, and how each is told: the specification's list, row by row."""

import re
from datetime import date, datetime

import pytest

from tests.returns.people import UPNS, active, asked, in_force, person, planned, refused, told_of
from wherewithal.apps.places.models import Authority
from wherewithal.apps.returns.drafting import export_sen2
from wherewithal.apps.returns.exporting import as_of, period, request
from wherewithal.apps.returns.mapping import cases_told
from wherewithal.domain.formats.sen2.layout import UnknownYear, layout

YEAR = 2026
CENSUS = layout().census_date(YEAR)


def told(one, *, told_in=YEAR, year=YEAR, as_at=None):
    """A request as the return of a year tells it, after it was loaded from a return."""
    (facts,) = cases_told({"Requests": [one]}, told_in)
    about = period(year, as_at or layout().census_date(year))
    return request(as_of(facts, about.last), about)


def ended(on, reason="4", started="2018-01-08"):
    one = in_force(started)
    one["Assessment"][0]["NamedPlan"][0] |= {"CeaseDate": on, "CeaseReason": reason}
    return one


def assessing(received="2025-09-15", decided="2025-10-20"):
    return asked(
        received, RequestOutcome="Y", RequestOutcomeDate=decided, RequestMediation="0", RequestTribunal="0",
        Assessment=[{"AssessmentOutcome": "A"}],
    )  # fmt: skip


def test_a_plan_in_force_is_told():
    assert told(in_force()) == in_force()


@pytest.mark.parametrize("day", ["2025-01-01", "2026-01-15"])
def test_a_plan_that_ended_in_the_period_is_told_with_its_end(day):
    assert told(ended(day)) == ended(day)


def test_a_plan_that_ended_before_the_period_is_left_out():
    assert told(ended("2024-12-31")) is None


@pytest.mark.parametrize("day", ["2025-01-01", "2026-01-15"])
def test_a_refusal_of_the_period_is_told(day):
    assert told(refused("2024-12-01", day)) == refused("2024-12-01", day)


def test_a_refusal_before_the_period_is_left_out():
    assert told(refused("2024-10-01", "2024-12-31")) is None


def test_a_withdrawn_request_is_told_in_the_year_that_first_told_of_it_alone():
    withdrawn = asked("2024-11-04", RequestOutcome="W")
    assert told(withdrawn) == withdrawn
    assert told(withdrawn, told_in=2025) is None


def test_an_open_request_is_told():
    assert told(asked()) == asked()


def test_an_open_assessment_is_told():
    assert told(assessing()) == assessing()


def test_a_request_decided_before_the_period_keeps_the_day_that_the_20_weeks_are_counted_from():
    before = planned("2024-10-07", "2024-11-15", "2025-02-20")
    now = told(before)
    assert {name: now[name] for name in now if isinstance(now[name], str)} == {
        "RequestOutcome": "H",
        "ReceivedDate": "2024-10-07",
    }
    assert now["Assessment"] == before["Assessment"]


def test_a_plan_decided_before_the_period_is_history_without_dates():
    now = told(planned("2024-01-15", "2024-02-20", "2024-05-30"))
    assert {name for name in now if isinstance(now[name], str)} == {"RequestOutcome"}
    assert now["Assessment"][0]["AssessmentOutcome"] == "H"
    assert "AssessmentOutcomeDate" not in now["Assessment"][0]
    assert now["Assessment"][0]["NamedPlan"][0]["StartDate"] == "2024-05-30"


def test_an_assessment_without_a_plan_of_the_period_is_told_and_an_earlier_one_is_not():
    def without_plan(on):
        outcome = {"AssessmentOutcome": "N", "AssessmentOutcomeDate": on}
        return assessing("2024-09-02", "2024-10-10") | {"Assessment": [outcome]}

    assert told(without_plan("2025-01-20"))["Assessment"][0]["AssessmentOutcomeDate"] == "2025-01-20"
    assert told(without_plan("2024-12-20")) is None


def test_a_plan_agreed_and_not_issued_has_no_date():
    agreed = assessing() | {"Assessment": [{"AssessmentOutcome": "Y"}]}
    assert told(agreed) == agreed


def test_a_plan_that_moved_in_is_history_and_says_from_where_in_that_year_alone():
    moved = in_force()
    moved["ActivePlans"][0]["TransferLA"] = "305"
    assert told(moved) == moved
    assert "TransferLA" not in told(moved, told_in=2025)["ActivePlans"][0]


def test_a_place_left_before_the_period_is_left_out_and_one_left_in_it_is_told():
    def left(on):
        return {"SENsetting": "OLA", "PlacementRank": "2", "EntryDate": "2023-09-04", "LeavingDate": on}

    moved = in_force()
    now = active("2025-01-06")["PlacementDetail"]
    moved["ActivePlans"][0]["PlacementDetail"] = [left("2024-12-31"), left("2025-01-01"), *now]
    assert told(moved)["ActivePlans"][0]["PlacementDetail"] == [left("2025-01-01"), *now]


def test_the_latest_review_is_told():
    first, second = ({"ReviewMeeting": f"{year}-05-01", "LastReview": f"{year}-05-20"} for year in (2024, 2025))
    (facts,) = cases_told({"Requests": [in_force(**second)]}, YEAR)
    (before,) = cases_told({"Requests": [in_force(**first)]}, YEAR - 1)
    facts.reviews += before.reviews
    about = period(YEAR, CENSUS)
    now = request(as_of(facts, CENSUS), about)["ActivePlans"][0]
    assert (now["ReviewMeeting"], now["LastReview"]) == ("2025-05-01", "2025-05-20")


@pytest.mark.parametrize(
    ("day", "outcome"), [("2025-01-19", None), ("2025-01-20", "A"), ("2025-02-27", "A"), ("2025-02-28", "Y")]
)
def test_as_at_a_day_a_request_is_made_then_decided(day, outcome):
    now = told(planned(), as_at=date.fromisoformat(day))
    assert (now and now["RequestOutcome"]) == outcome


def test_as_at_a_day_before_the_plan_there_is_an_assessment_and_nothing_after_it():
    now = told(planned(), as_at=date(2025, 6, 4))
    assert now["Assessment"] == [{"AssessmentOutcome": "A"}]
    assert "ActivePlans" not in now


def test_as_at_a_day_before_its_end_a_plan_is_in_force():
    assert told(ended("2025-08-31"), as_at=date(2025, 8, 30)) == in_force("2018-01-08")


def test_as_at_a_day_before_the_decision_a_review_was_held_and_not_decided():
    reviewed = in_force(
        ReviewMeeting="2025-05-01", ReviewOutcome="A", ReviewDraft="2025-05-28", LastReview="2025-05-20"
    )
    between = told(reviewed, as_at=date(2025, 5, 19))["ActivePlans"][0]
    assert {name for name in between if name.startswith(("Review", "Last"))} == {"ReviewMeeting"}
    assert "ReviewMeeting" not in told(reviewed, as_at=date(2025, 4, 30))["ActivePlans"][0]


def test_as_at_a_day_before_its_first_place_here_a_plan_had_not_moved_in():
    moved = in_force()
    moved["ActivePlans"][0] |= {"TransferLA": "305"} | active("2025-10-06")
    assert told(moved, as_at=date(2025, 10, 5)) is None
    assert told(moved, as_at=date(2025, 10, 6)) == moved


def test_as_at_a_day_before_it_began_a_plan_of_which_no_request_is_told_is_left_out():
    assert told(in_force("2025-01-20"), as_at=date(2025, 1, 19)) is None


def test_a_day_after_census_tells_no_more_than_census_day():
    late = refused("2025-12-15", "2026-01-20")
    assert told(late, as_at=date(2026, 3, 1))["RequestOutcome"] == "A"


def test_a_year_without_a_layout_is_refused():
    with pytest.raises(UnknownYear, match="known years are 2022"):
        period(1999, CENSUS)


# With the record


@pytest.mark.django_db
def test_only_the_children_of_the_authority_are_told_of(load, export, tmp_path):
    load(person())
    bolton = Authority.objects.by_number("350")
    to = tmp_path / "bolton.xml"
    export_sen2(bolton, year=YEAR, as_at=CENSUS, to=to, made_at=datetime(2026, 2, 2))
    assert told_of(to) == {}


@pytest.mark.django_db
def test_a_gender_that_is_neither_code_of_sex_comes_back_as_it_was_sent(load, export):
    load(person(Sex="", GenderCurrent="9", Requests=[in_force()]), year=2023)
    written, _ = export(2023)
    assert told_of(written)[UPNS[0]]["GenderCurrent"] == "9"


@pytest.mark.django_db
def test_officers_that_are_given_go_before_those_told_last(load, export):
    load(person())
    written, _ = export(officers={"DMO": "Y"})
    assert re.findall(r"<(D\w*O)>(\w)<", written.read_text()) == [("DMO", "Y"), ("DCO", "Y"), ("DSCO", "Y")]


@pytest.mark.django_db
def test_what_the_year_does_not_collect_is_left_out_and_counted(load, export):
    load(person(Requests=[asked("2023-06-05")]), year=2025)
    written, done = export(2024)
    assert done.written.left_out == {"RequestSource": 1}
    assert "RequestSource" not in written.read_text()


@pytest.mark.django_db
def test_a_return_that_cannot_be_written_leaves_no_file(load, export, authority, tmp_path):
    from wherewithal.apps.people.models import Child

    load(person())
    Child.objects.update(surname="Row\x01an")
    with pytest.raises(ValueError, match="correct the record"):
        export()
    assert list(tmp_path.glob("exported*")) == []
