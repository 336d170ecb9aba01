"""One person's history with the authority, from beginning to end, whatever the day it is told on.

A history is drawn from its end: first the day on which a request is refused, or a plan issued, then how long that
took.  So the share issued on time in a year is what was asked for, and whatever is received before a day and ends
after it is that day's backlog.
"""

from datetime import date, timedelta

from wherewithal.domain.synth import endings, rates, waits
from wherewithal.domain.synth.calibration import assumed
from wherewithal.domain.synth.days import after, open_day
from wherewithal.domain.synth.dice import Dice
from wherewithal.domain.synth.history import Assessment, Life, Plan, Request
from wherewithal.domain.synth.rates import Profile

BEGINS_ON = date(2022, 1, 1)
FIRST_PLANS_ON = date(2014, 9, 1)


def life(seed: int, family: int, profile: Profile) -> Life:
    """The history of a family's child; twins share it, as their parents ask for both on the same day."""
    dice = Dice(seed, family, "life")
    begins, year = dice.draw(rates.beginnings())
    return _BEGINNINGS[begins](dice, year, profile)


def _in_force(dice: Dice, year: int, profile: Profile) -> Life:
    """Somebody whose plan was in force when our time begins."""
    years_old = dice.draw(rates.ages_in_force())
    born_on = date(year - 1, 8, 31) - timedelta(days=365 * years_old + dice.between(years_old // 4, 364))
    starts_in = dice.draw(rates.start_years(years_old))
    first = max(FIRST_PLANS_ON, born_on + timedelta(days=600), date(starts_in, 1, 8))
    starts_on = open_day(dice.day(first, max(first, date(starts_in, 12, 19))))
    return _with_plan(dice, Life(born_on, "in force"), Plan(starts_on), BEGINS_ON, profile)


def _arrived(dice: Dice, year: int, profile: Profile) -> Life:
    """Somebody who moved in with a plan that another authority made."""
    years_old = min(dice.draw(rates.ages_in_force()), 20)
    arrived_on = open_day(dice.day(date(year, 1, 3), date(year, 12, 20)))
    born_on = arrived_on - timedelta(days=366 * max(years_old, 4) + dice.between(0, 360))
    youngest = max(FIRST_PLANS_ON, born_on + timedelta(days=1000))
    starts_on = open_day(dice.day(youngest, arrived_on - timedelta(days=60)))
    plan = Plan(starts_on, arrived_on=arrived_on, arrived_from=dice.pick(assumed()["neighbours"]))
    return _with_plan(dice, Life(born_on, "arrived"), plan, arrived_on, profile)


def _with_plan(dice: Dice, life: Life, plan: Plan, since: date, profile: Profile) -> Life:
    plan.ends_on, plan.why_ended = endings.ending(dice, life.born_on, since)
    life.requests.append(Request(plan=plan))
    _ask_again_after_plan(dice, life, plan, profile)
    return life


def _issued(dice: Dice, year: int, profile: Profile) -> Life:
    exempt = dice.chance(rates.exempt_and_late())
    on_time = not exempt and dice.chance(profile.share(year))
    request, ended_on = _backwards(dice, year, waits.plan_days(on_time))
    born_on = _born(dice, request, "Y")
    _assess(dice, request, born_on, "Y", ended_on, exempt=exempt)
    return Life(born_on, "asked", [request])


def _no_plan(dice: Dice, year: int, profile: Profile) -> Life:
    request, ended_on = _backwards(dice, year, waits.no_plan_days)
    born_on = _born(dice, request, "Y")
    _assess(dice, request, born_on, "N", ended_on)
    return Life(born_on, "asked", [request])


def _assessment_withdrawn(dice: Dice, year: int, profile: Profile) -> Life:
    request, ended_on = _backwards(dice, year, waits.no_plan_days)
    _move(dice, request)
    _assess(dice, request, born_on := _born(dice, request, "Y"), "W", ended_on)
    return Life(born_on, "asked", [request])


def _withdrawn(dice: Dice, year: int, profile: Profile) -> Life:
    request, _ = _backwards(dice, year, waits.decision_days)
    request.outcome = "W"
    _move(dice, request)
    return Life(_born(dice, request, "W"), "asked", [request])


def _refused(dice: Dice, year: int, profile: Profile) -> Life:
    request, decided_on = _backwards(dice, year, waits.decision_days)
    life = Life(_born(dice, request, "N"), "asked", [request])
    _refuse(dice, request, life.born_on, decided_on)
    if request.assessment is None and dice.chance(assumed()["asks_again"]):
        _ask_again(dice, life, open_day(decided_on + timedelta(days=dice.between(60, 420))), profile)
    return life


_BEGINNINGS = {
    "in force": _in_force,
    "arrived": _arrived,
    "issued": _issued,
    "no plan": _no_plan,
    "assessment withdrawn": _assessment_withdrawn,
    "withdrawn": _withdrawn,
    "refused": _refused,
}


def _backwards(dice: Dice, year: int, days: waits.Wait) -> tuple[Request, date]:
    """A request that ends on some day of ``year``, and that day; months in which more is asked come up more often."""
    months = assumed()["months"]
    while True:
        ended_on = open_day(dice.day(date(year, 1, 2), date(year, 12, 31)), step=-1)
        received_on = open_day(ended_on - timedelta(days=days(dice)), step=1)
        if dice.chance(months[received_on.month - 1] / max(months)):
            request = Request(received_on=received_on, source=dice.draw(rates.sources()))
            request.decided_on = min(after(received_on, waits.decision_days(dice)), ended_on)
            return request, ended_on


def _born(dice: Dice, request: Request, outcome: str) -> date:
    assert request.received_on
    years_old = dice.draw(rates.ages_asked(outcome))
    request.in_custody = 12 <= years_old <= 17 and dice.chance(rates.in_custody())
    return request.received_on - timedelta(days=366 * years_old + dice.between(0, 360))


def _refuse(dice: Dice, request: Request, born_on: date, decided_on: date) -> None:
    """The refusal, what the family did about it, and what came of that.

    A reversal that would last into the next year is left out: the next return could not tell that it was one.
    """
    request.outcome, request.decided_on = "N", decided_on
    request.mediated_on, request.appealed_on = _dispute(dice, decided_on, rates.refusal_disputes())
    reversed_on = _reversal(dice, request.mediated_on, request.appealed_on)
    if reversed_on and (ended_on := after(reversed_on, dice.between(60, 98))).year == decided_on.year:
        _assess(dice, request, born_on, "Y" if dice.chance(0.9) else "N", ended_on, begins_on=reversed_on)


def _assess(
    dice: Dice,
    request: Request,
    born_on: date,
    outcome: str,
    ended_on: date,
    *,
    begins_on: date | None = None,
    exempt: bool = False,
) -> None:
    """The assessment from the decision to assess on, and the plan that comes of it."""
    if begins_on is None:
        assert request.decided_on
        latest = open_day(ended_on - timedelta(days=28))
        begins_on = request.decided_on = max(min(request.decided_on, latest), request.received_on or latest)
    found = Assessment(begins_on, ended_on, outcome, exempt=exempt)
    request.assessment = found
    if outcome == "Y":
        found.agreed_on = open_day(max(begins_on, ended_on - timedelta(days=dice.between(16, 35))), step=1)
        found.other_mediated_on, found.other_appealed_on = _dispute(dice, ended_on, rates.plan_disputes())
        _issue(dice, request, born_on, ended_on)
    elif outcome == "N":
        found.mediated_on, found.appealed_on = _dispute(dice, ended_on, rates.no_plan_disputes())
        reversed_on = _reversal(dice, None, found.appealed_on)
        if reversed_on and (starts_on := after(reversed_on, dice.between(20, 35))).year == ended_on.year:
            _issue(dice, request, born_on, starts_on)


def _issue(dice: Dice, request: Request, born_on: date, starts_on: date) -> None:
    ends_on, why_ended = endings.ending(dice, born_on, starts_on)
    request.plan = Plan(starts_on, ends_on, why_ended)


def _dispute(dice: Dice, decided_on: date, shares: tuple[float, float]) -> tuple[date | None, date | None]:
    """When the family had mediation, and when it appealed, about a decision."""
    mediates, appeals = shares
    mediated_on = after(decided_on, dice.between(30, 60)) if dice.chance(mediates) else None
    appealed_on = after(decided_on, dice.between(61, 90)) if dice.chance(appeals) else None
    return mediated_on, appealed_on


def _reversal(dice: Dice, mediated_on: date | None, appealed_on: date | None) -> date | None:
    if appealed_on:
        conceded_on = after(appealed_on, dice.between(20, 150))
        return conceded_on if dice.chance(assumed()["reversed_by_appeal"]) else None
    if mediated_on and dice.chance(assumed()["reversed_by_mediation"]):
        return after(mediated_on, dice.between(0, 20))
    return None


def _move(dice: Dice, request: Request) -> None:
    if dice.chance(assumed()["withdrawn_by_moving"]):
        request.moved_to = dice.pick(assumed()["neighbours"])


def _ask_again_after_plan(dice: Dice, life: Life, plan: Plan, profile: Profile) -> None:
    """Some whose plan ended because they left education or had work come back to ask once more."""
    too_old = life.born_on + timedelta(days=23 * 366)
    if plan.ends_on and plan.ends_on < too_old and plan.why_ended in "46" and dice.chance(assumed()["asks_again"]):
        _ask_again(dice, life, open_day(plan.ends_on + timedelta(days=dice.between(60, 300))), profile)


def _ask_again(dice: Dice, life: Life, received_on: date, profile: Profile) -> None:
    """A further request, told forwards: the family asks, and is refused again or gets its assessment."""
    request = Request(received_on=received_on, source="1")
    request.decided_on = after(received_on, waits.decision_days(dice))
    life.requests.append(request)
    if dice.chance(0.45):
        _refuse(dice, request, life.born_on, request.decided_on)
        return
    on_time = dice.chance(profile.share((received_on + timedelta(days=140)).year))
    ended_on = after(received_on, waits.plan_days(on_time)(dice))
    _assess(dice, request, life.born_on, "Y" if dice.chance(0.9) else "N", ended_on)
