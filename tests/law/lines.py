"""Facts written as one line of text, and the tables of cases that use them."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wherewithal.domain.law import Clock, Fact, Facts, clocks, fact

HERE = Path(__file__).parent


def facts(line: str, *, unrecorded: tuple[str, ...] = ()) -> Facts:
    """``"request_received 2026-02-02; assess_decision_notified 2026-03-16 outcome=yes"`` as facts."""
    return Facts([_fact(text) for text in line.split(";") if text.strip()], unrecorded=unrecorded)


def day(text: str) -> date:
    return date.fromisoformat(text)


def the_clock(line: str, as_at: str, rule: str, *, unrecorded: tuple[str, ...] = ()) -> Clock:
    """The one clock of a rule, or of a rule and the day it started: ``AR-12M@2025-06-10``."""
    key, _, started = rule.partition("@")
    found = [
        clock
        for clock in clocks(facts(line, unrecorded=unrecorded), day(as_at))
        if clock.key == key and started in ("", clock.started_on.isoformat())
    ]
    assert len(found) == 1, f"{len(found)} clocks of {rule}, wanted one"
    return found[0]


def keys(line: str, as_at: str) -> list[str]:
    """The rules of all clocks that the facts start."""
    return sorted(clock.key for clock in clocks(facts(line), day(as_at)))


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _fact(text: str) -> Fact:
    event, on, *details = text.split()
    return fact(event, day(on), **dict(_detail(detail) for detail in details))


def _detail(text: str) -> tuple[str, str | date]:
    name, _, value = text.partition("=")
    return name, day(value) if name in ("until", "reopens") else value
