"""Finding the same people in two returns."""

from collections.abc import Callable

import numpy as np

from wherewithal.domain.formats.sen2.check.grouped import numbered
from wherewithal.domain.formats.sen2.check.views import Rows, View
from wherewithal.domain.formats.sen2.columns import Bools, Column, Ints


def find_people(sought: View, among: View) -> Rows:
    """For each person of ``sought``, the row of the same person ``among`` others, -1 where there is none.

    By unique pupil number, else by unique learner number, else by surname, forename and date of birth.
    """
    found = np.full(len(sought), -1, dtype=np.int32)
    for numbers in (_by("UPN"), _by("UniqueLearnerNumber"), _by_name):
        found = np.where(found >= 0, found, look_up(*numbers(sought, among)))
    return found


def look_up(sought: Ints, among: Ints) -> Rows:
    """The first row of ``among`` that holds each number sought, -1 where none does; a number below 0 is never found."""
    order = np.argsort(among, kind="stable")
    place = np.searchsorted(among[order], sought)
    rows = np.append(order, -1)[place]
    hit = (sought >= 0) & (np.append(among, -1)[rows] == sought)
    return np.where(hit, rows, -1).astype(np.int32)


def shared(a: Column, b: Column) -> tuple[Ints, Ints]:
    """The values of two columns as numbers, the same for the same value, capitals or not; -1 for a blank."""
    known: dict[str, int] = {"": -1}
    return _recoded(a, known), _recoded(b, known)


def both(a: tuple[Ints, Ints], b: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Numbers for pairs of values from two columns; -1 where one of the pair is."""
    split = len(a[0])
    number = numbered(np.concatenate(a), np.concatenate(b))
    whole: Bools = (np.concatenate(a) >= 0) & (np.concatenate(b) >= 0)
    number = np.where(whole, number, -1)
    return number[:split], number[split:]


def _by(item: str) -> Callable[[View, View], tuple[Ints, Ints]]:
    return lambda a, b: shared(a[item], b[item])


def _by_name(a: View, b: View) -> tuple[Ints, Ints]:
    surname, forename, born = (shared(a[item], b[item]) for item in ("Surname", "Forename", "PersonBirthDate"))
    return both(both(surname, forename), born)


def _recoded(column: Column, known: dict[str, int]) -> Ints:
    numbers = [known.setdefault(word.casefold(), len(known)) for word in column.words]
    return np.array(numbers, dtype=np.int64)[column.codes]
