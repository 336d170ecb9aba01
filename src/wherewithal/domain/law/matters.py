"""A case cut into its matters: each request, plan, review and phase transfer, with the facts that belong to it.

A matter begins with the event that opens it and ends where the next one of its kind begins.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from wherewithal.domain.law.counting import ONE_DAY, months_before
from wherewithal.domain.law.facts import Fact, Facts
from wherewithal.domain.law.rulebook import Pattern, Rule

REQUEST_OPENS = frozenset({"request_received", "child_brought_to_attention"})
REQUEST_SETTLES = frozenset({"no_plan_notified", "request_withdrawn", "final_plan_sent", "plan_made"})
PLAN_OPENS = frozenset({"plan_made", "final_plan_sent"})
MEETING = "review_meeting"
TRANSFERS = ("phase_deadline", "transfer_due")


class Case:
    """What is known of one case as at a day; ``happened`` holds the facts dated on or before it."""

    def __init__(self, facts: Facts, as_at: date) -> None:
        self.facts = facts
        self.as_at = as_at
        self.happened = facts.happened(as_at)
        self.events = {fact.event for fact in facts.all}

    def all(self, event: str) -> Iterator[Fact]:
        """What has happened of one kind, from first to last."""
        return (fact for fact in self.happened if fact.event == event) if event in self.events else iter(())

    def first(self, event: str) -> Fact | None:
        return next(self.all(event), None)

    @property
    def record_begins(self) -> date:
        """The first day of the record of reviews, whatever the day as at; date.min if the record is whole."""
        return next((fact.on for fact in self.facts if fact.event == "record_begins"), date.min)


class Matter:
    """The facts of one request, plan, review or transfer, and what comes after it.

    ``opened_by`` is the day to come that a matter ahead is about; ``next`` and ``until``, the fact that opens
    the next matter of the kind and the day from which facts belong to that one (both None for the last).
    """

    __slots__ = ("by_event", "case", "next", "opened_by", "until")

    def __init__(
        self,
        case: Case,
        facts: Iterable[Fact],
        *,
        opened_by: Fact | None = None,
        next: Fact | None = None,
        until: date | None = None,
    ) -> None:
        self.case = case
        self.opened_by = opened_by
        self.next = next
        self.until = until
        self.by_event: dict[str, list[Fact]] = {}
        for fact in facts:
            self.by_event.setdefault(fact.event, []).append(fact)

    def all(self, events: Sequence[str]) -> list[Fact]:
        """The facts of these events, from first to last."""
        if len(events) == 1:
            return self.by_event.get(events[0], [])
        found = [fact for event in events if event in self.by_event for fact in self.by_event[event]]
        return found if len(found) < 2 else sorted(found, key=_day)

    def matching(self, patterns: Collection[Pattern]) -> list[Fact]:
        """The facts that fit one of the patterns, from first to last."""
        if not patterns:
            return []
        found = [
            fact
            for pattern in patterns
            if pattern.event in self.by_event
            for fact in self.by_event[pattern.event]
            if not pattern.outcome or pattern.outcome == fact.text("outcome")
        ]
        return found if len(found) < 2 else sorted(found, key=_day)

    def starts(self, rule: Rule) -> list[Fact]:
        """The facts that start the clock of a rule."""
        if rule.ahead:
            return [self.opened_by] if self.opened_by else []
        if rule.repeat == "chain":
            return _chain(self.all(rule.starts)[:1] + self.all(rule.acts))
        found = self.all(rule.starts)
        return found if rule.repeat == "each" else found[:1]


def requests(case: Case) -> Iterator[Matter]:
    """Each request; another one starts nothing until the first has ended (W9)."""
    return _cut(case, REQUEST_OPENS, _settles_request)


def plans(case: Case) -> Iterator[Matter]:
    """Each plan, from the day it was made or sent, whichever is earlier (W5), until it ceases."""
    return _cut(case, PLAN_OPENS, lambda fact: fact.event == "plan_ceased")


def reviews(case: Case) -> Iterator[Matter]:
    """Each review meeting that was held, with what followed it until the next (W7)."""
    return _cut(case, {MEETING}, lambda fact: True)


def meetings_ahead(case: Case) -> Iterator[Matter]:
    """Each review meeting, held or to come, with what led up to it since the one before."""
    meetings = [fact for fact in case.facts if fact.event == MEETING]
    before = date.min
    for meeting in meetings:
        led_up = [fact for fact in case.happened if before < fact.on <= meeting.on]
        yield Matter(case, led_up, opened_by=meeting)
        before = meeting.on


def transfers(case: Case) -> Iterator[Matter]:
    """Each phase transfer with the facts from a year before its last day until it gives way to the next (W8)."""
    ahead = _transfers_ahead(case.facts)
    since = months_before(ahead[0].on, 12) if ahead else date.min
    for this, next in zip(ahead, [*ahead[1:], None], strict=True):
        until = max(months_before(next.on, 12), this.on + ONE_DAY) if next else date.max
        inside = [fact for fact in case.happened if since <= fact.on < until]
        over = next is not None and until <= case.as_at
        yield Matter(case, inside, opened_by=this, next=next if over else None, until=until if over else None)
        since = until


MATTERS: dict[str, Callable[[Case], Iterator[Matter]]] = {
    "request": requests,
    "plan": plans,
    "meeting ahead": meetings_ahead,
    "review": reviews,
    "transfer": transfers,
}


def _cut(case: Case, opens: Collection[str], settles: Callable[[Fact], bool]) -> Iterator[Matter]:
    """A new matter at each opening fact that comes when the one before is settled."""
    piece: list[Fact] = []
    settled = True
    for fact in case.happened:
        if settled and fact.event in opens:
            if piece:
                yield Matter(case, piece, next=fact, until=fact.on)
            piece, settled = [], False
        piece.append(fact)
        settled = settled or settles(fact)
    yield Matter(case, piece)


def _settles_request(fact: Fact) -> bool:
    refused = fact.event == "assess_decision_notified" and fact.text("outcome") == "no"
    return refused or fact.event in REQUEST_SETTLES


def _transfers_ahead(facts: Facts) -> list[Fact]:
    """Each transfer once: a recorded last day takes the place of a transfer due in the same year."""
    dated = {fact.on.year for fact in facts if fact.event == "phase_deadline"}
    return [
        fact
        for fact in facts
        if fact.event == "phase_deadline" or (fact.event == "transfer_due" and fact.on.year not in dated)
    ]


def _chain(facts: list[Fact]) -> list[Fact]:
    """Those facts that each fall on a later day than the one before."""
    links = facts[:1]
    links += [later for fact, later in pairwise(facts) if later.on > fact.on]
    return links


def _day(fact: Fact) -> date:
    return fact.on
