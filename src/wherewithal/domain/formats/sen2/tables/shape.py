"""The ten tables, their columns and the type of each column."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.columns import FLAGS, to_day
from wherewithal.domain.formats.sen2.layout import Record, layout

UNREADABLE = "unreadable"
SPELLING = "spelling"


@dataclass(frozen=True)
class Cells:
    """One column: every distinct value once, None first, and for each row which of them it has.

    ``kind`` is a type of the layout: values are str (text, code), date, bool (flag) or int (whole).
    """

    kind: str
    values: list[Any]
    codes: NDArray[np.int32]

    def rows(self) -> list[Any]:
        found: list[Any] = np.array(self.values, dtype=object)[self.codes].tolist()
        return found


@dataclass(frozen=True)
class Sheet:
    """One table, ready to be written."""

    name: str
    columns: dict[str, Cells]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).codes)


@cache
def shapes() -> dict[str, dict[str, str]]:
    """Every table, in order (a parent before its children), with the kind of each of its columns."""
    header = {item.name: item.type for item in layout().header}
    extras = {"record": "text", "row_id": "whole", "path": "text", "value": "text", "why": "text", "line": "whole"}
    return {"Header": header, **{record.name: _columns(record) for record in layout().records}, "Extras": extras}


def key(record: str) -> str:
    """The name of a record's key: "named_plan_id" for NamedPlan."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", record).lower() + "_id"


def is_text(kind: str) -> bool:
    """Whether values of a kind are kept as their texts."""
    return kind in ("text", "code")


def typed(kind: str, word: str) -> Any:
    """A text as a date, a flag or a whole number; None if it cannot be read as one."""
    if kind == "date":
        return to_day(word).item()
    if kind == "flag":
        flag = FLAGS.get(word.lower())
        return None if flag is None else bool(flag)
    return int(word) if word.isdecimal() and word.isascii() and len(word) < 10 else None


def spelled(value: Any) -> str:
    """A value as the return spells it: a date as ccyy-mm-dd, a flag as 1 or 0."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def _columns(record: Record) -> dict[str, str]:
    keys = {key(record.name): "whole"} | ({key(record.parent): "whole"} if record.parent else {})
    return keys | {"line": "whole"} | {item.name: item.type for item in record.items}
