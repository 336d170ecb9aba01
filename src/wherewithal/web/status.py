"""Where something stands: always words, with a colour for those who see it."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from wherewithal.web.templates import macro
from wherewithal.web.words import due, late, left, upper_first

SOON = 10
"""Days before a limit from which it is shown as coming soon."""

COLOURS = {
    "overdue": "red",
    "soon": "yellow",
    "on track": "blue",
    "waiting": "grey",
    "paused": "purple",
    "done on time": "green",
    "done late": "grey",
}


@dataclass(frozen=True)
class Status:
    """``kind`` is a key of COLOURS.  In a page or a table cell it draws itself as a GOV.UK tag."""

    words: str
    kind: str

    @property
    def colour(self) -> str:
        return COLOURS[self.kind]

    def __str__(self) -> str:
        return self.words

    def __html__(self) -> Markup:
        return macro("components/status.jinja", "status_tag")(self)


def running(due_on: date, today: date) -> Status:
    """9 days overdue; Due in 4 days; On track, 5 weeks left"""
    days = (due_on - today).days
    if days < 0:
        return Status(due(due_on, today), "overdue")
    if days <= SOON:
        return Status(upper_first(due(due_on, today)), "soon")
    return Status(f"On track, {left(days)}", "on track")


def waiting(for_whom: str) -> Status:
    """Waiting for the educational psychologist"""
    return Status(f"Waiting for {for_whom}", "waiting")


def paused(reason: str) -> Status:
    """Paused: child away from the area"""
    return Status(f"Paused: {reason}", "paused")


def done(due_on: date, done_on: date) -> Status:
    """Done on time; Done 12 days late"""
    days = (done_on - due_on).days
    return Status(f"Done {late(days)}", "done late") if days > 0 else Status("Done on time", "done on time")
