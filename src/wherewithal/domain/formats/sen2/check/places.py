"""Questions that are asked alike of the places named in a plan and of the placements."""

import re

import numpy as np

from wherewithal.domain.formats.sen2.check.facts import Facts, NotKnown
from wherewithal.domain.formats.sen2.check.grouped import repeated
from wherewithal.domain.formats.sen2.check.views import Rows, View
from wherewithal.domain.formats.sen2.columns import Bools, Ints

IDENTIFIERS = ("URN", "UKPRN", "SENsetting")
NOT_IN_EDUCATION = "NEET NIEC NIEO"
INDICATORS = ("SENunitIndicator", "ResourcedProvisionIndicator")
URN = re.compile("[0-9]{6}")
UKPRN = re.compile("1[0-9]{7}")


def unidentified(view: View) -> Bools:
    return _identifiers(view) == 0


def identified_twice(view: View) -> Bools:
    return _identifiers(view) > 1


def urn_malformed(view: View) -> Bools:
    return view.where("URN", lambda word: not URN.fullmatch(word))


def ukprn_malformed(view: View) -> Bools:
    return view.where("UKPRN", lambda word: not UKPRN.fullmatch(word))


def urn_unknown(f: Facts, view: View) -> Bools:
    """Whether a number that looks right is in no register.  Raises NotKnown for an extract of the register."""
    if not f.schools.whole:
        raise NotKnown("The schools register given is an extract, so a number that it does not have may be right.")
    return view.has("URN") & ~urn_malformed(view) & (_school(f, view) < 0)


def rank_invalid(view: View, item: str = "PlacementRank") -> Bools:
    return ~np.isin(view.rank(item), (1, 2))


def same_rank(view: View, item: str = "PlacementRank") -> Bools:
    """Whether another row under the same parent has the same rank."""
    parent = view.table.parent
    return repeated((parent >= 0) & (view.rank(item) >= 0), parent, view.rank(item))


def same_value(view: View, item: str) -> Bools:
    """Whether another row under the same parent has the same value."""
    parent = view.table.parent
    return repeated((parent >= 0) & view.has(item), parent, view[item].codes)


def indicators_missing(view: View) -> Bools:
    return view.has("URN") & view.unanswered(*INDICATORS)


def unit_and_provision(view: View) -> Bools:
    return view.yes(INDICATORS[0]) & view.yes(INDICATORS[1])


def indicator_without_school(view: View) -> Bools:
    return view.blank("URN") & view.yes(*INDICATORS)


def unit_unknown(f: Facts, view: View) -> Bools:
    return view.yes("SENunitIndicator") & f.schools.without_unit(_school(f, view))


def provision_unknown(f: Facts, view: View) -> Bools:
    return view.yes("ResourcedProvisionIndicator") & f.schools.without_provision(_school(f, view))


def closed_before(f: Facts, view: View, day: str) -> Bools:
    """Whether the school closed before the day given by an item, or before census day where that is blank."""
    last = np.where(view.blank(day), f.census, view.day(day))
    return f.schools.closed(_school(f, view)) < last


def of_type(f: Facts, view: View, number: str) -> Bools:
    """Whether the school is of one of the types that the rule lists."""
    return f.schools.of_type(_school(f, view), f.rules[number].values)


def which_place(view: View, known: dict[tuple[str, str], int]) -> Ints:
    """A number for the place of each row, the same for the same place; 0 where it has none.

    ``known`` holds the numbers given so far, so that two views can share them.
    """
    place = np.zeros(len(view), dtype=np.int64)
    for item in reversed(IDENTIFIERS):
        column = view[item]
        numbers = np.array([known.setdefault((item, word), len(known) + 1) for word in column.words])
        place = np.where(column.present, numbers[column.codes], place)
    return place


def _identifiers(view: View) -> Ints:
    given: Ints = np.sum([view.has(item) for item in IDENTIFIERS], axis=0)
    return given


def _school(f: Facts, view: View) -> Rows:
    return f.schools.rows(view["URN"])
