"""The annual reviews of one plan: when they were held, what was decided, and how late."""

from dataclasses import dataclass
from datetime import date, timedelta

from wherewithal.domain.synth.calibration import assumed, published
from wherewithal.domain.synth.days import academic_age, academic_year, after, open_day
from wherewithal.domain.synth.dice import Dice
from wherewithal.domain.synth.history import Plan

NEVER_RECORDED = 0.09
FIRST_GAPS = ((0.58, 320, 372), (0.78, 373, 600), (1.0, 601, 1000))
LATER_GAPS = ((0.54, 325, 372), (0.70, 373, 520), (1.0, 521, 1150))
NEVER_DECIDED, IN_FOUR_WEEKS = 0.12, 0.40
DECIDED_EARLY = {"2", "3", "4", "6", "9"}
TRANSFER_AGES = {3: (2, 15), 6: (2, 15), 10: (2, 15), 15: (3, 31)}


@dataclass(frozen=True)
class Review:
    """``outcome`` is A, C or M, and "" with ``decided_on`` None as long as nothing is decided."""

    met_on: date
    decided_on: date | None = None
    outcome: str = ""
    drafted_on: date | None = None


def latest(dice: Dice, plan: Plan, on: date) -> Review | None:
    """The last review on or before ``on``, with what was known on that day; None if there was none."""
    ending = _ending_review(dice, plan)
    if ending and ending.met_on <= on:
        return _as_known(ending, on)
    if dice.chance(NEVER_RECORDED):
        return None
    found = None
    stop = min(on, ending.met_on - timedelta(days=150)) if ending else on
    met_on, gaps = plan.starts_on, FIRST_GAPS
    while (met_on := _meeting(dice, met_on, gaps)) <= stop:
        found, gaps = _decided(dice, met_on), LATER_GAPS
    return _as_known(found, on) if found else None


def transfer(dice: Dice, born_on: date, on: date) -> tuple[date | None, date | None]:
    """When the plan must be final for a move to the next phase of education, and when it was; None where it was not."""
    year = academic_year(on)
    day = TRANSFER_AGES.get(academic_age(born_on, year))
    if day is None:
        return None, None
    due_on = date(year + 1, *day)
    return due_on, _final(dice, due_on, on)


def _final(dice: Dice, due_on: date, on: date) -> date | None:
    """About a quarter are final by the census in January, most by the due day, some after it."""
    early = dice.chance(assumed()["transfer_final_by_census"])
    final_on = open_day(due_on - timedelta(days=dice.between(35, 100) if early else dice.between(-20, 25)))
    return final_on if final_on <= on else None


def _ending_review(dice: Dice, plan: Plan) -> Review | None:
    """The review at which it was decided to end the plan, over two months before its end: time to appeal."""
    if plan.ends_on is None or plan.why_ended not in DECIDED_EARLY:
        return None
    decided_on = open_day(plan.ends_on - timedelta(days=dice.between(66, 96)))
    met_on = open_day(decided_on - timedelta(days=dice.between(8, 40)))
    return Review(met_on, decided_on, "C") if met_on > max(plan.starts_on, plan.arrived_on or plan.starts_on) else None


def _meeting(dice: Dice, since: date, gaps: tuple[tuple[float, int, int], ...]) -> date:
    """The next meeting: in term, by the share of each kind of gap in days."""
    roll = dice.roll()
    low, high = next((low, high) for share, low, high in gaps if roll <= share)
    met_on = open_day(since + timedelta(days=dice.between(low, high)))
    return open_day(met_on.replace(month=7, day=14)) if met_on.month == 8 else met_on


def _decided(dice: Dice, met_on: date) -> Review:
    if dice.chance(NEVER_DECIDED):
        return Review(met_on)
    days = dice.between(10, 28) if dice.chance(IN_FOUR_WEEKS) else 29 + dice.wait(45, most=240)
    decided_on = after(met_on, days)
    table = published("reviews").row(0)
    if not dice.chance(table["outcome_amend"] / (table["outcome_amend"] + table["outcome_maintan"])):
        return Review(met_on, decided_on, "M")
    return Review(met_on, decided_on, "A", after(decided_on, dice.wait(4, most=30)))


def _as_known(review: Review, on: date) -> Review:
    if review.decided_on is None or review.decided_on > on:
        return Review(review.met_on)
    drafted_on = review.drafted_on if review.drafted_on and review.drafted_on <= on else None
    return Review(review.met_on, review.decided_on, review.outcome, drafted_on)
