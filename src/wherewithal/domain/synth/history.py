"""The dated facts of one person's history with the authority."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Assessment:
    """``outcome`` Y, N or W; ``agreed_on`` is the day on which a plan was promised, some weeks before it was issued."""

    begins_on: date
    ended_on: date
    outcome: str
    agreed_on: date | None = None
    exempt: bool = False
    mediated_on: date | None = None
    appealed_on: date | None = None
    other_mediated_on: date | None = None
    other_appealed_on: date | None = None


@dataclass(slots=True)
class Plan:
    """``arrived_on`` and ``arrived_from`` tell of a plan that came with the child from another authority."""

    starts_on: date
    ends_on: date | None = None
    why_ended: str = ""
    arrived_on: date | None = None
    arrived_from: str = ""


@dataclass(slots=True)
class Request:
    """``outcome`` Y, N or W; ``received_on`` and ``decided_on`` are None where the story begins with the plan."""

    outcome: str = "Y"
    received_on: date | None = None
    decided_on: date | None = None
    source: str = ""
    in_custody: bool = False
    mediated_on: date | None = None
    appealed_on: date | None = None
    moved_to: str = ""
    assessment: Assessment | None = None
    plan: Plan | None = None

    @property
    def known_from(self) -> date:
        """The day from which the authority knows of it.  Raises ValueError if nothing has happened."""
        if self.plan and self.plan.arrived_on:
            return self.plan.arrived_on
        if day := self.received_on or (self.plan and self.plan.starts_on):
            return day
        raise ValueError("A request begins with the day it was received, or with a plan")


@dataclass(slots=True)
class Life:
    born_on: date
    begins: str
    requests: list[Request] = field(default_factory=list)
