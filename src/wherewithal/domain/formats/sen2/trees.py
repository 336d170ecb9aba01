"""A return as trees, one for each person, and trees as a return.

A tree is a dict: the name of an item with its text, the name of a record with the list of its trees, as in
``{"Surname": "Alder", "Requests": [{"ReceivedDate": "2025-01-20", "Assessment": [{...}]}]}``.  What is blank is absent.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

import numpy as np

from wherewithal.domain.formats.sen2.columns import Builder, Return
from wherewithal.domain.formats.sen2.layout import layout

Tree: TypeAlias = "dict[str, str | list[Tree]]"


def trees(ret: Return) -> Iterator[Tree]:
    """The tree of each person, in the order of the return.  A row that hangs under no person is in none: ``strays``."""
    branch = _Branch(ret, "Person")
    return map(branch.tree, range(ret.people))


def tree_of(ret: Return, person: int) -> Tree:
    """The tree of the person at row ``person``.  For many people at once use ``trees``."""
    return _Branch(ret, "Person").tree(person)


def strays(ret: Return) -> dict[str, int]:
    """How many rows of each record hang under no person, and so are in no tree; a record without any is left out."""
    counts = {record.name: int((ret.up(record.name, "Person") < 0).sum()) for record in layout().records}
    return {name: count for name, count in counts.items() if count}


def build(header: Mapping[str, str], people: Iterable[Tree], source: str = "") -> Return:
    """The return that holds these trees.

    Exact inverse of ``trees``: the order is kept, what is blank is left out.  Raises ValueError for names that are not
    in the layout.
    """
    refuse_unknown_header(header)
    builder = Builder(source)
    builder.header = {name: value for name, value in header.items() if value}
    for tree in people:
        refuse_unknown(tree)
        _plant(builder, "Person", tree, -1)
    return builder.finish()


def refuse_unknown(tree: Tree, record: str = "Person") -> None:
    """Raise ValueError that lists every name in the tree which the layout does not have at its place."""
    if unknown := sorted(set(_unknown(tree, record))):
        raise ValueError(f"A SEN2 return has no {', '.join(unknown)}")


def refuse_unknown_header(header: Mapping[str, str]) -> None:
    """Raise ValueError that lists every item which a header does not have."""
    if unknown := sorted(header.keys() - {item.name for item in layout().header}):
        raise ValueError(f"The header of a SEN2 return has no {', '.join(unknown)}")


def below(tree: Tree, record: str) -> list[Tree]:
    """The trees of one record type directly under a tree; [] where there are none."""
    found = tree.get(record, [])
    return [] if isinstance(found, str) else found


def _plant(builder: Builder, record: str, tree: Tree, parent: int) -> None:
    row = builder.add(record, parent)
    for name, value in tree.items():
        if isinstance(value, str):
            if value:
                builder.put_at(record, row, name, value)
        else:
            for child in value:
                _plant(builder, name, child, row)


def _unknown(tree: Tree, record: str) -> Iterator[str]:
    items, children = _names(record)
    for name, value in tree.items():
        if name not in (items if isinstance(value, str) else children):
            yield f"{record}.{name}"
        elif not isinstance(value, str):
            for child in value:
                yield from _unknown(child, name)


@cache
def _names(record: str) -> tuple[frozenset[str], frozenset[str]]:
    items = frozenset(item.name for item in layout().record(record).items)
    return items, frozenset(child.name for child in layout().children(record))


class _Branch:
    """One record type, with its items and its children ready to be found by row."""

    def __init__(self, ret: Return, record: str) -> None:
        table = ret[record]
        columns = {name: column for name, column in table.columns.items() if len(column.words) > 1}
        self.items = [(name, column.words, column.codes.data) for name, column in columns.items()]
        self.children = [_Children(ret, child.name, len(table)) for child in layout().children(record)]

    def tree(self, row: int) -> Tree:
        tree: Tree = {name: words[codes[row]] for name, words, codes in self.items if codes[row]}
        for child in self.children:
            if found := child.under(row):
                tree[child.record] = found
        return tree


class _Children:
    """The rows of a record sorted by their parent, so that those of one parent lie between two known places."""

    def __init__(self, ret: Return, record: str, parents: int) -> None:
        parent = ret[record].parent
        order = np.argsort(parent, kind="stable")
        self.record = record
        self.rows = order.data
        self.starts = np.searchsorted(parent[order], np.arange(parents + 1)).data
        self.branch = _Branch(ret, record)

    def under(self, row: int) -> list[Tree]:
        return [self.branch.tree(self.rows[at]) for at in range(self.starts[row], self.starts[row + 1])]
