"""What a fault is: a small function that spoils one person's tree so that one rule of the check must find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from wherewithal.domain.formats.sen2.trees import Tree, below
from wherewithal.domain.synth.dice import Dice


class Change(NamedTuple):
    """What was spoiled; ``value`` is what stands there now, "" for nothing."""

    record: str
    field: str
    value: str


@dataclass(frozen=True)
class Setting:
    """What a fault may draw on beside the person: the return it is for and the person before."""

    year: int
    authority: str
    period_starts_on: date
    census_on: date
    before: Tree | None
    dice: Dice

    def after_census(self) -> str:
        return (self.census_on + timedelta(days=self.dice.between(3, 60))).isoformat()

    def before_period(self) -> str:
        return (self.period_starts_on - timedelta(days=self.dice.between(3, 60))).isoformat()


Fault = Callable[[Tree, Setting], Change | None]


@dataclass(frozen=True)
class Kind:
    """``plant`` gives None, and changes nothing, where the person has not what it takes."""

    rule: str
    plant: Fault
    first_year: int


KINDS: list[Kind] = []


def fault(rule: str, first_year: int = 2023) -> Callable[[Fault], Fault]:
    """Make a function the fault that a rule must find, in returns from ``first_year`` on."""

    def register(plant: Fault) -> Fault:
        KINDS.append(Kind(rule, plant, first_year))
        return plant

    return register


def put(tree: Tree | None, record: str, field: str, value: str) -> Change | None:
    if tree is None:
        return None
    tree[field] = value
    return Change(record, field, value)


def drop(tree: Tree | None, record: str, field: str) -> Change | None:
    if tree is None or field not in tree:
        return None
    del tree[field]
    return Change(record, field, "")


def add(tree: Tree | None, record: str, found: Tree, field: str) -> Change | None:
    """Put one more record under a tree; ``field`` is the item of it that is told."""
    if tree is None:
        return None
    tree[record] = [*below(tree, record), found]
    return Change(record, field, text(found, field))


def text(tree: Tree, name: str) -> str:
    """The text of an item, "" where there is none."""
    found = tree.get(name, "")
    return found if isinstance(found, str) else ""


def day(tree: Tree, name: str) -> date:
    return date.fromisoformat(text(tree, name))


def moved(tree: Tree | None, record: str, field: str, since: str, days: int) -> Change | None:
    """Put a date some days from another one of the same record; None where one of the two is missing."""
    if tree is None or field not in tree or since not in tree:
        return None
    return put(tree, record, field, (day(tree, since) + timedelta(days=days)).isoformat())


def first(trees: Iterable[Tree], **wanted: str) -> Tree | None:
    """The first tree whose items have one of the wanted letters each, as in ``RequestOutcome="YN"``."""
    for tree in trees:
        if all((found := text(tree, item)) and found in letters for item, letters in wanted.items()):
            return tree
    return None


def requests(person: Tree) -> list[Tree]:
    return below(person, "Requests")


def assessments(person: Tree) -> list[Tree]:
    return [found for request in requests(person) for found in below(request, "Assessment")]


def plans(person: Tree) -> list[Tree]:
    return [found for assessment in assessments(person) for found in below(assessment, "NamedPlan")]


def active_request(person: Tree) -> Tree | None:
    """The request whose plan is in force."""
    for request in requests(person):
        if any("CeaseDate" not in found for found in plans({"Requests": [request]})):
            return request
    return None


def plan_in_force(person: Tree) -> Tree | None:
    request = active_request(person)
    return plans({"Requests": [request]})[0] if request else None


def active_plan(person: Tree) -> Tree | None:
    request = active_request(person)
    return next(iter(below(request, "ActivePlans")), None) if request else None


def detail(person: Tree) -> Tree | None:
    """The main place of the plan in force, if it is a school with a number."""
    plan = plan_in_force(person)
    return next((found for found in below(plan, "PlanDetail") if "URN" in found), None) if plan else None


def placement(person: Tree) -> Tree | None:
    """The main place attended, if it is a school with a number."""
    plan = active_plan(person)
    found = below(plan, "PlacementDetail") if plan else []
    return next((each for each in found if {"URN", "EntryDate"} <= each.keys() and "LeavingDate" not in each), None)


def need(person: Tree) -> Tree | None:
    plan = active_plan(person)
    return next(iter(below(plan, "SENneed")), None) if plan else None
