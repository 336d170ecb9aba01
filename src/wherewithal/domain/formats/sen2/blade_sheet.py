"""One of the nine files of a COLLECT export: its columns, its keys and its rows."""

from collections.abc import Callable
from typing import NamedTuple

from wherewithal.domain.formats.sen2.blade_files import EXPORT_AGAIN, Member, rows
from wherewithal.domain.formats.sen2.blade_values import normaliser
from wherewithal.domain.formats.sen2.columns import Builder, Extra
from wherewithal.domain.formats.sen2.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.layout import Item, layout
from wherewithal.domain.formats.sen2.moved import moved_items
from wherewithal.domain.formats.sen2.sizes import LONGEST_VALUE, MOST_RECORDS
from wherewithal.domain.formats.sen2.slots import Slot, known_names, stranger

MOST_PROBLEMS = 1_000

Keys = dict[str, int]
"""The keys of a file's rows, with the rows they stand for (-1 for the header, which is in no table)."""


class Column(NamedTuple):
    at: int
    slot: Slot
    normal: Callable[[str], str]


class Sheet:
    """Reads one file into the builder.

    ``above`` is the file that holds the parents and ``parents`` are its keys: None if that file could not be read,
    so that no row is called an orphan for it.
    """

    def __init__(
        self, member: Member, slot: Slot, builder: Builder, *, module: str, above: str, parents: Keys | None
    ) -> None:
        self.member = member
        self.module = module
        self.slot = slot
        self.builder = builder
        self.own_key = f"{module}tableid"
        self.parent_key = f"{above}tableid" if above else ""
        self.parents = parents
        self.keys: Keys = {}
        self.problems: list[Problem] = []

    def read(self) -> Keys:
        """Raises FileRejected with all that is wrong in the file."""
        table = rows(self.member)
        _, titles = next(table, (1, []))
        self._columns([title.strip() for title in titles])
        for line, cells in table:
            if any(cells):
                self._row(line, cells)
        if not self.slot.record and len(self.keys) != 1:
            self._problem(1, f"{len(self.keys):,} rows of header", "one row", "Leave only the export of one return.")
        if self.problems:
            raise FileRejected(self.member.name, self.problems)
        return self.keys

    def _columns(self, titles: list[str]) -> None:
        names = [title.lower() for title in titles]
        for key in filter(None, (self.own_key, self.parent_key)):
            if key not in names:
                self._problem(1, f"no column {key}", "the key that joins the files", EXPORT_AGAIN)
                raise FileRejected(self.member.name, self.problems)
        self.width = len(titles)
        self.own = names.index(self.own_key)
        self.parent = names.index(self.parent_key) if self.parent_key else None
        aside = (self.own_key, self.parent_key, "nativeid", f"{self.module}orderseqcolumn", "sourceid")
        self.columns = [self._column(i, title) for i, title in enumerate(titles) if names[i] not in aside]

    def _column(self, at: int, title: str) -> Column:
        slot = self.slot.children.get(title.lower())
        if slot is None or slot.holder:
            why = "misplaced" if title.lower() in known_names() else "unknown"
            return Column(at, stranger(self.slot, title, why), str)
        return Column(at, slot, normaliser(_items(self.slot.record)[slot.name]))

    def _row(self, line: int, cells: list[str]) -> None:
        if len(cells) < self.width or any(cells[self.width :]):
            self._problem(line, f"{len(cells):,} values", f"{self.width:,}, one for each column", EXPORT_AGAIN)
            return
        parent = self._parent_row(line, cells)
        row = self.builder.add(self.slot.record, parent, line) if self.slot.record else -1
        self._note_key(line, cells[self.own].strip(), row)
        for at, slot, normal in self.columns:
            text = cells[at].strip()
            if text:
                self._keep(slot, normal(text), row, line)

    def _keep(self, slot: Slot, text: str, row: int, line: int) -> None:
        if len(text) > LONGEST_VALUE:
            wanted = f"no more than {LONGEST_VALUE:,} characters"
            self._problem(line, f"a longer text in {slot.name}", wanted, EXPORT_AGAIN)
        elif not slot.keep(text):
            self.builder.spare(Extra(slot.record, row, slot.path, text, slot.why, line))

    def _parent_row(self, line: int, cells: list[str]) -> int:
        if self.parent is None or self.parents is None:
            return -1
        key = cells[self.parent].strip()
        if key in self.parents:
            return self.parents[key]
        found = f"{self.parent_key} {key!r}" if key else f"no {self.parent_key}"
        self._problem(line, found, "that of a row in the file above it", EXPORT_AGAIN)
        return -1

    def _note_key(self, line: int, key: str, row: int) -> None:
        if not key:
            self._problem(line, f"no {self.own_key}", "one", EXPORT_AGAIN)
        elif key in self.keys:
            self._problem(line, f"{self.own_key} {key!r} for the second time", "each key once", EXPORT_AGAIN)
        self.keys[key] = row
        if row >= MOST_RECORDS:
            self._problem(line, f"more than {MOST_RECORDS:,} rows", "one authority's return", EXPORT_AGAIN)
            raise FileRejected(self.member.name, self.problems)

    def _problem(self, line: int, found: str, wanted: str, cure: str) -> None:
        self.problems.append(Problem(f"{self.member.name}, line {line:,}", found, wanted, cure))
        if len(self.problems) >= MOST_PROBLEMS:
            more = Problem(self.member.name, "so much that is wrong that the rest was not read", "none", EXPORT_AGAIN)
            raise FileRejected(self.member.name, [*self.problems, more])


def _items(record: str) -> dict[str, Item]:
    items = (*layout().record(record).items, *moved_items()) if record else layout().header
    return {item.name: item for item in items}
