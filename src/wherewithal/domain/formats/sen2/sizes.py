"""How much is read before a file is refused, and how a reader tells how far it is."""

from collections.abc import Callable

from wherewithal.domain.formats.sen2.errors import Problem

GIB = 1 << 30
LONGEST_VALUE = 10_000
MOST_RECORDS = 5_000_000

Progress = Callable[[int, int], None]
"""Called now and then with the bytes read and the bytes there are (0 if that is not known)."""


def in_silence(_done: int, _total: int) -> None:
    """The progress that nobody follows."""


def too_large(size: int, limit_bytes: int) -> Problem:
    wanted = f"at most {limit_bytes / 1e6:,.0f} MB"
    cure = "A return of 20,000 people has about 40 MB: check that this is the SEN2 return."
    return Problem("", f"{size / 1e6:,.0f} MB", wanted, cure)
