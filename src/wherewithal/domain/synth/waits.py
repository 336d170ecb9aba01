"""How long things take, in days."""

import math
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from wherewithal.domain.synth.calibration import published
from wherewithal.domain.synth.dice import Dice

Wait: TypeAlias = Callable[[Dice], int]

DAYS_TO_DECIDE, DAYS_TO_REFUSE_A_PLAN, DAYS_TO_PLAN = 42, 112, 140


def decision_days(dice: Dice) -> int:
    """Days from the request to the decision whether to assess."""
    row = published("requests")
    within, over = row.last("request_outcome_six_weeks"), row.last("request_outcome_over_6_weeks")
    if dice.chance(within / (within + over)):
        return DAYS_TO_DECIDE - dice.wait(8, most=35)
    return DAYS_TO_DECIDE + 4 + dice.wait(25, most=150)


def no_plan_days(dice: Dice) -> int:
    row = published("assessment_details").row(0)
    within, over = row["outcome_decision_within_time"], row["outcome_decision_over_time"]
    if dice.chance(within / (within + over)):
        return DAYS_TO_REFUSE_A_PLAN - dice.wait(8, most=50)
    return DAYS_TO_REFUSE_A_PLAN + 4 + dice.wait(40, most=300)


def plan_days(on_time: bool) -> Wait:
    return _in_time if on_time else _late


def _in_time(dice: Dice) -> int:
    return DAYS_TO_PLAN - dice.wait(9, most=70)


def _late(dice: Dice) -> int:
    return DAYS_TO_PLAN + 5 + dice.wait(_mean_delay(), most=760)


@cache
def _mean_delay() -> float:
    """Mean days over 20 weeks, such that the published share of the late takes over a year."""
    waits = published("long_waits")
    year = waits.last("plans_issued_gt_1_year_ex")
    return (364 - DAYS_TO_PLAN) / math.log((waits.last("plans_issued_gt20weeks_ltYear_ex") + year) / year)
