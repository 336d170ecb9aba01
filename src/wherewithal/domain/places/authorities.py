"""England's regions and local authorities, open and abolished.  Source: ``authorities.toml`` beside this file."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Region:
    """One of England's nine regions; ``code`` is its nine-character statistics (GSS) code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority by its DfE number.

    ``former_gss_codes``: codes it had before; published files mix them with the one it has now.
    ``opened_on`` is its first day, None for 1 April 2009 or before; ``closed_on`` its last day, None while it is open.
    ``replaced_by``: the numbers of the authorities that took over.
    """

    number: str
    gss_code: str
    name: str
    region: str
    former_gss_codes: tuple[str, ...] = ()
    opened_on: date | None = None
    closed_on: date | None = None
    replaced_by: tuple[str, ...] = ()

    def is_open(self, on: date) -> bool:
        begun = self.opened_on is None or self.opened_on <= on
        return begun and (self.closed_on is None or on <= self.closed_on)


@cache
def regions() -> tuple[Region, ...]:
    return tuple(Region(**row) for row in _listed()["regions"])


@cache
def authorities() -> tuple[Authority, ...]:
    """Every authority that was open on 1 April 2009 or since, in the order of the numbers."""
    return tuple(_authority(row) for row in _listed()["authorities"])


def open_numbers(on: date) -> frozenset[str]:
    """The DfE numbers of the authorities open on a day (1 April 2009 or later)."""
    return frozenset(authority.number for authority in authorities() if authority.is_open(on))


def find(code: str) -> Authority | None:
    """The authority with this DfE number or statistics code, now or formerly its own; None if there is none."""
    return _by_code().get(code.strip())


@cache
def _by_code() -> dict[str, Authority]:
    return {code: each for each in authorities() for code in (each.number, each.gss_code, *each.former_gss_codes)}


def _authority(row: dict[str, Any]) -> Authority:
    lists = {name: tuple(row.get(name, ())) for name in ("former_gss_codes", "replaced_by")}
    return Authority(**row | lists)


def _listed() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files(__package__).joinpath("authorities.toml").read_text("utf-8"))
