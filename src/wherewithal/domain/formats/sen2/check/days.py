"""Ages and lengths of time over whole columns; a missing day gives NaN, which no comparison finds true."""

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.columns import Days, Ints

Floats = NDArray[np.float64]
Day = np.datetime64

END_OF_TIME = np.datetime64("9999-12-31", "D")


def age(born: Days, on: Days | Day) -> Floats:
    """Completed years on a day; who was born on 29 February is a year older on 1 March where there is no such day."""
    years = _year(on) - _year(born) - (month_and_day(on) < month_and_day(born))
    return np.where(np.isnat(born) | np.isnat(on), np.nan, years)


def academic_age(born: Days, on: Days | Day) -> Floats:
    """Completed years on the 31 August before the school year that holds the day."""
    years = _school_year(on) - _school_year(born) - 1
    return np.where(np.isnat(born) | np.isnat(on), np.nan, years)


def elapsed(start: Days, end: Days | Day) -> Floats:
    """Calendar days from ``start`` to ``end``."""
    return np.where(np.isnat(start) | np.isnat(end), np.nan, (end - start).astype(np.int64))


def end_of_school_year(day: Days) -> Days:
    """The 31 August on or after each day."""
    known = np.where(np.isnat(day), first_day(1970), day)
    august = (_year(known) - 1970 + (month_and_day(known) > 831)) * 12 + 7
    last: Days = august.astype("datetime64[M]").astype("datetime64[D]") + 30
    return np.where(np.isnat(day), day, last)


def month_and_day(day: Days | Day) -> Ints:
    """Each day as month times 100 plus day, such as 831 for 31 August; a number without meaning for NaT."""
    days = np.asarray(day).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64) % 12 + 1
    return month * 100 + (days - months.astype("datetime64[D]")).astype(np.int64) + 1


def first_day(year: int) -> Day:
    return np.datetime64(year - 1970, "Y").astype("datetime64[D]")


def _year(day: Days | Day) -> Ints:
    return np.asarray(day).astype("datetime64[Y]").astype(np.int64) + 1970


def _school_year(day: Days | Day) -> Ints:
    """The year in which the school year of each day began."""
    return _year(day) - (month_and_day(day) < 901)
