"""Five thousand synthetic people look like England: each share within a stated distance of the published one."""

from datetime import date

import pytest

from tests.synth.telling import Case, cases, shares
from wherewithal.domain.formats.sen2.layout import codes as layout_codes
from wherewithal.domain.synth import SynthPlan, people
from wherewithal.domain.synth.calibration import published

PLAN = SynthPlan(people=5000, year=2025, seed=3)
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


@pytest.fixture(scope="module")
def told() -> list[Case]:
    return list(cases(people(PLAN)))


@pytest.fixture(scope="module")
def in_force(told) -> list[Case]:
    return [case for case in told if case.in_force]


@pytest.fixture(scope="module")
def asked(told) -> list[Case]:
    return [case for case in told if in_period(case.day("request", "ReceivedDate"))]


@pytest.fixture(scope="module")
def expected(in_force) -> list[Case]:
    """Plans for which an annual review was due: those that started before the year."""
    return [case for case in in_force if case.day("named", "StartDate").year <= 2023]


def in_period(day: date | None) -> bool:
    return day is not None and FIRST <= day <= LAST


def close(found: dict[object, float], wanted: dict[object, float], within: float) -> bool:
    """Whether each share is within so many percentage points; the differences are shown if not."""
    apart = {thing: round(100 * (found.get(thing, 0) - share), 1) for thing, share in wanted.items()}
    return {thing: points for thing, points in apart.items() if abs(points) > within} == {}


def as_shares(counts: dict[object, int]) -> dict[object, float]:
    return {thing: count / sum(counts.values()) for thing, count in counts.items()}


def test_plans_in_force_are_as_large_a_part_of_the_file(told, in_force):
    totals = published("plans_in_force").last("ehcplans")
    flows = published("requests").last("requests_received_in_year")
    assert len([case for case in told if in_period(case.day("request", "ReceivedDate"))]) / len(
        in_force
    ) == pytest.approx(flows / totals, abs=0.03)


def test_ages_are_right_within_one_and_a_half_points(in_force):
    table = published("plans_by_age")
    wanted = as_shares({age: sum(table.row(age - 2).values()) for age in range(2, 26)})
    assert close(shares(case.age(PLAN.census_on) for case in in_force), wanted, within=1.5)


def test_kinds_of_place_are_right_within_one_and_a_half_points(in_force):
    elsewhere = {"elective_home_education": "EHE", "other_arrangements_la": "OLA", "neet": "NEET"}
    table, total = published("places"), published("plans_in_force").last("ehcplans")
    wanted = {code: table.total(kind) / total for kind, code in elsewhere.items()}
    assert close(shares(case.place.get("SENsetting") for case in in_force), wanted, within=1.5)


def test_places_in_units_and_resourced_provision_are_right_within_one_point(in_force):
    table, total = published("places"), published("plans_in_force").last("ehcplans")
    for item, ending in (("SENunitIndicator", "senunit"), ("ResourcedProvisionIndicator", "resourced_provision")):
        wanted = sum(table.total(kind) for kind in table.counts if kind.endswith(ending)) / total
        assert close(shares(case.place[item] for case in in_force), {"1": wanted}, within=1)


def test_main_needs_are_right_within_three_points(in_force):
    table = published("needs_in_force")
    wanted = {column.removeprefix("number_").upper(): table.total(column) for column in table.counts}
    found = shares("OTH" if case.need == "DS" else case.need for case in in_force)
    assert close(found, as_shares(wanted), within=3)


def test_the_sexes_are_right_within_three_points(in_force):
    wanted = dict(zip("FM", published("sex_in_force")["ehcplans"], strict=True))
    assert close(shares(case.person["Sex"] for case in in_force), as_shares(wanted), within=3)


def test_ethnicity_is_right_within_two_points(in_force):
    codes = [code for code in layout_codes("ethnicity") if code not in {"REFU", "NOBT"}]
    wanted = dict(zip([*codes, "unclassified"], published("ethnicity")["ehcplans"], strict=True))
    found = ("unclassified" if (code := case.person["Ethnicity"]) in {"REFU", "NOBT"} else code for case in in_force)
    assert close(shares(found), as_shares(wanted), within=2)


def test_outcomes_of_requests_are_right_within_three_points(asked):
    table = published("requests")
    columns = {
        "Y": "requests_decided_to_assess",
        "N": "requests_decided_not_to_assess",
        "A": "requests_decision_not_made",
        "W": "requests_withdrawn",
    }
    wanted = {outcome: table.last(column) for outcome, column in columns.items()}
    assert close(shares(case.request["RequestOutcome"] for case in asked), as_shares(wanted), within=3)


