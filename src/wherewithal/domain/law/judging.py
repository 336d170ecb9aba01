"""How a clock that is running stands: done or not, in time or late, stopped, excused, or not to be known."""

from datetime import date
from typing import NamedTuple

from wherewithal.domain.law.exceptions import Ground, ground_made_out
from wherewithal.domain.law.facts import Fact
from wherewithal.domain.law.matters import Matter
from wherewithal.domain.law.rulebook import Rule
from wherewithal.domain.law.status import NO_OBLIGATION, Reason, Status

ON_TIME = {"must": Status.MET, "should": Status.MET, "derived": Status.MET, "family": Status.IN_TIME}
MISSED = {
    "must": Status.BREACH,
    "should": Status.GUIDANCE_MISSED,
    "derived": Status.OFF_COURSE,
    "family": Status.OUT_OF_TIME,
}
CORONAVIRUS = (date(2020, 5, 1), date(2020, 9, 25))


class Running(NamedTuple):
    """A rule that a fact of a matter started, with its last day."""

    rule: Rule
    start: Fact
    due_on: date
    matter: Matter


class Finding(NamedTuple):
    """How a clock stands and why; the fields are those of ``Clock``."""

    status: Status
    done_by: Fact | None = None
    stopped_by: Fact | None = None
    stopped_on: date | None = None
    reason: Reason | None = None
    ground: Ground | None = None


def judged(running: Running) -> Finding:
    """The finding on one running clock; whichever came first, the act or what stopped it, counts."""
    rule, matter = running.rule, running.matter
    act = _act(running)
    off = matter.matching(rule.off_if)
    if off and (act is None or off[0].on < act.on):
        return Finding(Status.SWITCHED_OFF, None, off[0], off[0].on)
    early = _too_early(running) if rule.not_before else None
    done = early or act
    stopped_on, stopped_by = _stop(running)
    if done is None or (stopped_on and stopped_on < done.on):
        return _undone(running, stopped_on, stopped_by)
    return Finding(Status.TOO_EARLY, early) if early else _done(running, done)


def _act(running: Running) -> Fact | None:
    """The first act that meets the rule: after its start, or for a rule that looks ahead at any time."""
    rule, start, _, matter = running
    for fact in matter.all(rule.acts):
        in_turn = rule.ahead or fact.on > start.on or (fact.on == start.on and rule.repeat != "chain")
        if in_turn and (not rule.same or fact.text(rule.same) == start.text(rule.same)):
            return fact
    return None


def _too_early(running: Running) -> Fact | None:
    """An act of the authority before the time given to the family was over."""
    rule, start, due_on, matter = running
    return next((fact for fact in matter.all(rule.not_before) if start.on <= fact.on <= due_on), None)


def _stop(running: Running) -> tuple[date | None, Fact | None]:
    """What ended the clock, with its day: an event of the rule, or the next matter, which a mere power outlasts."""
    rule, start, _, matter = running
    for fact in matter.matching(rule.ends):
        if rule.ahead or (fact.on >= start.on and fact is not start):
            return fact.on, fact
    return (None, None) if rule.force == "power" else (matter.until, matter.next)


def _done(running: Running, act: Fact) -> Finding:
    if act.on <= running.due_on:
        return Finding(ON_TIME[running.rule.force], act)
    status, reason, ground = _late(running)
    return Finding(status, act, reason=reason, ground=ground)


def _undone(running: Running, stopped_on: date | None, stopped_by: Fact | None) -> Finding:
    """The act has not come, or what stopped the clock came before it."""
    rule, _, due_on, matter = running
    overtaken = matter.matching(rule.overtaken_by)
    if overtaken:
        return Finding(Status.NOT_KNOWN, None, overtaken[0], overtaken[0].on, Reason.OVERTAKEN)
    if stopped_on and stopped_on <= due_on:
        return Finding(Status.SWITCHED_OFF, None, stopped_by, stopped_on)
    if not stopped_on and matter.case.as_at <= due_on:
        return Finding(Status.PENDING)
    if rule.conditional or rule.force in NO_OBLIGATION:
        return Finding(Status.ENDED, None, stopped_by, stopped_on)
    if not matter.case.facts.unrecorded.isdisjoint(rule.acts):
        return Finding(Status.NOT_KNOWN, None, stopped_by, stopped_on, Reason.UNRECORDED)
    status, reason, ground = _late(running)
    return Finding(status, None, stopped_by, stopped_on, reason, ground)


def _late(running: Running) -> tuple[Status, Reason | None, Ground | None]:
    """What a missed last day means: by the force of the rule, what excuses it, and what the record holds (W4, W11)."""
    rule, start, due_on, matter = running
    if rule.repeat == "chain" and due_on < matter.case.record_begins:
        return Status.NOT_KNOWN, Reason.EARLIER_REVIEWS, None
    if rule.force == "must" and CORONAVIRUS[0] <= due_on <= CORONAVIRUS[1]:
        return Status.NOT_KNOWN, Reason.CORONAVIRUS, None
    ground = ground_made_out(rule, start, due_on, matter)
    return (Status.EXCUSED if ground else MISSED[rule.force]), None, ground
