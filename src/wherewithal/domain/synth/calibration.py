"""The national figures that a synthetic authority is made to look like.

``calibration.toml`` holds them as published, with the file, the period and the rows of each; a test recomputes them
from the files.  Used are, all for England, from DfE, "Education, health and care plans", reporting year 2025:
plans in force in January 2025 by age, sex, ethnicity, class of place, main need, age at start and years held; personal
budgets, residential and work-based places; requests of 2024 by age, sex and outcome, and their mediations and appeals;
assessments, refusals and new plans of 2022 to 2024; the 20 weeks for 2019 to 2024; the annual reviews and the ceased
plans of 2024.  ``[assumed]`` holds what nobody publishes.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Published:
    """A table of counts; those of a column run over the periods and, within them, over the rows."""

    name: str
    says: str
    file: str
    periods: tuple[str, ...]
    topic: str
    rows: tuple[str, ...]
    counts: dict[str, tuple[int, ...]]

    def __getitem__(self, column: str) -> tuple[int, ...]:
        return self.counts[column]

    def total(self, column: str) -> int:
        return sum(self.counts[column])

    def last(self, column: str) -> int:
        return self.counts[column][-1]

    def row(self, at: int) -> dict[str, int]:
        """The counts of one row by column."""
        return {column: counts[at] for column, counts in self.counts.items()}


@cache
def tables() -> dict[str, Published]:
    return {name: _table(name, **table) for name, table in _load()["published"].items()}


def published(name: str) -> Published:
    return tables()[name]


@cache
def assumed() -> dict[str, Any]:
    found: dict[str, Any] = _load()["assumed"]
    return found


def _table(name: str, counts: dict[str, list[int]], periods: list[str], rows: list[str], **words: str) -> Published:
    return Published(
        name=name,
        periods=tuple(periods),
        rows=tuple(rows),
        counts={column: tuple(found) for column, found in counts.items()},
        **words,
    )


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "calibration.toml").read_text("utf-8"))
