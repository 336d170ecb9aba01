"""A clock in plain words: what was due and why then, and what came of it."""

from calendar import month_name
from datetime import date
from typing import TYPE_CHECKING

from wherewithal.domain.law.events import EVENTS
from wherewithal.domain.law.facts import Fact
from wherewithal.domain.law.rulebook import periods
from wherewithal.domain.law.status import Reason, Status

if TYPE_CHECKING:
    from wherewithal.domain.law.clock import Clock

DUE = {
    "must": "{what} was due on {due}, {span}.",
    "should": "{what} should have been {done} by {due}, {span}.",
    "derived": "to stay on time, {what} needed to be {done} by {due}, {span}.",
    "family": "the family had until {due} {what}: {span}.",
    "power": "the authority could {what} until {due}, {span}.",
}
STILL_DUE = {
    "must": "{what} is due on {due}, {span}.",
    "should": "{what} should be {done} by {due}, {span}.",
    "derived": "to stay on time, {what} needs to be {done} by {due}, {span}.",
    "family": "the family has until {due} {what}: {span}.",
    "power": "the authority may {what} until {due}, {span}.",
}
FELL_AWAY = {
    "must": "{what} would have been due on {due}, {span}.",
    "should": "{what} would have been expected by {due}, {span}.",
    "derived": "to stay on time, {what} would have been needed by {due}, {span}.",
    "family": "the family would have had until {due} {what}: {span}.",
}
UNKNOWN = {
    Reason.UNRECORDED: "Whether it was {done} is not recorded.",
    Reason.OVERTAKEN: "The day it was {done} is not recorded; {stop}.",
    Reason.EARLIER_REVIEWS: "The reviews of that time are not in the record.",
}
SPANS = {
    "C1": "{length} {unit} after {start}",
    "C2": "the last day of {length} {unit} that begin with {start}",
    "C3": "{length} {unit} after {start}",
    "C4": "{length} {unit} after {start}",
    "C5": "the last day of {length} {unit} that begin with {start}",
    "C10": "{length} {unit} before {start}",
}


def told(clock: "Clock") -> str:
    """The clock in two or three sentences."""
    sentences = [_opening(clock), _outcome(clock)]
    if clock.ground:
        sentences.append(f"The limit did not apply, because {clock.ground.words}.")
    if clock.aim_on and clock.status is Status.PENDING:
        sentences.append(f"Guidance suggests aiming for {day(clock.aim_on)}.")
    if not clock.binds:
        sentences.append("An earlier limit binds.")
    return " ".join(sentences)


def day(on: date) -> str:
    """A date as people write it: 20 October 2025."""
    return f"{on.day} {month_name[on.month]} {on.year}"


def days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def span(clock: "Clock") -> str:
    """How the last day was counted: "6 weeks after the request"."""
    rule = clock.rule
    if clock.started_by.event in rule.dated_by:
        return "the last day on record for this transfer"
    if rule.unit in month_name:
        return f"the day fixed for transfers in {clock.due_on.year}"
    start = EVENTS[clock.started_by.event].words
    if rule.counted_from:
        start = f"{periods(rule.counted_from[0])[0].what} is due"
    return SPANS[rule.count].format(length=rule.length, unit=rule.unit, start=start)


def _opening(clock: "Clock") -> str:
    frames = {Status.PENDING: STILL_DUE, Status.SWITCHED_OFF: FELL_AWAY}.get(clock.status, DUE)
    frame = frames[clock.rule.force]
    return capital(frame.format(what=_what(clock), done=clock.rule.done, due=day(clock.due_on), span=span(clock)))


def _what(clock: "Clock") -> str:
    """What is owed and, where several are asked for the same, by whom."""
    by = clock.started_by.text(clock.rule.same).replace("_", " ") if clock.rule.same else ""
    return f"{clock.rule.what} ({by})" if by else clock.rule.what


def _outcome(clock: "Clock") -> str:
    if clock.status is Status.PENDING:
        return _left(clock.days_left or 0)
    if clock.status is Status.SWITCHED_OFF and clock.stopped_by:
        return f"That fell away on {_when(clock.stopped_by, clock.stopped_on)}."
    if clock.reason in UNKNOWN:
        stop = _happened_on(clock.stopped_by) if clock.stopped_by else ""
        return UNKNOWN[clock.reason].format(done=clock.rule.done, stop=stop)
    if clock.status is Status.ENDED:
        return "That time is over, and no such step is recorded." if clock.rule.acts else "That time is over."
    return _acted(clock, clock.done_by) if clock.done_by else _undone(clock)


def _left(number: int) -> str:
    if number == 0:
        return "That is today."
    return "There is 1 day left." if number == 1 else f"There are {days(number)} left."


def _acted(clock: "Clock", act: Fact) -> str:
    if clock.status is Status.TOO_EARLY:
        return f"{capital(_happened_on(act))}, before that time was over."
    it_was = "It did so" if clock.rule.force == "family" else f"It was {clock.rule.done}"
    return f"{it_was} {days(clock.days_late)} late." if clock.days_late else f"{it_was} in time, on {day(act.on)}."


def _undone(clock: "Clock") -> str:
    late, done = days(clock.days_late), clock.rule.done
    if clock.stopped_by:
        return f"It had not been {done} {late} later, on {_when(clock.stopped_by, clock.stopped_on)}."
    if clock.rule.force == "must":
        return f"It has not been {done} and is {late} overdue."
    return f"It has not been {done}, and that day passed {late} ago."


def _when(stop: Fact, on: date | None) -> str:
    return f"{day(on or stop.on)}, when {_happened(stop)}"


def _happened_on(fact: Fact) -> str:
    return f"{_happened(fact)} on {day(fact.on)}"


def _happened(fact: Fact) -> str:
    event = EVENTS[fact.event]
    return event.outcomes.get(fact.text("outcome"), event.happened)
