"""Who a synthetic person is: everything about them that does not depend on the day their story is told."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from wherewithal.domain.formats.sen2.layout import codes
from wherewithal.domain.synth import names
from wherewithal.domain.synth.calibration import assumed, published
from wherewithal.domain.synth.days import age
from wherewithal.domain.synth.dice import Dice, Shares
from wherewithal.domain.synth.history import Life
from wherewithal.domain.synth.life import life
from wherewithal.domain.synth.places import Path
from wherewithal.domain.synth.plan import SynthPlan
from wherewithal.domain.synth.rates import Profile
from wherewithal.domain.synth.schools import Register

STOCK_ON = date(2025, 1, 16)
UNCLASSIFIED = {"REFU": 0.2, "NOBT": 0.8}


@dataclass(frozen=True)
class Person:
    number: int
    life: Life
    surname: str
    forename: str
    sex: str
    ethnicity: str
    postcode: str
    upn: str
    learner_number: str
    without_number: bool
    needs: tuple[str, ...]
    path: Path = field(repr=False)


def family_of(seed: int, number: int) -> int:
    """The number of the family; the second of twins has that of the person before."""
    twin = number % 2 == 1 and Dice(seed, number, "twin").chance(2 * assumed()["twins"])
    return number - 1 if twin else number


def story(plan: SynthPlan, number: int, profile: Profile) -> Life:
    """The history of person ``number``, which depends only on the seed, the number and the profile."""
    return life(plan.seed, family_of(plan.seed, number), profile)


def person(plan: SynthPlan, number: int, life: Life, register: Register) -> Person:
    """The person whose history this is."""
    family = Dice(plan.seed, family_of(plan.seed, number), "family")
    dice = Dice(plan.seed, number, "person")
    came_from = life.requests[0].plan.arrived_from if life.requests[0].plan else ""
    return Person(
        number=number,
        life=life,
        surname=names.surname(family),
        ethnicity=_ethnicity(family),
        postcode="" if family.chance(0.001) else names.postcode(family),
        forename=names.forename(dice),
        sex=dice.draw(_sexes(life.begins)),
        upn=names.upn(came_from or plan.authority, plan.seed, number),
        learner_number=names.learner_number(plan.seed, number) if dice.chance(0.6) else "",
        without_number=dice.chance(assumed()["number_unknown"]),
        needs=_needs(dice, life),
        path=Path(dice, life.born_on, register),
    )


def _ethnicity(dice: Dice) -> str:
    return dice.draw(_ethnicities()) or dice.draw(Shares(UNCLASSIFIED.keys(), UNCLASSIFIED.values()))


def _needs(dice: Dice, life: Life) -> tuple[str, ...]:
    """The main need, and for some a second one."""
    main = _need(dice, life)
    second = _need(dice, life) if dice.chance(assumed()["second_need"]) else main
    return (main, second) if second != main else (main,)


def _need(dice: Dice, life: Life) -> str:
    """Like new plans at the age when asked; or like all plans in force at the age on the day of the published stock.

    Half of those asked for are like the latter, as a need described anew at some review keeps its new name.
    """
    new = life.begins == "asked" and dice.chance(0.5)
    years_old = age(life.born_on, life.requests[0].known_from if new else STOCK_ON)
    need = dice.draw(_need_shares(new, sum(years_old >= first for first in (5, 11, 16))))
    return "DS" if need == "OTH" and dice.chance(assumed()["down_syndrome"]) else need


@cache
def _need_shares(new: bool, band: int) -> Shares[str]:
    row = published("needs_new" if new else "needs_in_force").row(band)
    return Shares((column.removeprefix("number_").upper() for column in row), row.values())


@cache
def _sexes(begins: str) -> Shares[str]:
    if begins == "asked":
        return Shares("FM", published("sex_asked")["requests_received_in_year"])
    return Shares("FM", published("sex_in_force")["ehcplans"])


@cache
def _ethnicities() -> Shares[str]:
    """The main codes in their order, and "" for unclassified, as published."""
    main = [code for code in codes("ethnicity") if code not in UNCLASSIFIED]
    return Shares([*main, ""], published("ethnicity")["ehcplans"])
