"""What one cell of a register says.  Every function takes the text without blanks around it and raises NotAValue."""

import re
from collections.abc import Callable
from datetime import date

from wherewithal.domain.formats.gias.types import type_named

URN = re.compile(r"[1-9]\d{4,5}")
DAY = re.compile(r"(\d{2})[-/](\d{2})[-/](\d{4})")
UKPRN = re.compile(r"\d{8}")

STATUSES = {
    "open": "open",
    "open, but proposed to close": "closing",
    "proposed to open": "proposed",
    "closed": "closed",
}

# Whether there is a SEN unit, and whether there is resourced provision; nothing else says that there is none.
PROVISION = {
    "sen unit": (True, False),
    "resourced provision": (False, True),
    "resourced provision and sen unit": (True, True),
    "not applicable": (False, False),
}

Read = Callable[[str], object]


class NotAValue(Exception):
    """The cell cannot be what its column is for; holds what was wanted and the cure."""

    def __init__(self, wanted: str, cure: str) -> None:
        super().__init__(wanted, cure)
        self.wanted = wanted
        self.cure = cure


def words(longest: int) -> Callable[[str], str]:
    """Reads text of at most ``longest`` characters."""

    def read(text: str) -> str:
        if len(text) > longest:
            raise NotAValue(f"at most {longest} characters", "Shorten the text; see whether the columns have slipped.")
        return text

    return read


def urn(text: str) -> str:
    if not URN.fullmatch(text):
        raise NotAValue("a unique reference number of five or six digits", "Correct the number or take the row out.")
    return text


def name(text: str) -> str:
    if not 0 < len(text) <= 200:
        raise NotAValue("the name of the school, at most 200 characters", "Fill in the name or take the row out.")
    return text


def type_name(text: str) -> str:
    """The name of a type as our list spells it; one that is not in the list as it is written."""
    found = type_named(text)
    return found.name if found else words(80)(text)


def ukprn(text: str) -> str:
    if text and not UKPRN.fullmatch(text):
        raise NotAValue("a UK provider reference number of eight digits, or nothing", "Correct or empty the cell.")
    return text


def day(text: str) -> date | None:
    if not text:
        return None
    try:
        return _day(text)
    except ValueError:
        raise NotAValue("a date such as 31-08-2025, or nothing", "Correct or empty the cell.") from None


def _day(text: str) -> date:
    if found := DAY.fullmatch(text):
        day_, month, year = (int(part) for part in found.groups())
        return date(year, month, day_)
    return date.fromisoformat(text)


def count(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise NotAValue("a whole number, or nothing", "Correct or empty the cell.")
    return int(text)


def status(text: str) -> str:
    """open, closing, proposed or closed; "" where the register says nothing."""
    if text and text.casefold() not in STATUSES:
        raise NotAValue(
            "Open, Closed, Open but proposed to close, Proposed to open, or nothing", "Correct or empty the cell."
        )
    return STATUSES.get(text.casefold(), "")


def approved(text: str) -> bool | None:
    """Whether a school is on the list of section 41; None where the register does not say."""
    return {"approved": True, "not approved": False, "not applicable": False}.get(text.casefold())


def has_sen_unit(text: str) -> bool | None:
    return PROVISION.get(text.casefold(), (None, None))[0]


def has_resourced_provision(text: str) -> bool | None:
    return PROVISION.get(text.casefold(), (None, None))[1]
