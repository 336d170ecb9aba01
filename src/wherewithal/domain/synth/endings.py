"""When and why a plan ends."""

from datetime import date, timedelta
from functools import cache

from wherewithal.domain.synth.calibration import published
from wherewithal.domain.synth.days import age, open_day
from wherewithal.domain.synth.dice import Dice, Shares
from wherewithal.domain.synth.rates import FLOW_YEARS, OLDEST

REASONS = {
    "needs_met": "2",
    "he": "3",
    "employ": "4",
    "transfer": "5",
    "no_engage": "6",
    "moved_outside_eng": "7",
    "deceased": "8",
    "other": "9",
}
FROM_16 = {"3", "4", "6"}


def ending(dice: Dice, born_on: date, since: date) -> tuple[date | None, str]:
    """When a plan in force ``since`` that day ends, and why; (None, "") if it does not within our time."""
    first = since + timedelta(days=70)
    for year in range(first.year, FLOW_YEARS[-1] + 1):
        last = date(year, 12, 20)
        if first < last and dice.chance(_leaves(age(born_on, date(year, 7, 1)))):
            return _leaving(dice, born_on, first, last)
        if age(born_on, date(year, 8, 31)) >= OLDEST:
            return date(year, 8, 31), "1"
        first = date(year + 1, 1, 4)
    return None, ""


def _leaving(dice: Dice, born_on: date, first: date, last: date) -> tuple[date, str]:
    ends_on = open_day(dice.day(first, last), step=1)
    summer = dice.day(date(last.year, 7, 18), date(last.year, 8, 31))
    why = dice.draw(_reasons(min(max(age(born_on, ends_on), 2), 20)))
    if why not in "578" and first <= summer and dice.chance(0.6):
        ends_on = open_day(summer)
    return ends_on, "5" if why in FROM_16 and age(born_on, ends_on) < 16 else why


@cache
def _leaves(years_old: int) -> float:
    """The chance that a plan ends in a year, at this age in its middle, other than by the greatest age."""
    leaving, staying = _left(years_old), _stayed(years_old)
    return leaving / (0.95 * staying + 0.5 * leaving)


def _left(years_old: int) -> float:
    row = published("ceased").row(min(max(years_old, 2), 20) - 2)
    return sum(row[column] for column in REASONS)


def _stayed(years_old: int) -> float:
    table = published("plans_by_age")
    last = OLDEST if years_old >= 20 else max(years_old, 2)
    ages = range(min(max(years_old, 2), 20), last + 1)
    return sum(sum(table.row(age - 2).values()) for age in ages)


@cache
def _reasons(years_old: int) -> Shares[str]:
    row = published("ceased").row(years_old - 2)
    return Shares(REASONS.values(), (row[column] for column in REASONS))
