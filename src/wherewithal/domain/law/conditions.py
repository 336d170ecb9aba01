"""The named tests that a rule may need: does it apply to what started its clock?"""

from collections.abc import Callable
from datetime import date

from wherewithal.domain.law.counting import months_after
from wherewithal.domain.law.facts import Fact
from wherewithal.domain.law.matters import Matter

Condition = Callable[[Fact, date, Matter], bool]
FIVE_YEARS = 60
FEBRUARY, MARCH = 2, 3


def under_five(start: Fact, due_on: date, matter: Matter) -> bool:
    """The child is known to be under five still on the last day (W6)."""
    born = matter.case.first("born")
    return born is not None and due_on < months_after(born.on, FIVE_YEARS)


def to_be_amended(start: Fact, due_on: date, matter: Matter) -> bool:
    """The decision after the review was to amend; a notice of amendments says so where no decision is recorded."""
    decisions = matter.all(["review_decision_notified"])
    if decisions:
        return any(decision.text("outcome") == "amend" for decision in decisions)
    return "amendment_notice_sent" in matter.by_event


def not_to_be_amended(start: Fact, due_on: date, matter: Matter) -> bool:
    """After its notice of amendments the authority told the family that it will not amend."""
    return "no_amendment_notified" in matter.by_event


def school_transfer(start: Fact, due_on: date, matter: Matter) -> bool:
    return _phase(start) == "school"


def leaving_school(start: Fact, due_on: date, matter: Matter) -> bool:
    return _phase(start) == "leaving"


def between_colleges(start: Fact, due_on: date, matter: Matter) -> bool:
    return _phase(start) == "colleges"


CONDITIONS: dict[str, Condition] = {
    "under_five": under_five,
    "to_be_amended": to_be_amended,
    "not_to_be_amended": not_to_be_amended,
    "school_transfer": school_transfer,
    "leaving_school": leaving_school,
    "between_colleges": between_colleges,
}


def _phase(start: Fact) -> str:
    """What a transfer is between: what the child ``leaves`` and ``joins``, or else the month of its last day."""
    if start.event == "phase_deadline":
        return {FEBRUARY: "school", MARCH: "leaving"}.get(start.on.month, "colleges")
    if start.text("joins") != "post16":
        return "school"
    return "colleges" if start.text("leaves") == "post16" else "leaving"
