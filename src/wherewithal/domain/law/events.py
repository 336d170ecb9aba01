"""The names of what can happen in a case, with their words.  The list is ``events.toml``."""

from dataclasses import dataclass, field

from wherewithal.domain.law.data import load


class UnknownEvent(ValueError):
    """A fact names an event that is not in the list."""


@dataclass(frozen=True)
class Event:
    """``order`` puts the events of one day in the order in which they happen."""

    key: str
    order: int
    words: str
    happened: str
    outcomes: dict[str, str] = field(default_factory=dict, hash=False)


def event(key: str) -> Event:
    """Raises UnknownEvent."""
    try:
        return EVENTS[key]
    except KeyError:
        raise UnknownEvent(f"There is no event {key!r}; known events are {', '.join(EVENTS)}") from None


EVENTS: dict[str, Event] = {
    row["key"]: Event(order=order, **row) for order, row in enumerate(load("events.toml")["event"])
}
