"""What a file must be for the record to hold it whole; everything else that is wrong is loaded, shown and put right."""

from collections.abc import Iterator

from django.db import models

from wherewithal.apps.people.models import Child
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.models import Assessment, Case, NamedPlace, Need, Placement, Plan, Review
from wherewithal.apps.returns.mapping import CAME_FROM, FIELDS, REVIEW
from wherewithal.domain.formats.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.check import Finding, Report
from wherewithal.domain.formats.sen2.columns import Return

STOPPING = {
    "SV001": "it is not a SEN2 return",
    "SV002": "it is another collection",
    "SV003": "the year and the census date disagree",
    "SV004": "the census date is not that of the year",
    "SV006": "the authority is not known",
    "SV014": "there are no people in it",
    "SV016": "an item is repeated, so one of its values would be lost",
    "SV017": "a value cannot be read, so it would be lost",
    "SV327": "a request has more than one assessment",
    "SV504": "a request has more than one active plan",
}
"""Rules that a file must pass to be taken in: the record could not hold it, or we could not tell what it is."""

MODELS: dict[str, type[models.Model]] = {
    "Person": Child,
    "Requests": Case,
    "Assessment": Assessment,
    "NamedPlan": Plan,
    "PlanDetail": NamedPlace,
    "PlacementDetail": Placement,
    "SENneed": Need,
}
GREATEST_WHOLE = 32_767


def refuse_what_cannot_be_held(name: str, authority: Authority, found: Return, report: Report) -> None:
    """Raises FileRejected with everything that keeps the file out of the record."""
    problems = [*_of_another_sender(authority, found), *_stopping(report), *_too_long(found)]
    if problems:
        raise FileRejected(name, problems)


def _of_another_sender(authority: Authority, found: Return) -> Iterator[Problem]:
    sender = found.header.get("LEA", "")
    if sender != authority.number:
        wanted = f"{authority.number}, the number of {authority.name}"
        cure = "Load the return of this authority, or sign in as somebody of the authority that sent it."
        yield Problem("header, LEA", sender or "nothing", wanted, cure)


def _stopping(report: Report) -> Iterator[Problem]:
    for finding in report.findings(*STOPPING):
        yield Problem(_where(finding), finding.found, finding.wanted, finding.cure)


def _where(finding: Finding) -> str:
    return f"line {finding.line}, {finding.field}" if finding.line else finding.field


def _too_long(found: Return) -> Iterator[Problem]:
    """Values that have no room in the record."""
    for record, item, field in _fields():
        column, lines = found[record][item], found[record].line
        for row in column.where(lambda word, field=field: not _fits(word, field)).nonzero()[0].tolist():
            value = column[row]
            shown = value if len(value) <= 40 else f"{value[:40]}… ({len(value)} characters)"
            where = f"line {lines[row]}, {item}" if lines[row] else f"{record} {row + 1}, {item}"
            yield Problem(where, shown, _room(field), "Correct the value, or move the words to a note.")


def _fields() -> Iterator[tuple[str, str, models.Field]]:
    told = [(record, FIELDS[record], model) for record, model in MODELS.items()]
    for record, fields, model in [*told, ("ActivePlans", CAME_FROM, Case), ("ActivePlans", REVIEW, Review)]:
        for item, name in fields.items():
            yield record, item, model._meta.get_field(name)


def _fits(word: str, field: models.Field) -> bool:
    if isinstance(field, models.CharField):
        return len(word) <= (field.max_length or 0)
    if isinstance(field, models.PositiveSmallIntegerField):
        return not word.isdecimal() or int(word) <= GREATEST_WHOLE
    return True


def _room(field: models.Field) -> str:
    if isinstance(field, models.CharField):
        return f"no more than {field.max_length} characters"
    return f"no more than {GREATEST_WHOLE:,}"
