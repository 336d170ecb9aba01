"""The rules as data: one TOML file for each chapter of the law, each rule with its citation and its dates.

A change of law is a new value with dates: give the rule ``values``, a list of what differs in each period.
To add a chapter, add its file to ``CHAPTERS``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from wherewithal.domain.law.counting import Counting, counting
from wherewithal.domain.law.data import load
from wherewithal.domain.law.events import event

CHAPTERS = ("assessment", "review", "phase_transfer")


class NotInForce(LookupError):
    """The rule did not apply, or not yet, on the day asked for."""


class UnknownRule(LookupError):
    """There is no rule of that name."""


@dataclass(frozen=True)
class Pattern:
    """An event, and the outcome it must carry ("" for any): written ``event`` or ``event=outcome``."""

    event: str
    outcome: str = ""

    @classmethod
    def read(cls, text: str) -> "Pattern":
        """Raises UnknownEvent."""
        name, _, outcome = text.partition("=")
        return cls(event(name).key, outcome)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One statutory rule during one period of validity.

    What it says
        key, chapter, duty, who (acts), helps (whom), citation, url; unverified names what is still to be checked.
        force: must, should, derived (follows from other rules), family (a limit on the family) or power.
        what, done, next: its words in a sentence ("the final plan", "sent", "send the final plan").
    When it runs
        matter: the part of a case it belongs to (``matters.py``).  starts: the events that start its clock.
        repeat: "first" (one clock a matter), "each" (a clock for every start), "chain" (then from each act).
        applies: the test in ``conditions.py`` that must hold.  ahead: it counts back from a day to come.
    How long
        length, unit, count (a convention of ``counting.py``).  aim: a shorter length to aim at.
        counted_from: rules from whose last day it is counted.  dated_by: events that are the last day themselves.
        limb_of: of all rules with this name the earliest last day binds.
    What ends it
        acts: the events that meet it; same: the detail in which act and start must agree.
        conditional: it binds only if the act is decided on.  not_before: acts that come too early up to the last day.
        off_if: what shows that it never bound.  ends: what stops it.  overtaken_by: what shows that it was done,
        on a day not recorded.
        excused_by: the grounds of ``grounds.toml``.  readings: the readings of ``conventions.toml`` it rests on.
    """

    key: str
    chapter: str
    duty: str
    who: str
    helps: str
    force: str
    citation: str
    url: str
    valid_from: date
    matter: str
    length: int
    unit: str
    count: str
    what: str
    done: str
    next: str
    valid_to: date | None = None
    unverified: str = ""
    repeat: str = "first"
    applies: str = ""
    ahead: bool = False
    conditional: bool = False
    aim: int = 0
    same: str = ""
    limb_of: str = ""
    starts: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    dated_by: tuple[str, ...] = ()
    counted_from: tuple[str, ...] = ()
    off_if: tuple[Pattern, ...] = ()
    ends: tuple[Pattern, ...] = ()
    overtaken_by: tuple[Pattern, ...] = ()
    excused_by: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @cached_property
    def triggers(self) -> frozenset[str]:
        """The events one of which must be there for the rule to start."""
        return frozenset(self.starts + self.acts if self.repeat == "chain" else self.starts)

    @cached_property
    def counted(self) -> Counting:
        """The function that counts its length.  Raises UnknownConvention."""
        return counting(self.count, self.unit)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule in every period of validity, in the order of the files."""
    return tuple(rule for name in CHAPTERS for rule in _chapter(load(f"rulebook/{name}.toml")))


@cache
def periods(key: str) -> tuple[Rule, ...]:
    """One rule in each of its periods of validity.  Raises UnknownRule."""
    found = tuple(rule for rule in rules() if rule.key == key)
    if not found:
        raise UnknownRule(f"There is no rule {key}; known rules are {', '.join({r.key: 0 for r in rules()})}")
    return found


def rule(key: str, *, on: date) -> Rule:
    """The rule as it stood on the day that started its clock.  Raises NotInForce, UnknownRule."""
    for period in periods(key):
        if period.in_force(on):
            return period
    raise NotInForce(f"{key} was not in force on {on.isoformat()}")


def _chapter(data: dict[str, Any]) -> Iterator[Rule]:
    for row in data["rule"]:
        for value in row.pop("values", [{}]):
            yield _rule({"chapter": data["chapter"]} | row | value)


def _rule(row: dict[str, Any]) -> Rule:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    for name in ("off_if", "ends", "overtaken_by"):
        fields[name] = tuple(Pattern.read(text) for text in fields.get(name, ()))
    return Rule(**fields)
