"""Days on which offices and schools are open, and ages as SEN2 counts them."""

from datetime import date, timedelta
from functools import lru_cache

_CLOSED = {(12, 25), (12, 26), (1, 1)}


def open_day(day: date, step: int = -1) -> date:
    """``day``, or the nearest day before it (after it with ``step`` 1) on which an office is open."""
    while day.weekday() > 4 or (day.month, day.day) in _CLOSED:
        day += timedelta(days=step)
    return day


def after(day: date, days: int) -> date:
    """The open day at, or last before, ``days`` days after ``day``; never before ``day`` itself."""
    return max(open_day(day + timedelta(days=days)), day)


def academic_year(day: date) -> int:
    """The year in which the academic year of ``day`` began."""
    return day.year if day.month > 8 else day.year - 1


def academic_age(born_on: date, year: int) -> int:
    """Age on 31 August before the academic year that begins in ``year``."""
    return year - academic_year(born_on) - 1


def age(born_on: date, on: date) -> int:
    """Completed years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


@lru_cache
def term_starts(year: int) -> date:
    """The first day of school in September of ``year``."""
    return open_day(date(year, 9, 3), step=1)


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
