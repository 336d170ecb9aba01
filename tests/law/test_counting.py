"""How days are counted."""

from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from wherewithal.domain.law.counting import (
    COUNTINGS,
    BankHolidaysNotKnown,
    UnknownConvention,
    bank_holidays,
    counting,
    is_working_day,
    next_working_day,
)

COUNTED = [
    ("C1", "weeks", "2026-01-05", 20, "2026-05-25"),
    ("C1", "weeks", "2024-02-28", 1, "2024-03-06"),
    ("C2", "days", "2026-03-02", 15, "2026-03-16"),
    ("C2", "days", "2026-03-02", 1, "2026-03-02"),
    ("C3", "days", "2026-02-09", 15, "2026-02-24"),
    ("C4", "months", "2025-10-01", 2, "2025-12-01"),
    ("C4", "months", "2025-08-31", 6, "2026-02-28"),
    ("C4", "months", "2023-08-31", 6, "2024-02-29"),
    ("C4", "months", "2025-12-15", 1, "2026-01-15"),
    ("C4", "months", "2025-12-15", 0, "2025-12-15"),
    ("C5", "months", "2025-03-01", 12, "2026-02-28"),
    ("C5", "months", "2023-03-01", 12, "2024-02-29"),
    ("C5", "months", "2024-02-29", 12, "2025-02-28"),
    ("C5", "months", "2024-02-29", 48, "2028-02-28"),
    ("C5", "months", "2026-01-31", 1, "2026-02-28"),
    ("C5", "months", "2026-01-28", 1, "2026-02-27"),
    ("C5", "months", "2025-01-01", 12, "2025-12-31"),
    ("C6", "working days", "2026-04-01", 3, "2026-04-08"),
    ("C6", "working days", "2026-03-27", 1, "2026-03-30"),
    ("C6", "working days", "2024-12-24", 1, "2024-12-27"),
    ("C7", "working days", "2026-03-12", 15, "2026-04-01"),
    ("C7", "working days", "2026-03-14", 1, "2026-03-16"),
    ("C7", "working days", "2026-03-16", 1, "2026-03-16"),
    ("C7", "working days", "2026-04-03", 2, "2026-04-08"),
    ("C10", "weeks", "2026-05-20", 2, "2026-05-06"),
    ("C10", "days", "2026-05-25", 15, "2026-05-10"),
    ("C10", "months", "2026-09-07", 5, "2026-04-07"),
    ("C10", "months", "2026-07-31", 5, "2026-02-28"),
    ("C10", "months", "2026-03-31", 5, "2025-10-31"),
    ("C10", "February", "2026-09-01", 15, "2026-02-15"),
    ("C10", "March", "2026-09-01", 31, "2026-03-31"),
]
HOLIDAYS = ["2012-06-05", "2020-05-08", "2022-09-19", "2023-05-08", "2026-04-03", "2026-12-28", "2027-12-27"]


@pytest.mark.parametrize(("convention", "unit", "start", "length", "last"), COUNTED)
def test_a_period_is_counted(convention, unit, start, length, last):
    assert counting(convention, unit)(date.fromisoformat(start), length) == date.fromisoformat(last)


def test_every_convention_is_counted_here():
    months = {unit for convention, unit in COUNTINGS if convention == "C10"} - {"days", "weeks", "months"}
    assert len(months) == 12
    assert {row[:2] for row in COUNTED} >= {key for key in COUNTINGS if key[1] not in months}


def test_an_unknown_convention_names_those_that_are_known():
    with pytest.raises(UnknownConvention, match="counts weeks under C9; known are C1 weeks, C2 days"):
        counting("C9", "weeks")


@pytest.mark.parametrize("key", [key for key in COUNTINGS if key[1] != "working days"], ids=" ".join)
@given(start=st.dates(date(2000, 1, 1), date(2080, 1, 1)), later=st.integers(0, 800), length=st.integers(1, 28))
def test_a_later_start_never_gives_an_earlier_last_day(key, start, later, length):
    count = COUNTINGS[key]
    assert count(start, length) <= count(start + timedelta(days=later), length)


@pytest.mark.parametrize("key", [("C6", "working days"), ("C7", "working days")], ids=" ".join)
@given(start=st.dates(date(2012, 1, 1), date(2026, 1, 1)), later=st.integers(0, 400), length=st.integers(1, 40))
def test_nor_does_one_in_working_days(key, start, later, length):
    count = COUNTINGS[key]
    assert count(start, length) <= count(start + timedelta(days=later), length)
    assert is_working_day(count(start, length))


@given(start=st.dates(date(2012, 1, 1), date(2027, 1, 1)), length=st.integers(1, 60))
def test_working_days_are_as_many_as_were_asked_for(start, length):
    last = COUNTINGS["C6", "working days"](start, length)
    between = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert sum(is_working_day(day) for day in between) == length


@pytest.mark.parametrize("text", HOLIDAYS)
def test_a_bank_holiday_is_no_working_day(text):
    assert not is_working_day(date.fromisoformat(text))


def test_a_weekend_is_no_working_day():
    assert [is_working_day(date(2026, 11, day)) for day in (13, 14, 15, 16)] == [True, False, False, True]


def test_a_working_day_is_its_own_next():
    assert next_working_day(date(2026, 11, 13)) == date(2026, 11, 13)
    assert next_working_day(date(2026, 12, 25)) == date(2026, 12, 29)


@pytest.mark.parametrize("day", [date(2011, 12, 30), date(2029, 1, 1)])
def test_a_year_whose_bank_holidays_are_not_known_is_refused(day):
    with pytest.raises(BankHolidaysNotKnown, match=f"{day.year} are not known; bank_holidays.toml has 2012 to 2028"):
        is_working_day(day)


def test_the_bank_holidays_are_those_of_the_published_list():
    listed = BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales")
    published = {holiday["date"] for holiday in listed}
    ours = frozenset().union(*bank_holidays().values())
    assert {day for day in published if 2012 <= day.year <= 2028} == ours
    assert all(day.year == year for year, days in bank_holidays().items() for day in days)


def test_good_friday_and_christmas_day_are_always_free():
    for year, days in bank_holidays().items():
        assert not is_working_day(date(year, 12, 25))
        assert any(day.weekday() == 4 and date(year, 3, 20) <= day <= date(year, 4, 23) for day in days)
