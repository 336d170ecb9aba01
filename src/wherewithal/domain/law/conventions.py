"""The chosen readings of questions that the law leaves open.  The register is ``conventions.toml``."""

from dataclasses import dataclass
from datetime import date

from wherewithal.domain.law.data import load


@dataclass(frozen=True)
class Convention:
    """One open question and the reading used here.

    ``caution`` is what a person is told beside a clock, ``when`` the test in ``cautions.py`` that says so;
    both are "" for a reading that needs no telling.
    """

    id: str
    question: str
    used: str
    alternative: str
    caution: str = ""
    when: str = ""
    before: date | None = None


CONVENTIONS: dict[str, Convention] = {id: Convention(id, **row) for id, row in load("conventions.toml").items()}
