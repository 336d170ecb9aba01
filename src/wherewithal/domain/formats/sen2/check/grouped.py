"""Questions about several rows of a group at once: the same value twice, spans of days that meet or leave a gap."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.columns import Bools, Days, Ints

BITS = 22
DAYS_BEFORE_1970 = 719_163


def repeated(among: Bools, *columns: NDArray[Any]) -> Bools:
    """The rows ``among`` which have the same values in all the columns as another one of them."""
    found = np.zeros(len(among), dtype=bool)
    group = numbered(*(column[among] for column in columns))
    found[among] = np.bincount(group)[group] > 1
    return found


def numbered(*columns: NDArray[Any]) -> Ints:
    """A number for each row, the same for rows that have the same values in all the columns."""
    group = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        values, place = np.unique(column, return_inverse=True)
        group = np.unique(group * (len(values) + 1) + place, return_inverse=True)[1]
    return group


def last_of(group: NDArray[np.int32], among: Bools, *order: NDArray[Any]) -> Bools:
    """The row that comes last in each group ``among`` the rows, by the first of ``order``, then the next."""
    rows = np.flatnonzero(among & (group >= 0))
    rows = rows[np.lexsort([rows, *(column[rows] for column in reversed(order)), group[rows]])]
    found = np.zeros(len(among), dtype=bool)
    found[rows[np.append(group[rows][1:] != group[rows][:-1], True)[: len(rows)]]] = True
    return found


@dataclass(frozen=True)
class Spans:
    """Spans of days of groups, each from ``start`` to the day before ``end``, as sorted keys of group and day."""

    starts: Ints
    ends: Ints

    @classmethod
    def of(cls, group: NDArray[np.int32], start: Days, end: Days) -> "Spans":
        """A span without a day in it, without a group or without its days is left out."""
        kept = (start < end) & (group >= 0)
        return cls(np.sort(keys(group[kept], start[kept])), np.sort(keys(group[kept], end[kept])))

    def meeting(self, group: NDArray[np.int32], start: Days, end: Days) -> Ints:
        """How many spans of its group each span meets; 0 for one that is left out by ``of``."""
        begun = np.searchsorted(self.starts, keys(group, end), side="left")
        over = np.searchsorted(self.ends, keys(group, start), side="right")
        return np.where((start < end) & (group >= 0), begun - over, 0)

    def cover(self, group: NDArray[np.int32], start: Days, end: Days) -> Bools:
        """Whether every day of each span lies in some span of its group."""
        starts, ends = self._joined()
        if not len(starts):
            return np.zeros(len(group), dtype=bool)
        block = np.searchsorted(starts, keys(group, start), side="right") - 1
        return (block >= 0) & (ends[block] >= keys(group, end))

    def _joined(self) -> tuple[Ints, Ints]:
        """The spans with those that meet or follow one another made one."""
        gap = self.starts[1:] > self.ends[:-1]
        first, last = np.append(True, gap), np.append(gap, True)
        return self.starts[first[: len(self.starts)]], self.ends[last[: len(self.ends)]]


def keys(group: NDArray[np.int32], day: Days) -> Ints:
    """One number for a group and a day, in the order of the groups, then of the days; NaT counts as the first day."""
    number = np.where(np.isnat(day), 0, day.astype(np.int64) + DAYS_BEFORE_1970)
    return (group.astype(np.int64) << BITS) | number
