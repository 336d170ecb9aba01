"""The rules of a SEN2 return: what each says (data, in the .toml files here) and what each asks (a predicate).

The numbers SV001 to SV611 are our own, never DfE's; ``dfe_rule`` waits for the official list.  A rule's keys:

level       the record type it looks at; Header or Return for the file as a whole
severity    error (the return cannot be authorised) or query (to be corrected or explained)
text        what is wrong
items       the items concerned, the one to mend first; "Record.Item" where two record types share a name
wanted      what would be right
cure        what to do; rules with the same cure can be shown together
first_year  the first year of the rule, ``last_year`` the last; absent = any
limit       a number the rule compares with (days, years of age, per cent), which may be set otherwise for a check
values      words the rule compares with
reading     how we read the rule where its text leaves room
partly      what to say where only a part can be run without a schools register
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.columns import Bools

if TYPE_CHECKING:
    from wherewithal.domain.formats.sen2.check.facts import Facts

SECTIONS = (
    "header",
    "person",
    "requests",
    "assessment",
    "plan",
    "plan_detail",
    "active_plan",
    "placement",
    "need",
    "across",
)


@dataclass(frozen=True)
class Rule:
    id: str
    level: str
    severity: str
    text: str
    items: tuple[str, ...]
    wanted: str
    cure: str
    evidence: str
    first_year: int = 0
    last_year: int = 9999
    limit: float = 0
    values: tuple[Any, ...] = ()
    reading: str = ""
    partly: str = ""
    dfe_rule: str = ""

    @property
    def has_years(self) -> bool:
        """Whether there are years in which the rule is not run."""
        return self.first_year > 0 or self.last_year < 9999

    def applies_in(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year


@dataclass(frozen=True)
class Spot:
    """Rows at fault in one record type ("Header", "Return" and "Extra" have rows too), and the item to mend.

    ``found`` says what was found, where that is more than the values of the items; ``last_year`` says that the rows
    are those of last year's return.
    """

    record: str
    item: str
    rows: NDArray[np.int32]
    found: str = ""
    last_year: bool = False


Found = Bools | list[Spot]
Predicate = Callable[["Facts"], Found]
P = TypeVar("P", bound=Callable[..., Found])

PREDICATES: dict[str, Predicate] = {}


def rule(number: str) -> Callable[[P], P]:
    """Make a function the predicate of a rule: True for each row of the rule's level that fails."""

    def register(predicate: P) -> P:
        if number in PREDICATES:
            raise ValueError(f"{number} has two predicates")
        PREDICATES[number] = predicate
        return predicate

    return register


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its number, in the order of the numbers."""
    found = [_rule(row) for row in _rows()]
    return {each.id: each for each in sorted(found, key=lambda each: each.id)}


def rules_with(limits: Mapping[str, float]) -> dict[str, Rule]:
    """The rules with other limits for some of them.  Raises KeyError for a number without a limit."""
    known = {row["id"]: row for row in _rows() if "limit" in row}
    return rules() | {number: _rule(known[number] | {"limit": limit}) for number, limit in limits.items()}


@cache
def _rows() -> list[dict[str, Any]]:
    folder = resources.files(__package__)
    files = [(folder / f"{section}.toml").read_text("utf-8") for section in SECTIONS]
    return [row for text in files for row in tomllib.loads(text)["rule"]]


def _rule(row: dict[str, Any]) -> Rule:
    limit = row.get("limit", 0)
    words = {name: row[name].format(limit=limit) for name in ("text", "wanted")}
    lists = {name: tuple(row.get(name, ())) for name in ("items", "values")}
    return Rule(**row | words | lists)
