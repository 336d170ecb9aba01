"""How days are counted: the conventions C1 to C7 and C10, each a small function of a day and a number.

Neither the Act nor the regulations say how to count, so these follow the general rules on time in English law.
A limit on an authority never moves off a weekend or a bank holiday (A2 in ``conventions.toml``).

A rule names its convention and its unit; ``counting`` finds the function.  C8 and C9, of the tribunal, join the
table when the rules on appeals do.
"""

from calendar import isleap, month_name
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from wherewithal.domain.law.data import load

Counting = Callable[[date, int], date]
ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(weeks=1)
SATURDAY = 5
FEBRUARY = 2
SHORT_MONTHS = frozenset({4, 6, 9, 11})


class UnknownConvention(LookupError):
    """No function counts this unit under this convention."""


class BankHolidaysNotKnown(LookupError):
    """The bank holidays of the year are not in ``bank_holidays.toml``."""


def counting(convention: str, unit: str) -> Counting:
    """The function for a convention and a unit, such as ``("C1", "weeks")``.  Raises UnknownConvention."""
    try:
        return COUNTINGS[convention, unit]
    except KeyError:
        known = ", ".join(f"{c} {u}" for c, u in COUNTINGS)
        raise UnknownConvention(f"Nothing counts {unit} under {convention}; known are {known}") from None


def weeks_after(day: date, weeks: int) -> date:
    """C1, "within 6 weeks of": the day itself is day 0 (A1)."""
    return day + weeks * ONE_WEEK


def days_beginning_with(day: date, days: int) -> date:
    """C2, "15 days beginning with": the day itself is day 1; the last day of the period."""
    return day + (days - 1) * ONE_DAY


def days_after(day: date, days: int) -> date:
    """C3, "within 15 days of": calendar days, the day itself is day 0."""
    return day + days * ONE_DAY


def months_after(day: date, months: int) -> date:
    """C4, "within 2 months of": the same day of the month, or the last day of a month that has no such day."""
    year, month = _month(day, months)
    return date(year, month, min(day.day, _last_day(year, month)))


def months_beginning_with(day: date, months: int) -> date:
    """C5, "12 months starting with": the last day of the period, which is the day before the same day (A6).

    A month that has no such day ends the period on its own last day.
    """
    year, month = _month(day, months)
    last = _last_day(year, month)
    return date(year, month, last) if day.day > last else date(year, month, day.day) - ONE_DAY


def working_days_after(day: date, days: int) -> date:
    """C6, "within 3 working days of": counted from the day after.  Raises BankHolidaysNotKnown."""
    for _ in range(days):
        day = next_working_day(day + ONE_DAY)
    return day


def working_days_beginning_with(day: date, days: int) -> date:
    """C7, "15 working days beginning with": day 1 is the day itself or the next working day.

    Raises BankHolidaysNotKnown.
    """
    return working_days_after(next_working_day(day), days - 1)


def weeks_before(day: date, weeks: int) -> date:
    """C10, "at least 2 weeks before" (A4)."""
    return day - weeks * ONE_WEEK


def days_before(day: date, days: int) -> date:
    """C10, counted back in days."""
    return day - days * ONE_DAY


def months_before(day: date, months: int) -> date:
    """C10, "at least 5 months before": the corresponding day (A5)."""
    return months_after(day, -months)


def day_in_the_year(month: int) -> Counting:
    """C10, "15 February in the calendar year of": that day in the year of the day given (A3)."""

    def fixed(day: date, day_of_month: int) -> date:
        return date(day.year, month, day_of_month)

    return fixed


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, otherwise the next.  Raises BankHolidaysNotKnown."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def is_working_day(day: date) -> bool:
    """Whether the day is no Saturday, Sunday, Good Friday, Christmas Day or other bank holiday.

    Raises BankHolidaysNotKnown for a year whose bank holidays are not in the data.
    """
    years = bank_holidays()
    if day.year not in years:
        raise BankHolidaysNotKnown(
            f"The bank holidays of {day.year} are not known; bank_holidays.toml has {min(years)} to {max(years)}"
        )
    return day.weekday() < SATURDAY and day not in years[day.year]


@cache
def bank_holidays() -> dict[int, frozenset[date]]:
    """The bank holidays of England and Wales, by year; Good Friday and Christmas Day are among them."""
    return {int(year): frozenset(days) for year, days in load("bank_holidays.toml")["days"].items()}


def _month(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _last_day(year: int, month: int) -> int:
    if month == FEBRUARY:
        return 29 if isleap(year) else 28
    return 30 if month in SHORT_MONTHS else 31


def _days_in_the_year() -> Iterator[tuple[tuple[str, str], Counting]]:
    for month in range(1, 13):
        yield ("C10", month_name[month]), day_in_the_year(month)


COUNTINGS: dict[tuple[str, str], Counting] = {
    ("C1", "weeks"): weeks_after,
    ("C2", "days"): days_beginning_with,
    ("C3", "days"): days_after,
    ("C4", "months"): months_after,
    ("C5", "months"): months_beginning_with,
    ("C6", "working days"): working_days_after,
    ("C7", "working days"): working_days_beginning_with,
    ("C10", "days"): days_before,
    ("C10", "weeks"): weeks_before,
    ("C10", "months"): months_before,
    **dict(_days_in_the_year()),
}
