"""What a check is given beside the return: the day, the register, last year, minimum numbers, thresholds."""

from datetime import date

import pytest

from tests.formats.sen2.check.base import AS_AT, clean, last_year
from tests.formats.sen2.check.cases import SCHOOLS
from wherewithal.domain.formats.sen2.check import School, Schools, check
from wherewithal.domain.formats.sen2.check.schools import IN_A_WHOLE_REGISTER
from wherewithal.domain.formats.sen2.columns import Extra

OF_THE_REGISTER = {"SV131", "SV438", "SV439", "SV441", "SV448", "SV449", "SV450", "SV451", "SV554", "SV573"}
OF_LAST_YEAR = {f"SV{number}" for number in range(604, 612)}


def test_what_is_not_given_is_listed_as_not_run():
    report = check(clean(), as_at=AS_AT)
    assert set(report.not_run) == OF_THE_REGISTER | OF_LAST_YEAR | {"SV585"}
    assert report.not_run["SV438"] == "No schools register was given."
    assert report.not_run["SV604"] == "Last year's return was not given."
    assert report.not_run["SV585"] == "No minimum numbers of places were given."


def test_what_is_given_is_used():
    report = check(clean(), as_at=AS_AT, schools=SCHOOLS, last_year=last_year(), minimum_places={})
    assert report.not_run == {}


def test_without_a_register_the_form_of_a_placements_number_is_checked_and_its_being_there_is_not():
    malformed = {"new PlacementDetail.URN": "12", "new PlanDetail.URN": "12"}
    unknown = {"new PlacementDetail.URN": "999999", "new PlanDetail.URN": "999999"}
    assert "SV554" in check(clean(changes=malformed), as_at=AS_AT).counts()
    without = check(clean(changes=unknown), as_at=AS_AT)
    assert "SV554" not in without.counts()
    partly = "Only the form of the numbers was checked, as no whole schools register was given."
    assert without.not_run["SV554"] == partly
    assert "SV554" in check(clean(changes=unknown), as_at=AS_AT, schools=SCHOOLS).counts()


def test_a_case_is_open_too_long_only_from_the_day_on_which_it_is():
    changes = {"waiting ReceivedDate": "2025-11-01"}
    assert check(clean(changes=changes), as_at=date(2025, 12, 13)).counts() == {}
    assert check(clean(changes=changes), as_at=date(2025, 12, 14)).counts() == {"SV216": 1}


def test_a_day_after_census_day_makes_nothing_later():
    changes = {"waiting ReceivedDate": "2025-12-04"}
    assert check(clean(changes=changes), as_at=date(2027, 1, 1)).counts() == {}


def test_a_date_after_census_day_is_an_error_on_any_day():
    changes = {"waiting ReceivedDate": "2026-01-16"}
    assert check(clean(changes=changes), as_at=date(2025, 12, 1)).counts() == {"SV203": 1}


def test_thresholds_can_be_set_otherwise():
    changes = {"new Ethnicity": "NOBT"}
    assert check(clean(changes=changes), as_at=AS_AT).counts() == {"SV111": 1}
    assert check(clean(changes=changes), as_at=AS_AT, thresholds={"SV111": 20}).counts() == {}


def test_the_rules_of_other_years_are_not_run():
    assert check(clean(2026), as_at=AS_AT).other_years == ["SV109", "SV583", "SV594"]
    assert {"SV012", "SV108", "SV506", "SV527", "SV584"} <= set(check(clean(2023), as_at=AS_AT).other_years)


NO_YEAR = {"header Year": None, "header ReferenceDate": None}


def test_without_a_year_the_header_is_still_checked_and_what_needs_the_year_is_not_run():
    report = check(clean(changes=NO_YEAR | {"header LEA": "000", "new Surname": None}), as_at=AS_AT)
    assert report.counts() == {"SV003": 1, "SV101": 1}
    reason = "The header has neither a year nor a census day that can be read."
    assert {number for number, why in report.not_run.items() if why == reason} >= {"SV006", "SV012", "SV104", "SV514"}


