"""What a case is: a change to the small return, and what a rule finds in it."""

from dataclasses import dataclass, field
from datetime import date

from tests.formats.sen2.check.base import Changes
from wherewithal.domain.formats.sen2.check import School, Schools

SCHOOLS = Schools.of(
    [
        School("900001", "10000001", "Community school", has_unit=True, has_provision=True),
        School("900002", "10000002", "Academy special converter"),
        School("900003", "10000003", "Community school", "Closed", date(2025, 8, 31)),
        School("900004", "10000004", "Foundation school", has_unit=False, has_provision=False),
        School("900005", "10000005", "University technical college"),
        School("900006", "10000006", "Online provider"),
        School("900007", "10000007", "Other independent school"),
    ]
)


@dataclass(frozen=True)
class Case:
    """One rule: a change that ``fails`` it, with what ``also`` fails then, and one that comes close but ``passes``.

    ``given`` goes to the check.  What is compared with last year's return says what differs ``then``.
    """

    fails: Changes
    passes: Changes
    also: frozenset[str] = frozenset()
    year: int = 2026
    given: dict[str, object] = field(default_factory=dict)
    then: Changes | None = None


CASES: dict[str, Case] = {}


def case(rule: str, fails: Changes, *, also: str = "", passes: Changes | None = None, **more: object) -> None:
    CASES[rule] = Case(fails, passes or {}, frozenset(also.split()), **more)


@dataclass(frozen=True)
class Edge:
    """How many findings of a rule a change makes, where it is just enough or just too little."""

    rule: str
    findings: int
    changes: Changes
    given: dict[str, object] = field(default_factory=dict)
    then: Changes | None = None


EDGES: list[Edge] = []


def edge(rule: str, findings: int, changes: Changes, **more: object) -> None:
    EDGES.append(Edge(rule, findings, changes, **more))
