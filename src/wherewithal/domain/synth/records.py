"""Records of a return as trees: the items that have a value, as text, of those collected in the year."""

from datetime import date
from functools import cache
from typing import TypeAlias

from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.formats.sen2.trees import Tree

Value: TypeAlias = "str | date | bool | int | list[Tree] | None"


def record(name: str, year: int, /, **values: Value) -> Tree:
    """The tree of one record; what is None, "" or [] or not collected in ``year`` is left out."""
    collected = _collected(name, year)
    return {
        item: value if isinstance(value, list) else _text(value)
        for item, value in values.items()
        if item in collected and value is not None and value not in ("", [])
    }


def _text(value: str | date | bool | int) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else str(int(value))


@cache
def _collected(name: str, year: int) -> frozenset[str]:
    """The items of a record that are collected in a year, and the records under it."""
    items = (item.name for item in layout().record(name).items if item.collected_in(year))
    return frozenset([*items, *(child.name for child in layout().children(name))])
