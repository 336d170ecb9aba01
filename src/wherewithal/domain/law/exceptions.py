"""When a missed limit is excused: the closed list of grounds, and the test of each against the facts.

A ground counts only if somebody says that the limit was impractical because of it, and the facts bear that out.
Nothing outside ``grounds.toml`` excuses: not a shortage of psychologists, not late advice, not a full panel.
A ground moves no date: it switches the limit off (A9).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wherewithal.domain.law.counting import ONE_WEEK
from wherewithal.domain.law.data import load
from wherewithal.domain.law.facts import Fact
from wherewithal.domain.law.matters import Matter
from wherewithal.domain.law.rulebook import Rule


@dataclass(frozen=True)
class Ground:
    """One ground; the fields are told at the head of ``grounds.toml``."""

    key: str
    words: str
    evidence: str
    test: str
    citation: str
    least_days: int = 0
    advisers: tuple[str, ...] = ()
    presumed: bool = False


def claims(rule: Rule, matter: Matter) -> list[Fact]:
    """The claims that an exception to this rule applies; a claim that names no rule is for every rule."""
    if not rule.excused_by or "exception_claimed" not in matter.by_event:
        return []
    return [claim for claim in matter.all(["exception_claimed"]) if claim.text("rule") in ("", rule.key)]


def ground_made_out(rule: Rule, start: Fact, due_on: date, matter: Matter) -> Ground | None:
    """The first ground of the rule that is claimed as the cause and that the facts bear out."""
    claimed = {claim.text("because") for claim in claims(rule, matter)}
    for key in rule.excused_by:
        ground = GROUNDS[key]
        if (ground.presumed or key in claimed) and TESTS[ground.test](ground, start, due_on, matter):
            return ground
    return None


def closure_excuses(closed_on: date, reopens_on: date, asked_on: date, least_days: int) -> bool:
    """Closed long enough, and advice asked for from a week before it closed to a week before it re-opens (A10)."""
    long_enough = (reopens_on - closed_on).days >= least_days
    return long_enough and closed_on - ONE_WEEK <= asked_on <= reopens_on - ONE_WEEK


def absence_excuses(first: date, last: date, started_on: date, due_on: date, least_days: int) -> bool:
    """Away for long enough inside the period of the limit, both ends counted (A11)."""
    return (min(last, due_on) - max(first, started_on)).days + 1 >= least_days


def _closure(ground: Ground, start: Fact, due_on: date, matter: Matter) -> bool:
    asked = [
        request.on
        for request in matter.all(["advice_requested"])
        if request.on >= start.on and request.text("adviser") in ("", *ground.advisers)
    ]
    return any(
        closure_excuses(closed.on, reopens, asked_on, ground.least_days)
        for closed in matter.case.all(ground.evidence)
        if (reopens := closed.day("reopens"))
        for asked_on in asked
    )


def _absence(ground: Ground, start: Fact, due_on: date, matter: Matter) -> bool:
    return any(
        absence_excuses(absent.on, last, start.on, due_on, ground.least_days)
        for absent in matter.case.all(ground.evidence)
        if (last := absent.day("until"))
    )


def _circumstances(ground: Ground, start: Fact, due_on: date, matter: Matter) -> bool:
    """They touched the period; ones with no last day lasted."""
    return any(
        fact.on <= due_on and start.on <= (fact.day("until") or due_on) for fact in matter.case.all(ground.evidence)
    )


def _missed_appointment(ground: Ground, start: Fact, due_on: date, matter: Matter) -> bool:
    """The appointment was with the body that was asked, during its six weeks (W2)."""
    return any(
        start.on <= missed.on <= due_on and missed.text("adviser") == start.text("adviser")
        for missed in matter.case.all(ground.evidence)
    )


TESTS: dict[str, Callable[[Ground, Fact, date, Matter], bool]] = {
    "closure": _closure,
    "absence": _absence,
    "circumstances": _circumstances,
    "missed_appointment": _missed_appointment,
}

GROUNDS: dict[str, Ground] = {
    key: Ground(key, **(row | {"advisers": tuple(row.get("advisers", ()))}))
    for key, row in load("grounds.toml").items()
}
