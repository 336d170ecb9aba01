"""Days, lengths and counts in words, for pages and letters alike."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

NOT_KNOWN = "Not known"
WEEK, YEAR = 7, 365
DAYS_UNTIL = 3 * WEEK
"""Shorter lengths are said in days, longer ones in weeks and, from two years on, in years."""


def day(on: date | None) -> str:
    """20 October 2025"""
    return f"{on.day} {on:%B %Y}" if on else NOT_KNOWN


def short_day(on: date | None) -> str:
    """20 Oct 2025, for a column of them"""
    return f"{on.day} {on:%b %Y}" if on else NOT_KNOWN


def weekday(on: date | None) -> str:
    """Monday 20 October 2025"""
    return f"{on:%A} {day(on)}" if on else NOT_KNOWN


def month(on: date | None) -> str:
    """October 2025"""
    return f"{on:%B %Y}" if on else NOT_KNOWN


def moment(at: datetime | None) -> str:
    """20 October 2025 at 3:04pm, by the clock in England"""
    if at is None:
        return NOT_KNOWN
    here = timezone.localtime(at)
    return f"{day(here)} at {here.hour % 12 or 12}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


def how_many(number: int, one: str, many: str = "") -> str:
    """1 child, 1,204 children"""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def how_long(days: int) -> str:
    """1 day, 20 days, 3 weeks, 2 years: whole weeks and years that have passed or are left."""
    if days < DAYS_UNTIL:
        return how_many(days, "day")
    if days < 2 * YEAR:
        return how_many(days // WEEK, "week")
    return how_many(days // YEAR, "year")


def late(days: int) -> str:
    """7 days late"""
    return f"{how_long(days)} late"


def left(days: int) -> str:
    """3 weeks left"""
    return f"{how_long(days)} left"


def due(on: date, today: date) -> str:
    """9 days overdue, due today, due tomorrow, due in 4 days, 5 weeks left"""
    days = (on - today).days
    if days < 0:
        return f"{how_long(-days)} overdue"
    if days < DAYS_UNTIL:
        return {0: "due today", 1: "due tomorrow"}.get(days, f"due in {how_long(days)}")
    return left(days)


def number(value: float | None) -> str:
    """1,204; 12.5"""
    return NOT_KNOWN if value is None else f"{value:,}"


def percent(value: float | None, places: int = 0) -> str:
    """46%"""
    return NOT_KNOWN if value is None else f"{value:.{places}f}%"


def upper_first(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        day, short_day, weekday, month, moment, how_many, how_long, late, left, due, number, percent, upper_first
    )
}  # fmt: skip
