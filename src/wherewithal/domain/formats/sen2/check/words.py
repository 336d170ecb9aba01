"""The words of a finding: where it is, whom it concerns, and what was found there."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import numpy as np

from wherewithal.domain.formats.sen2.check.rules import Rule, Spot
from wherewithal.domain.formats.sen2.check.views import Views, ancestry, owner
from wherewithal.domain.formats.sen2.columns import FLAGS, Ints, Return, to_day
from wherewithal.domain.formats.sen2.layout import Item, codes, ethnicities, layout
from wherewithal.domain.places.authorities import find

WITHHELD = frozenset({"Surname", "Forename", "SENSettingOther"})
AUTHORITIES = frozenset({"LEA", "TransferLA", "Exported"})
NOTHING = "nothing"
LONGEST = 60


class Where(NamedTuple):
    """Where a finding is: ``person`` is the row of the person, -1 where it concerns nobody."""

    record: str
    row: int
    line: int
    person: int
    field: str


class Wording:
    """The words for the findings of one return."""

    def __init__(self, ret: Return) -> None:
        self.ret = ret
        self._views = Views(ret)
        self._counts: dict[tuple[str, str], Ints] = {}

    def place(self, spot: Spot, row: int) -> Where:
        if spot.record == "Extra":
            extra = self.ret.extras[row]
            record = extra.record or "Header"
            return Where(record, extra.row, extra.line, self._person(record, extra.row), extra.path)
        line = int(self.ret[spot.record].line[row]) if spot.record in self.ret.tables else 0
        return Where(spot.record, row, line, self._person(spot.record, row), spot.item.rpartition(".")[2])

    def people(self, spot: Spot) -> list[int]:
        """The row of the person of each row of a spot, -1 for those that concern nobody."""
        if spot.record in self.ret.tables:
            return self._views[spot.record].row_of("Person")[spot.rows].tolist()
        return [self.place(spot, row).person for row in spot.rows.tolist()]

    def number(self, person: int) -> str:
        """The unique pupil number of a person, or else the unique learner number."""
        if person < 0:
            return ""
        table = self.ret["Person"]
        return table["UPN"][person] or table["UniqueLearnerNumber"][person]

    def found(self, rule: Rule, spot: Spot, row: int) -> str:
        """The values at a row: of the rule's items, or of the spot's own where it is none of them."""
        if spot.record == "Extra":
            return self._extra(row)
        items = rule.items if spot.item in rule.items else (spot.item,) if spot.item else ()
        told = {item: self._value(item, spot.record, row) for item in items}
        if len(told) == 1:
            return next(iter(told.values()))
        return "; ".join(f"{self._title(item, spot.record)}: {value}" for item, value in told.items()) or NOTHING

    def _person(self, record: str, row: int) -> int:
        return int(self._views[record].row_of("Person")[row]) if record in self.ret.tables and row >= 0 else -1

    def _extra(self, row: int) -> str:
        extra = self.ret.extras[row]
        told = extra.why == "repeated" and extra.path not in WITHHELD
        return f"{extra.path}: {quoted(extra.value)}" if told and extra.value else quoted(extra.path)

    def _title(self, item: str, record: str) -> str:
        if record == "Header":
            return _header_item(item).title
        if item in self.ret.tables:
            return layout().record(item).title
        return _item(item, record).title

    def _value(self, item: str, record: str, row: int) -> str:
        if record == "Header":
            return in_words(_header_item(item), self.ret.header.get(item, ""))
        if item in self.ret.tables:
            return str(self._count(item, record)[row] or NOTHING)
        return in_words(_item(item, record), self._word(item, record, row))

    def _word(self, item: str, record: str, row: int) -> str:
        holder, name = owner(item, record)
        at = int(self._views[record].row_of(holder)[row])
        return self.ret[holder][name][at] if at >= 0 else ""

    def _count(self, record: str, beside: str) -> Ints:
        """How many rows of a record type belong to each row of another."""
        if (record, beside) not in self._counts:
            view = self._views[beside]
            below = beside in ancestry(record)
            self._counts[record, beside] = view.count(record) if below else view.belongs_to(record).astype(np.int64)
        return self._counts[record, beside]


def quoted(word: str) -> str:
    return f"“{word}”" if len(word) <= LONGEST else f"“{word[:LONGEST]}…”"


def in_words(item: Item, word: str) -> str:
    """A value in plain words; what cannot be read stands between quotation marks.  A name is never told."""
    if not word:
        return NOTHING
    if item.name in WITHHELD:
        return "not shown"
    return _TELL.get(item.type, _text)(item, word)


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _text(item: Item, word: str) -> str:
    authority = find(word) if item.name in AUTHORITIES else None
    return f"{authority.name} ({word})" if authority else quoted(word)


def _date(item: Item, word: str) -> str:
    return quoted(word) if np.isnat(to_day(word)) else day_in_words(date.fromisoformat(word[:10]))


def _flag(item: Item, word: str) -> str:
    return {1: "yes", 0: "no"}.get(FLAGS.get(word.lower(), -1), quoted(word))


def _whole(item: Item, word: str) -> str:
    return word if word.isdecimal() and word.isascii() else quoted(word)


def _code(item: Item, word: str) -> str:
    known = codes(item.codes)
    words = known.get(word) or (known.get(ethnicities().get(word, "")) if item.codes == "ethnicity" else None)
    return f"{words} ({word})" if words else quoted(word)


_TELL: dict[str, Callable[[Item, str], str]] = {"date": _date, "flag": _flag, "whole": _whole, "code": _code}


def _item(item: str, record: str) -> Item:
    holder, name = owner(item, record)
    return layout().record(holder).item(name)


def _header_item(name: str) -> Item:
    return next(item for item in layout().header if item.name == name)
