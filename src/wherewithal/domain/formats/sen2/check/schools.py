"""What the rules ask of a schools register (Get Information about Schools)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.columns import Bools, Column, Days, Ints

OPEN = ("Open", "Open, but proposed to close")
NOT_KNOWN = -1
IN_A_WHOLE_REGISTER = ("Other independent special school", "Further education")
"""Types that an extract of state-funded schools leaves out, though children with plans go there."""


class School(NamedTuple):
    """One establishment.  ``type`` and ``status`` are the register's words; None is not known."""

    urn: str
    ukprn: str = ""
    type: str = ""
    status: str = "Open"
    closed_on: date | None = None
    has_unit: bool | None = None
    has_provision: bool | None = None


@dataclass(frozen=True)
class Schools:
    """A schools register as columns, a row for each establishment.

    ``whole`` is False for an extract, whose silence about a number says nothing.  ``closed_on`` is NaT where there is
    no such day; ``has_unit`` and ``has_provision`` (a SEN unit, resourced provision) are 1, 0 or NOT_KNOWN.
    """

    urn: Sequence[str]
    ukprn: Sequence[str]
    type: Sequence[str]
    status: Sequence[str]
    closed_on: Days
    has_unit: Ints
    has_provision: Ints
    whole: bool = True

    @classmethod
    def of(cls, schools: Iterable[School]) -> "Schools":
        """The schools as a whole register."""
        rows = list(schools)
        return cls(
            urn=[each.urn for each in rows],
            ukprn=[each.ukprn for each in rows],
            type=[each.type for each in rows],
            status=[each.status for each in rows],
            closed_on=np.array([each.closed_on for each in rows], dtype="datetime64[D]"),
            has_unit=_answers(each.has_unit for each in rows),
            has_provision=_answers(each.has_provision for each in rows),
        )

    @classmethod
    def of_register(cls, schools: Iterable[School]) -> "Schools":
        """The schools of a register that may be an extract: it is whole if it has schools of every sort."""
        found = cls.of(schools)
        return replace(found, whole=frozenset(found.type).issuperset(IN_A_WHOLE_REGISTER))

    def rows(self, urns: Column) -> NDArray[np.int32]:
        """The row of each number, NOT_KNOWN where the register does not have it."""
        found = [self._row_of.get(word, NOT_KNOWN) for word in urns.words]
        return np.array(found, dtype=np.int32)[urns.codes]

    def closed(self, rows: NDArray[np.int32]) -> Days:
        return np.append(self.closed_on, np.datetime64("NaT", "D"))[rows]

    def without_unit(self, rows: NDArray[np.int32]) -> Bools:
        """Whether the register says that there is no SEN unit."""
        return np.append(self.has_unit, NOT_KNOWN)[rows] == 0

    def without_provision(self, rows: NDArray[np.int32]) -> Bools:
        """Whether the register says that there is no resourced provision."""
        return np.append(self.has_provision, NOT_KNOWN)[rows] == 0

    def of_type(self, rows: NDArray[np.int32], types: Iterable[str]) -> Bools:
        wanted = frozenset(types)
        return np.array([*(each in wanted for each in self.type), False], dtype=bool)[rows]

    @cached_property
    def open_ukprns(self) -> frozenset[str]:
        """The provider numbers of the open establishments."""
        return frozenset(
            ukprn for ukprn, status in zip(self.ukprn, self.status, strict=True) if ukprn and status in OPEN
        )

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {urn: row for row, urn in enumerate(self.urn) if urn}


def _answers(values: Iterable[bool | None]) -> Ints:
    return np.array([NOT_KNOWN if value is None else int(value) for value in values], dtype=np.int64)
