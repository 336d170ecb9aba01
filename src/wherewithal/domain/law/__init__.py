"""The law on education, health and care plans in England, as rules that a computer can apply and a person can check.

How to read this package
    rulebook/*.toml      the rules as data: what is owed, by whom, by when, under which citation
    events.toml          the names of what can happen in a case
    grounds.toml         the closed list of what excuses a missed limit
    conventions.toml     where the law is open: the reading used here, and the other one
    bank_holidays.toml   for limits in working days
    counting.py          how days are counted
    matters.py           how a case is cut into requests, plans, reviews and transfers
    conditions.py        the named tests of whether a rule applies
    exceptions.py        the tests of the grounds
    clocks.py            the engine, with one way in
    words.py, steps.py   a clock in plain words, and what to do next

How to use it
    >>> facts = Facts([
    ...     fact("request_received", date(2025, 9, 8)),
    ...     fact("assess_decision_notified", date(2025, 10, 27), outcome="yes"),
    ... ])
    >>> for clock in clocks(facts, date(2025, 11, 3)):
    ...     print(clock.key, clock.due_on, clock.status, clock.words)

Everything is worked out from dated facts as at a day that is passed in; nothing asks what day it is.
"""

from wherewithal.domain.law.clock import Clock
from wherewithal.domain.law.clocks import clocks
from wherewithal.domain.law.conventions import CONVENTIONS, Convention
from wherewithal.domain.law.counting import BankHolidaysNotKnown
from wherewithal.domain.law.events import EVENTS, UnknownEvent
from wherewithal.domain.law.exceptions import GROUNDS, Ground
from wherewithal.domain.law.facts import Fact, Facts, fact
from wherewithal.domain.law.rulebook import NotInForce, Rule, UnknownRule, rule, rules
from wherewithal.domain.law.status import Reason, Status
from wherewithal.domain.law.steps import Step, next_step

__all__ = [
    "CONVENTIONS",
    "EVENTS",
    "GROUNDS",
    "BankHolidaysNotKnown",
    "Clock",
    "Convention",
    "Fact",
    "Facts",
    "Ground",
    "NotInForce",
    "Reason",
    "Rule",
    "Status",
    "Step",
    "UnknownEvent",
    "UnknownRule",
    "clocks",
    "fact",
    "next_step",
    "rule",
    "rules",
]