def test_decisions_within_six_weeks_are_right_within_four_points(told):
    table = published("requests")
    within, over = table.last("request_outcome_six_weeks"), table.last("request_outcome_over_6_weeks")
    decided = [case for case in told if in_period(case.day("request", "RequestOutcomeDate"))]
    days = (case.day("request", "RequestOutcomeDate") - case.day("request", "ReceivedDate") for case in decided)
    assert close(shares(each.days <= 42 for each in days), {True: within / (within + over)}, within=4)


def test_mediation_and_appeals_are_right_within_two_points(asked):
    table = published("requests")
    columns = {
        "RequestMediation": "mediation_related_request",
        "RequestTribunal": "tribunal_related_request",
    }
    for item, column in columns.items():
        wanted = table.last(column) / table.last("requests_received_in_year")
        assert close(shares(case.request.get(item) == "1" for case in asked), {True: wanted}, within=2)


def test_plans_on_time_are_right_within_five_points(told):
    table = published("timeliness")
    wanted = table.last("plans_issued_20_weeks_ex") / table.last("plans_issued_den_ex")
    assert close(shares(on_time(told)), {True: wanted}, within=5)


def on_time(told: list[Case]) -> list[bool]:
    """For each plan issued in the year, undisputed and without an exception: whether it took at most 20 weeks."""
    issued = (case for case in told if case.assessment.get("AssessmentOutcome") == "Y")
    counted = (case for case in issued if in_period(case.day("assessment", "AssessmentOutcomeDate")))
    return [case.days_to_plan <= 140 for case in counted if not case.disputed and case.assessment["Week20"] == "0"]


def test_reviews_held_are_right_within_three_points(expected):
    table = published("reviews")
    wanted = table.last("total_review_meeting") / table.last("review_expected")
    assert close(shares("ReviewMeeting" in case.active for case in expected), {True: wanted}, within=3)


def test_review_outcomes_are_right_within_four_points(expected):
    table = published("reviews")
    columns = {"A": "outcome_amend", "C": "outcome_cease", "M": "outcome_maintan", None: "no_outcome"}
    wanted = {outcome: table.last(column) for outcome, column in columns.items()}
    met = (case for case in expected if "ReviewMeeting" in case.active)
    assert close(shares(case.active.get("ReviewOutcome") for case in met), as_shares(wanted), within=4)


def test_review_decisions_within_four_weeks_are_right_within_four_points(expected):
    table = published("reviews")
    within, over = table.last("number_decsion_4weeks"), table.last("number_decision_gt_4weeks")
    decided = [case for case in expected if "ReviewOutcome" in case.active]
    days = (case.day("active", "LastReview") - case.day("active", "ReviewMeeting") for case in decided)
    assert close(shares(each.days <= 28 for each in days), {True: within / (within + over)}, within=4)


def test_reasons_for_ending_are_right_within_seven_points(told):
    """A few hundred plans end in the year, so chance alone moves a share by some points."""
    table = published("ceased")
    wanted = {str(code): table.total(column) for code, column in enumerate(table.counts, start=1)}
    ended = (case for case in told if in_period(case.day("named", "CeaseDate")))
    assert close(shares(case.named["CeaseReason"] for case in ended), as_shares(wanted), within=7)


def test_as_many_plans_end_within_one_and_a_half_points(told, in_force):
    table = published("ceased")
    wanted = sum(map(table.total, table.counts)) / published("plans_in_force").last("ehcplans")
    ended = sum(in_period(case.day("named", "CeaseDate")) for case in told)
    assert ended / len(in_force) == pytest.approx(wanted, abs=0.015)


def test_personal_budgets_are_right_within_one_point(in_force):
    wanted = published("budgets").last("personal_budget") / published("plans_in_force").last("ehcplans")
    assert close(shares(case.named["PB"] for case in in_force), {"1": wanted}, within=1)


@pytest.mark.parametrize(("stated", "seed"), [(0.986, 1), (0.173, 2)])
def test_a_stated_timeliness_is_met_within_three_points(stated, seed):
    plan = SynthPlan(people=4000, year=2025, seed=seed, timeliness={2024: stated})
    assert close(shares(on_time(list(cases(people(plan))))), {True: stated}, within=3)
