"""Read the register's links between establishments: which school took the place of which."""

from pathlib import Path
from typing import BinaryIO

from wherewithal.domain.formats.errors import FileRejected, Problem
from wherewithal.domain.formats.gias import values
from wherewithal.domain.formats.gias.sheet import open_sheet

NEEDED = ("URN", "LinkURN", "LinkType")
NOT_LINKS = (
    "Choose the links file: on get-information-schools.service.gov.uk, Downloads, "
    "take the establishment links CSV, and take it out of its zip file."
)


def read_successors(source: Path | BinaryIO) -> dict[str, str]:
    """The number of the one school that took a school's place, by the school's own number.

    A school that was split between several has no one successor and is left out.  Raises FileRejected.
    """
    sheet = open_sheet(source, needed=NEEDED, cure=NOT_LINKS)
    urn, link_urn, link_type = (sheet.headings.index(heading) for heading in NEEDED)
    problems: list[Problem] = []
    found: dict[str, set[str]] = {}
    for line, cells in sheet.rows(problems):
        if not cells[link_type].startswith("Successor"):
            continue
        try:
            school, successor = (values.urn(cells[place].strip()) for place in (urn, link_urn))
            found.setdefault(school, set()).add(successor)
        except values.NotAValue as wrong:
            said = f"{cells[urn]} and {cells[link_urn]}"
            problems.append(Problem(f"line {line}", said, wrong.wanted, wrong.cure))
    if problems:
        raise FileRejected(sheet.name, problems)
    return {school: successors.pop() for school, successors in found.items() if len(successors) == 1}
