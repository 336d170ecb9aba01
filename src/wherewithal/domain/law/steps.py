"""What to do next in a case: the worst of its open clocks."""

from collections.abc import Iterable
from dataclasses import dataclass

from wherewithal.domain.law.clock import Clock
from wherewithal.domain.law.status import Status
from wherewithal.domain.law.words import capital, day, days


@dataclass(frozen=True)
class Step:
    """The next thing to do: who must do it, what it is, and both in a sentence with the reason for the hurry."""

    clock: Clock
    who: str
    do: str
    words: str


def next_step(clocks: Iterable[Clock]) -> Step | None:
    """The step of the worst open clock: the legal limit longest overdue, or else the soonest last day.

    None where nobody owes anything.  The family's own time limits and mere powers are no steps.
    """
    worst = min((clock for clock in clocks if clock.is_open), key=_urgency, default=None)
    if worst is None:
        return None
    rule = worst.rule
    return Step(worst, rule.who, rule.next, f"{capital(rule.who)} {_modal(worst)} {rule.next}. {_hurry(worst)}")


def _urgency(clock: Clock) -> tuple[bool, int]:
    return not clock.is_overdue, clock.due_on.toordinal()


def _modal(clock: Clock) -> str:
    return {"must": "must", "should": "should", "derived": "needs to"}[clock.rule.force]


def _hurry(clock: Clock) -> str:
    due = day(clock.due_on)
    if clock.days_left == 0:
        return f"It is due today, {due}."
    if clock.days_left:
        return f"It is due on {due}: {days(clock.days_left)} left."
    if clock.status is Status.EXCUSED:
        return f"The limit of {due} does not apply, but it is owed as soon as practicable."
    if clock.status is Status.BREACH:
        return f"It was due on {due} and is {days(clock.days_late)} overdue."
    return f"That should have been by {due}, {days(clock.days_late)} ago."
