"""Each year's return tells part of the story again; folding lays the years over each other."""

from datetime import date

from wherewithal.apps.returns.folding import fold
from wherewithal.apps.returns.mapping import cases_told


def told(year, *requests):
    return cases_told({"Requests": list(requests)}, year)


AGREED_IN_2024 = {
    "ReceivedDate": "2024-10-01",
    "RequestOutcomeDate": "2024-11-08",
    "RequestOutcome": "Y",
    "Assessment": [{"AssessmentOutcome": "A"}],
}
ISSUED_IN_2025 = {
    "RequestOutcome": "H",
    "Assessment": [
        {
            "AssessmentOutcome": "Y",
            "AssessmentOutcomeDate": "2025-03-03",
            "Week20": "0",
            "NamedPlan": [{"StartDate": "2025-03-03"}],
        }
    ],
    "ActivePlans": [{"SENneed": [{"SENtype": "ASD", "SENtypeRank": "1"}]}],
}
IN_FORCE_IN_2026 = {
    "RequestOutcome": "H",
    "Assessment": [{"AssessmentOutcome": "H", "NamedPlan": [{"StartDate": "2025-03-03"}]}],
    "ActivePlans": [{"ReviewMeeting": "2026-02-20", "SENneed": [{"SENtype": "SEMH", "SENtypeRank": "1"}]}],
}


def test_a_historical_request_keeps_the_dates_of_the_year_that_told_them():
    (case,) = fold([told(2025, AGREED_IN_2024), told(2026, ISSUED_IN_2025)])
    assert case.case["received_on"] == date(2024, 10, 1)
    assert case.case["decision"] == "Y"
    assert case.assessment["outcome_on"] == date(2025, 3, 3)
    assert case.plan == {"started_on": date(2025, 3, 3)}


def test_three_years_make_one_case_and_the_latest_need_holds():
    (case,) = fold([told(2025, AGREED_IN_2024), told(2026, ISSUED_IN_2025), told(2027, IN_FORCE_IN_2026)])
    assert case.assessment["outcome"] == "Y"
    assert [need["type"] for need in case.needs] == ["SEMH"]
    assert [review["met_on"] for review in case.reviews] == [date(2026, 2, 20)]


def test_reviews_of_every_year_are_kept():
    first = {"RequestOutcome": "H", "ActivePlans": [{"ReviewMeeting": "2024-05-01", "LastReview": "2024-05-20"}]}
    second = {"RequestOutcome": "H", "ActivePlans": [{"ReviewMeeting": "2025-04-28"}]}
    for request in (first, second):
        request["Assessment"] = [{"AssessmentOutcome": "H", "NamedPlan": [{"StartDate": "2020-01-06"}]}]
    (case,) = fold([told(2025, first), told(2026, second)])
    assert [review["met_on"] for review in case.reviews] == [date(2024, 5, 1), date(2025, 4, 28)]


def test_a_refusal_that_a_later_return_leaves_out_is_kept():
    refused = {"ReceivedDate": "2024-02-01", "RequestOutcome": "N", "RequestOutcomeDate": "2024-03-10"}
    again = {"ReceivedDate": "2025-06-01", "RequestOutcome": "A"}
    story = fold([told(2025, refused), told(2026, again)])
    assert [case.case["decision"] for case in story] == ["N", "A"]


def test_a_plan_that_moved_in_is_a_case_of_its_own():
    moved_in = {
        "RequestOutcome": "H",
        "Assessment": [{"AssessmentOutcome": "H", "NamedPlan": [{"StartDate": "2019-09-02"}]}],
        "ActivePlans": [{"TransferLA": "305"}],
    }
    ceased = {
        "RequestOutcome": "H",
        "Assessment": [
            {"AssessmentOutcome": "H", "NamedPlan": [{"StartDate": "2017-01-09", "CeaseDate": "2024-04-01"}]}
        ],
    }
    story = fold([told(2025, ceased), told(2026, moved_in)])
    assert len(story) == 2
    assert story[1].case["moved_in_year"] == 2026


def test_a_later_year_corrects_an_earlier_one():
    corrected = {**AGREED_IN_2024, "RequestOutcomeDate": "2024-11-11"}
    (case,) = fold([told(2025, AGREED_IN_2024), told(2026, corrected)])
    assert case.case["decided_on"] == date(2024, 11, 11)


def test_a_withdrawn_request_remembers_the_return_that_first_told_of_it():
    (case,) = fold([told(2025, {"ReceivedDate": "2024-12-01", "RequestOutcome": "W"})])
    assert case.case["withdrawn_year"] == 2025
