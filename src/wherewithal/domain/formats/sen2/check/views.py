"""A return as the rules see it: typed columns, and each record type joined to all the others.

A row belongs to its ancestors, to its first child of each kind, and to the first row of each kind under the same
request: so a placement can ask for the date of its plan, and a plan for the authority it came from.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.check.days import END_OF_TIME
from wherewithal.domain.formats.sen2.columns import Bools, Column, Days, Ints, Return, Table
from wherewithal.domain.formats.sen2.layout import layout

Rows = NDArray[np.int32]

HUB = "Requests"


class View:
    """The rows of one record type; an item of another record type is that of the row it belongs to."""

    def __init__(self, views: "Views", record: str) -> None:
        self.views = views
        self.record = record
        self.table: Table = views.ret[record]
        self._rows: dict[str, Rows] = {}
        self._days: dict[str, Days] = {}

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, item: str) -> Column:
        record, name = owner(item, self.record)
        column = self.views.ret[record][name]
        return column if record == self.record else Column(column.words, self.at(record, column.codes, 0))

    def none(self) -> Bools:
        return np.zeros(len(self), dtype=bool)

    def has(self, item: str) -> Bools:
        return self[item].present

    def blank(self, item: str) -> Bools:
        return self[item].blank

    def isin(self, item: str, codes: str) -> Bools:
        """Whether the value is one of ``codes``, which are parted by blanks; a blank value never is."""
        return self[item].isin(frozenset(codes.split()))

    def where(self, item: str, test: Callable[[str], bool]) -> Bools:
        return self[item].where(test)

    def yes(self, *items: str) -> Bools:
        """Whether any of the flags is yes."""
        return self._any_flag(items, 1)

    def no(self, item: str) -> Bools:
        return self[item].flags() == 0

    def unanswered(self, *items: str) -> Bools:
        """Whether any of the flags is neither yes nor no."""
        return self._any_flag(items, -1)

    def rank(self, item: str = "PlacementRank") -> Ints:
        return self[item].wholes()

    def day(self, item: str) -> Days:
        """The dates of an item, NaT where there is none that can be read."""
        if item not in self._days:
            self._days[item] = self._read_days(item)
        return self._days[item]

    def end(self, item: str) -> Days:
        """The dates of an item, the end of time where it is blank."""
        return np.where(self.blank(item), END_OF_TIME, self.day(item))

    def row_of(self, record: str) -> Rows:
        """The row of ``record`` that each row belongs to, -1 where there is none."""
        if record not in self._rows:
            self._rows[record] = self._find_rows(record)
        return self._rows[record]

    def belongs_to(self, record: str) -> Bools:
        return self.row_of(record) >= 0

    def at(self, record: str, values: NDArray[Any], missing: Any = False) -> NDArray[Any]:
        """``values``, one for each row of ``record``, for the rows here."""
        return np.append(values, np.array([missing], dtype=values.dtype))[self.row_of(record)]

    def count(self, record: str, among: Bools | None = None) -> Ints:
        """How many rows of a record type (those ``among``) lie under each row here."""
        above = self.views[record].row_of(self.record)
        kept = above >= 0 if among is None else among & (above >= 0)
        return np.bincount(above[kept], minlength=len(self))

    def any(self, record: str, among: Bools | None = None) -> Bools:
        return self.count(record, among) > 0

    def fellows(self, record: str, among: Bools) -> Ints:
        """How many of the rows ``among``, of this record type, share each row's ``record``; 0 where it has none."""
        counts: Ints = self.at(record, self.views[record].count(self.record, among), 0)
        return counts

    def pick(self, record: str, among: Bools) -> Rows:
        """The first row of ``record`` ``among`` those under each row here, -1 where there is none."""
        found = np.full(len(self), -1, dtype=np.int32)
        above = self.views[record].row_of(self.record)
        rows = np.flatnonzero(among & (above >= 0))[::-1].astype(np.int32)
        found[above[rows]] = rows
        return found

    def _any_flag(self, items: tuple[str, ...], wanted: int) -> Bools:
        found = self.none()
        for item in items:
            found |= self[item].flags() == wanted
        return found

    def _read_days(self, item: str) -> Days:
        record, name = owner(item, self.record)
        if record == self.record:
            return self[name].days()
        return self.at(record, self.views[record].day(name), np.datetime64("NaT", "D"))

    def _find_rows(self, record: str) -> Rows:
        if record in ancestry(self.record):
            return self.views.ret.up(self.record, record)
        if self.record in ancestry(record):
            return self.pick(record, np.ones(len(self.views[record]), dtype=bool))
        hub: Rows = self.at(HUB, self.views[HUB].row_of(record), -1)
        return hub


class Views:
    """The views of a return, by record type."""

    def __init__(self, ret: Return) -> None:
        self.ret = ret
        self._views = {record: View(self, record) for record in ret.tables}
        self.person = self["Person"]
        self.requests = self["Requests"]
        self.assessment = self["Assessment"]
        self.plan = self["NamedPlan"]
        self.detail = self["PlanDetail"]
        self.active_plan = self["ActivePlans"]
        self.placement = self["PlacementDetail"]
        self.need = self["SENneed"]

    def __getitem__(self, record: str) -> View:
        return self._views[record]

    def __iter__(self) -> Iterator[View]:
        return iter(self._views.values())


@cache
def ancestry(record: str) -> tuple[str, ...]:
    """The record type itself, its parent, and so on up to Person."""
    parent = layout().record(record).parent
    return (record, *ancestry(parent)) if parent else (record,)


@cache
def owner(item: str, record: str) -> tuple[str, str]:
    """The record type and the name of an item as asked for from ``record``, its own record type first.

    Raises KeyError where several record types have it and none was named, or where none has it.
    """
    named, dot, name = item.rpartition(".")
    owners = [r.name for r in layout().records if any(i.name == name for i in r.items) and (not dot or r.name == named)]
    if record in owners:
        return record, name
    if len(owners) != 1:
        raise KeyError(f"{item} belongs to {', '.join(owners) or 'no record type'}")
    return owners[0], name
