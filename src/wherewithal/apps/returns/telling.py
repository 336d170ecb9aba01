"""Who a file tells of, and what: each child once, even where two people of the file are one child.

The people of a file are gone through anew for each use, so that only a few of their trees are in memory at a time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from wherewithal.apps.people.models import Child
from wherewithal.apps.places.models import Authority
from wherewithal.apps.returns.mapping import child_values
from wherewithal.apps.returns.matching import Match, Register
from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.trees import Tree, trees


@dataclass(eq=False, slots=True)
class Told:
    """A child that the file tells of: the first row that does, and the digest of all that is told.

    ``whole`` is what is told if more than one row tells of the child.
    """

    child: Child
    is_new: bool
    row: int
    digest: str
    whole: Tree | None = None


def told_of(found: Return, authority: Authority) -> tuple[list[Told], list[Match]]:
    """Each child of the file in its order, and the match of each of its people."""
    values, digests = [], []
    for tree in trees(found):
        values.append(child_values(tree))
        digests.append(document_digest(tree))
    matches = Register(Child.objects.filter(authority=authority).order_by("pk")).match_all(values)
    told: dict[int, Told] = {}
    again: dict[int, Told] = {}
    for row, match in enumerate(matches):
        first = told.setdefault(id(match.child), Told(match.child, match.is_new, row, digests[row]))
        if first.row != row:
            again |= {first.row: first, row: first}
    _put_together(found, again)
    return list(told.values()), matches


def _put_together(found: Return, again: dict[int, Told]) -> None:
    """Tell of a child whom several rows tell of by all of them."""
    for row, tree in _of_rows(found, again):
        told = again[row]
        told.whole = tree if told.whole is None else together(told.whole, tree)
        told.digest = document_digest(told.whole)


def documents(found: Return, told: Collection[Told]) -> Iterator[tuple[Told, Tree]]:
    """What is told of some children, in the order of the file."""
    by_row = {each.row: each for each in told}
    return ((by_row[row], by_row[row].whole or tree) for row, tree in _of_rows(found, by_row))


def _of_rows(found: Return, rows: Collection[int]) -> Iterator[tuple[int, Tree]]:
    return ((row, tree) for row, tree in enumerate(trees(found)) if row in rows) if rows else iter(())


def together(first: Tree, second: Tree) -> Tree:
    """The requests of two people who are one child, under the first one's name."""
    requests = first.get("Requests", []) + [r for r in second.get("Requests", []) if r not in first.get("Requests", [])]
    return {**second, **first, "Requests": requests}


def document_digest(tree: Tree) -> str:
    return hashlib.sha256(json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
