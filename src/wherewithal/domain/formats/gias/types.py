"""The register's types of establishment, and the class under which EHC plan statistics count a placement there.

Source: ``types.toml`` beside this file; the classes are the columns of DfE, "Education, health and care plans".
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# The only classes that are split by whether the place is in a SEN unit or in resourced provision.
SPLIT = frozenset({"mainstream_la_maintained", "mainstream_academy", "mainstream_free_school"})


@dataclass(frozen=True, slots=True)
class EstablishmentType:
    """``kind``: nursery, mainstream, special, alternative, further or other; ``reading``: why we chose the class."""

    code: str
    name: str
    kind: str
    placement_class: str
    reading: str = ""


@cache
def establishment_types() -> tuple[EstablishmentType, ...]:
    return tuple(EstablishmentType(placement_class=row.pop("class"), **row) for row in _listed()["types"])


def type_named(name_or_code: str) -> EstablishmentType | None:
    """The type with this name (capitals do not matter) or number; None if the register has a new one."""
    return _by_word().get(name_or_code.strip().casefold().lstrip("0"))


def census_kind(school_type: str) -> str:
    """The kind of a school by the school census's own word for it; "" where that says nothing."""
    kinds: dict[str, str] = _listed()["census_kinds"]
    return kinds.get(school_type.strip(), "")


def placement_class(type_name: str, *, sen_unit: bool = False, resourced_provision: bool = False) -> str | None:
    """The column of the statistics that counts a placement there; None for a type that is not known.

    A place in a SEN unit or in resourced provision of a state-funded mainstream school is counted in a column of
    its own instead of the plain one; a place said to be in both is counted under the SEN unit.
    """
    found = type_named(type_name)
    if found is None:
        return None
    if found.placement_class in SPLIT and sen_unit:
        return f"{found.placement_class}_senunit"
    if found.placement_class in SPLIT and resourced_provision:
        return f"{found.placement_class}_resourced_provision"
    return found.placement_class


@cache
def _by_word() -> dict[str, EstablishmentType]:
    return {word: each for each in establishment_types() for word in (each.code, each.name.casefold())}


@cache
def _listed() -> dict[str, Any]:
    listed: dict[str, Any] = tomllib.loads(files(__package__).joinpath("types.toml").read_text("utf-8"))
    return listed
