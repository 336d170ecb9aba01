"""The dated events of one case: all that the engine knows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from wherewithal.domain.law.events import EVENTS, event

Detail = str | date


@dataclass(frozen=True, slots=True)
class Fact:
    """One event on one day, with what was recorded about it.  Raises UnknownEvent.

    Details that the rules read:
    ``outcome`` of a decision (yes, no; maintain, amend, cease); ``adviser`` and ``institution``, who was asked;
    ``reopens``, the first day open to pupils; ``until``, the last day of an absence or of personal circumstances;
    ``leaves`` and ``joins`` of a phase transfer (post16 is what matters); ``because`` and ``rule`` of a claim.
    """

    event: str
    on: date
    details: tuple[tuple[str, Detail], ...] = ()

    def __post_init__(self) -> None:
        if self.event not in EVENTS:
            event(self.event)

    def text(self, key: str) -> str:
        """A detail in words; "" where there is none."""
        for name, value in self.details:
            if name == key:
                return str(value)
        return ""

    def day(self, key: str) -> date | None:
        """A detail that is a date; None where there is none."""
        return next((value for name, value in self.details if name == key and isinstance(value, date)), None)


def fact(event: str, on: date, **details: Detail) -> Fact:
    """A fact with its details by name: ``fact("review_decision_notified", day, outcome="amend")``."""
    return Fact(event, on, tuple(sorted(details.items())))


@dataclass(frozen=True, init=False, slots=True)
class Facts:
    """The facts of one case in the order of their days; never changed, equal if their facts are.

    ``unrecorded`` names events that the source of these facts does not hold at all, so that their absence says
    nothing: a limit that such an event could have met is not known to be missed.
    """

    all: tuple[Fact, ...]
    unrecorded: frozenset[str]

    def __init__(self, facts: Iterable[Fact] = (), *, unrecorded: Iterable[str] = ()) -> None:
        object.__setattr__(self, "all", tuple(sorted(facts, key=_order)))
        object.__setattr__(self, "unrecorded", frozenset(unrecorded))

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def happened(self, as_at: date) -> tuple[Fact, ...]:
        """The facts dated on or before the day; what is dated after it has not happened."""
        if not self.all or self.all[-1].on <= as_at:
            return self.all
        return tuple(fact for fact in self.all if fact.on <= as_at)


def _order(fact: Fact) -> tuple[date, int]:
    return fact.on, EVENTS[fact.event].order
