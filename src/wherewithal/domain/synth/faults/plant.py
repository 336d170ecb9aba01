"""Planting faults at a stated rate, and the list of what was planted."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import TextIO

from wherewithal.domain.formats.sen2.trees import Tree
from wherewithal.domain.synth.dice import Dice
from wherewithal.domain.synth.faults import of_person, of_placements, of_plans, of_requests  # noqa: F401  register kinds
from wherewithal.domain.synth.faults.kinds import KINDS, Kind, Setting, text
from wherewithal.domain.synth.plan import SynthPlan

HEADINGS = ("rule", "person", "upn", "record", "field", "value")
MOST_TRIES = 200


@dataclass(frozen=True)
class Planted:
    """One fault: the rule that must find it, the position of the person in the file (from 1), and what stands there."""

    rule: str
    person: int
    upn: str
    record: str
    field: str
    value: str


def kinds(year: int) -> list[Kind]:
    """The faults that can be planted in a return of ``year``, by rule."""
    return sorted((kind for kind in KINDS if kind.first_year <= year), key=lambda kind: kind.rule)


def with_faults(
    people: Iterable[Tree], plan: SynthPlan, told: Callable[[Planted], None] = lambda planted: None
) -> Iterator[Tree]:
    """The same people, the stated share of them with one fault each; ``told`` hears of every one."""
    known = [kind for kind in kinds(plan.year) if kind.rule not in plan.without]
    before = None
    for position, person in enumerate(people, start=1):
        dice = Dice(plan.seed, plan.year, position, "fault")
        if dice.chance(plan.error_rate):
            told(_plant(known, person, position, _setting(plan, before, dice)))
        before = person
        yield person


def plant(kind: Kind, person: Tree, position: int, at: Setting) -> Planted | None:
    """Plant one kind of fault; None, and nothing changed, where the person has not what it takes."""
    upn = text(person, "UPN")
    change = kind.plant(person, at)
    return Planted(kind.rule, position, upn, *change) if change else None


def truth_writer(target: TextIO) -> Callable[[Planted], None]:
    """Write the headings of a truth file; what is returned writes a row for each fault."""
    writer = csv.writer(target)
    writer.writerow(HEADINGS)
    return lambda planted: writer.writerow(astuple(planted))


def _plant(known: list[Kind], person: Tree, position: int, at: Setting) -> Planted:
    for _ in range(MOST_TRIES):
        if planted := plant(at.dice.pick(known), person, position, at):
            return planted
    raise AssertionError("none of the faults that may be planted fits this person: allow more kinds")


def _setting(plan: SynthPlan, before: Tree | None, dice: Dice) -> Setting:
    return Setting(plan.year, plan.authority, plan.period_starts_on, plan.census_on, before, dice)
