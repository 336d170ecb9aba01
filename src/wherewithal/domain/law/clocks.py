"""The engine: from the facts of a case to every clock that they start."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from wherewithal.domain.law.clock import Clock
from wherewithal.domain.law.conditions import CONDITIONS
from wherewithal.domain.law.exceptions import claims
from wherewithal.domain.law.facts import Fact, Facts
from wherewithal.domain.law.judging import Running, judged
from wherewithal.domain.law.matters import MATTERS, Case, Matter
from wherewithal.domain.law.rulebook import Rule, periods, rules


@dataclass(frozen=True)
class Kind:
    """One kind of matter, its rules, and the events without which none of them starts."""

    cut: Callable[[Case], Iterator[Matter]]
    rules: tuple[Rule, ...]
    triggers: frozenset[str]


def clocks(facts: Facts, as_at: date) -> list[Clock]:
    """Every clock that the facts start, as it stands at the end of the day ``as_at``, soonest last day first.

    A fact dated later has not happened; only a rule that counts back from a day to come (a review meeting, a phase
    transfer) sees that day before it is there.  A start outside the validity of a rule starts nothing.
    """
    case = Case(facts, as_at)
    found: list[Clock] = []
    for kind in _kinds():
        if not kind.triggers.isdisjoint(case.events):
            for matter in kind.cut(case):
                found += _binding([clock for rule in _started(kind, matter) for clock in _clocks(rule, matter)])
    return sorted(found, key=lambda clock: clock.due_on)


@cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(_kind(name, tuple(rule for rule in rules() if rule.matter == name)) for name in MATTERS)


def _kind(name: str, its_rules: tuple[Rule, ...]) -> Kind:
    return Kind(MATTERS[name], its_rules, frozenset[str]().union(*(rule.triggers for rule in its_rules)))


def _started(kind: Kind, matter: Matter) -> list[Rule]:
    """The rules of which something in the matter may start a clock."""
    return [rule for rule in kind.rules if rule.ahead or not rule.triggers.isdisjoint(matter.by_event)]


def _clocks(rule: Rule, matter: Matter) -> Iterator[Clock]:
    as_at = matter.case.as_at
    for start in matter.starts(rule):
        due_on = _due_on(rule, start, matter)
        if due_on is not None:
            finding = judged(Running(rule, start, due_on, matter))
            yield Clock(rule, start, due_on, as_at, *finding, exception_claimed=bool(claims(rule, matter)))


def _due_on(rule: Rule, start: Fact, matter: Matter) -> date | None:
    """The last day; None where the rule is not in force or does not apply to this start."""
    if not rule.in_force(start.on):
        return None
    due_on = start.on if start.event in rule.dated_by else _counted(rule, start, matter)
    if due_on is None or (rule.applies and not CONDITIONS[rule.applies](start, due_on, matter)):
        return None
    return due_on


def _counted(rule: Rule, start: Fact, matter: Matter) -> date | None:
    """The length of the rule from its start, or from the last day of the rule that it is counted from."""
    if not rule.counted_from:
        return rule.counted(start.on, rule.length)
    last_days = (_due_on(period, start, matter) for key in rule.counted_from for period in periods(key))
    return next((rule.counted(day, rule.length) for day in last_days if day), None)


def _binding(found: list[Clock]) -> list[Clock]:
    """Where several limits of a matter are limbs of one duty, the earliest binds."""
    limbs = [clock.due_on for clock in found if clock.rule.limb_of]
    if len(limbs) < 2:
        return found
    first = min(limbs)
    return [clock._replace(binds=False) if clock.rule.limb_of and clock.due_on > first else clock for clock in found]