@pytest.mark.parametrize(("year", "missed"), [("2026", []), ("2031", ["SV004"])])
def test_without_a_census_day_the_one_nearest_to_the_year_is_taken(year, missed):
    changes = {"header Year": year, "header ReferenceDate": "soon", "waiting ReceivedDate": "2027-01-22"}
    report = check(clean(changes=changes), as_at=AS_AT)
    assert "SV203" in report.counts()
    assert [number for number in report.not_run if number == "SV004"] == missed
    assert {"SV003", "SV017"} <= set(report.counts())


def test_without_a_year_that_of_census_day_is_taken():
    report = check(clean(changes={"header Year": "two", "new StartDate": "2026-01-16"}), as_at=AS_AT)
    assert {"SV003", "SV017", "SV402"} <= set(report.counts())


def test_a_return_of_another_year_is_not_taken_for_last_years():
    report = check(clean(2024), as_at=AS_AT, last_year=last_year())
    assert report.not_run["SV604"] == "The earlier return is that of 2025, not of 2023."


def test_fewer_placed_than_expected_is_told_for_each_place():
    expected = {("900001", True, False): 2, ("900002", False, False): 1, ("900009", False, True): 1}
    report = check(clean(), as_at=AS_AT, minimum_places=expected)
    assert [finding.found for finding in report.findings("SV585")] == [
        "School 900001, SEN unit: 1 placed, at least 2 expected",
        "School 900009, resourced provision: 0 placed, at least 1 expected",
    ]


def test_what_has_no_place_in_the_layout_is_found_where_it_stands():
    ret = clean()
    ret.extras = [
        Extra("Person", 1, "MiddleName", "Trial", "unknown", 40),
        Extra("Requests", 0, "ReceivedDate", "2025-01-21", "repeated", 12),
        Extra("Requests", 0, "Surname", "Ash", "misplaced", 13),
        Extra("", -1, "Message/Header/Content", "x", "ignored", 5),
    ]
    report = check(ret, as_at=AS_AT)
    assert report.counts() == {"SV015": 2, "SV016": 1}
    unknown, misplaced, repeated = report.findings()
    assert (unknown.record, unknown.row, unknown.line, unknown.person, unknown.found) == (
        "Person",
        1,
        40,
        1,
        "“MiddleName”",
    )
    assert (misplaced.field, misplaced.found) == ("Surname", "“Surname”")
    assert (repeated.number, repeated.found) == ("C301200119001", "ReceivedDate: “2025-01-21”")
    assert [(cure.findings, cure.people) for cure in report.by_cure()] == [(2, 2), (1, 1)]


@pytest.mark.parametrize(("year", "counts"), [(2023, {}), (2024, {"SV015": 1})])
def test_until_2023_a_residential_placement_may_stand_with_the_active_plan(year, counts):
    ret = clean(year)
    ret.extras = [Extra("ActivePlans", 1, "Res", "A", "misplaced", 9)]
    assert check(ret, as_at=AS_AT).counts() == counts


def test_other_as_a_placement_begins_with_2024():
    other = {"old PlacementDetail[3].SENsetting": "OTH", "old PlacementDetail[3].SENSettingOther": "A day centre"}
    assert check(clean(2023, other), as_at=AS_AT).counts() == {"SV555": 1}
    assert check(clean(2024, other), as_at=AS_AT).counts() == {}


def test_a_request_in_youth_custody_explains_an_early_end_for_maximum_age():
    nineteen = {"ended CeaseReason": "1", "ended PersonBirthDate": "2006-08-31"}
    assert "SV422" in check(clean(changes=nineteen), as_at=AS_AT).counts()
    assert "SV422" not in check(clean(changes=nineteen | {"ended RYA": "1"}), as_at=AS_AT).counts()


def test_an_extract_of_the_register_does_not_call_a_number_unknown():
    unknown = clean(changes={"new PlacementDetail.URN": "999999", "new PlanDetail.URN": "999999"})
    extract = Schools.of_register([School("900001", type="Community school")])
    report = check(unknown, as_at=AS_AT, schools=extract)
    assert not {"SV438", "SV554"} & set(report.counts())
    assert "extract" in report.not_run["SV438"]
    assert "no whole schools register" in report.not_run["SV554"]


def test_a_register_with_schools_of_every_sort_is_whole():
    assert not Schools.of_register([School("900001", type="Community school")]).whole
    assert Schools.of_register([School(str(i), type=sort) for i, sort in enumerate(IN_A_WHOLE_REGISTER)]).whole
