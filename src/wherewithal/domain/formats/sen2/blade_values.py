"""The values of a COLLECT export, brought to the form in which XML has them.

What is in no known form is left as it is: the check tells of it.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from wherewithal.domain.formats.sen2.layout import Item

NUMBERS_KEPT_AS_TEXT = ("LEA", "UPN", "UniqueLearnerNumber", "URN", "UKPRN", "TransferLA", "Exported")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FLAGS = {"true": "1", "false": "0"}

_NUMBER_OF_MONTH = {month: f"{number:02d}" for number, month in enumerate(MONTHS, 1)}
_MOMENT = re.compile(r"(\d{4})-(\d\d|[A-Za-z]{3})-(\d\d?)(?:[ T](\d\d:\d\d:\d\d(?:\.\d+)?))?", re.ASCII)
_WHOLE = re.compile(r"(\d+)\.0+", re.ASCII)


def normaliser(item: Item) -> Callable[[str], str]:
    """What to do with each value of an item."""
    if item.type == "date":
        return date
    if item.name == "DateTime":
        return moment
    if item.type == "flag":
        return flag
    if item.type in ("whole", "code") or item.name in NUMBERS_KEPT_AS_TEXT:
        return whole
    return str


@lru_cache(maxsize=10_000)
def date(text: str) -> str:
    """``2022-Sep-28 00:00:00`` as ``2022-09-28``; the time is left aside."""
    return _moment(text)[0] or text


def moment(text: str) -> str:
    """``2022-Sep-28 10:15:00`` as ``2022-09-28T10:15:00``."""
    day, time = _moment(text)
    return f"{day}T{time}" if day else text


def flag(text: str) -> str:
    """``True`` as ``1``, and likewise."""
    return FLAGS.get(text.lower()) or whole(text)


def whole(text: str) -> str:
    """``990001.0``, as spreadsheets write it, as ``990001``."""
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


def _moment(text: str) -> tuple[str, str]:
    """The day and the time, both "" if the text is neither in COLLECT's form nor in ISO's."""
    found = _MOMENT.fullmatch(text)
    year, month, day, time = found.groups() if found else ("", "", "", "")
    number = month if month.isdecimal() else _NUMBER_OF_MONTH.get(month.lower())
    return (f"{year}-{number}-{day:0>2}", time or "00:00:00") if number else ("", "")
