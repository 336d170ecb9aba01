"""What the pages of cases show: plain values and words, no queries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html

from wherewithal.apps.accounts.models import User
from wherewithal.apps.plans.caseload import WHEN, Counts
from wherewithal.apps.plans.models import Standing
from wherewithal.domain import law
from wherewithal.domain.formats.sen2.layout import codes
from wherewithal.web import status
from wherewithal.web.tables import Table, table
from wherewithal.web.words import how_many, upper_first

NOBODY = "Nobody yet"
NOTHING_RUNS = "No limit is running"


@dataclass(frozen=True)
class Heading:
    """One of the counts above the caseload, a link that narrows the list to it."""

    number: int
    words: str
    href: str
    chosen: bool


def headings(found: Counts, asked: dict[str, str]) -> list[Heading]:
    here = reverse("plans:caseload")
    kept = {name: value for name, value in asked.items() if name not in {"when", "q"}}
    numbers = {"overdue": found.overdue, "soon": found.soon, "later": found.later}
    return [
        Heading(number, WHEN[when].lower(), f"{here}?{urlencode(kept | {'when': when})}", asked.get("when") == when)
        for when, number in numbers.items()
    ]


def caseload_table(cases: Iterable[Standing], *, reader: User, on: date, may_assign: bool) -> Table:
    columns = ["Child", "What is due", "When", "Who has it", "Next step"]
    rows = [_row(standing, reader, on) for standing in cases]
    if may_assign:
        columns = [*columns, "Choose"]
        rows = [[*row, _tick(standing)] for standing, row in zip(cases, rows, strict=True)]
    return table("Children, those who need somebody first on top", columns, rows, stacks=True, caption_hidden=True)


def _row(standing: Standing, reader: User, on: date) -> list[object]:
    rule = next_rule(standing)
    return [
        _child(standing, on),
        upper_first(rule.what) if rule else NOTHING_RUNS,
        _when(standing, rule, on),
        who_has(standing, reader),
        upper_first(rule.next) if rule else "Nothing to do now",
    ]


def _tick(standing: Standing) -> object:
    return format_html(
        '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" type="checkbox" id="case-{0}" name="case" value="{0}">'
        '<label class="govuk-label govuk-checkboxes__label" for="case-{0}">'
        '<span class="govuk-visually-hidden">Choose {1}</span></label></div></div>',
        standing.case_id,
        standing.child.name,
    )


def _child(standing: Standing, on: date) -> object:
    child = standing.child
    age = child.age(on)
    return format_html(
        '<a class="govuk-link" href="{}">{}</a>{}<br><span class="app-secondary">{}</span>',
        reverse("plans:case", args=[standing.case_id]),
        child.name or "Name not known",
        "" if age is None else f", {age}",
        where(standing),
    )


def where(standing: Standing) -> str:
    """The school or the kind of setting a child is in."""
    if standing.school:
        return standing.school.name
    return codes("setting").get(standing.setting, "No school recorded")


def next_rule(standing: Standing) -> law.Rule | None:
    """The rule that presses most, as it stood when its clock started."""
    if not standing.next_rule or standing.next_started_on is None:
        return None
    return law.rule(standing.next_rule, on=standing.next_started_on)


def _when(standing: Standing, rule: law.Rule | None, on: date) -> object:
    if rule is None or standing.next_due_on is None:
        return ""
    return format_html(
        '{}{}<br><span class="app-secondary">{}</span>',
        status.running(standing.next_due_on, on),
        format_html("<br>{}", "Not in school") if standing.out_of_school else "",
        short(rule.citation),
    )


ACT = re.compile(r"Children and Families Act 2014 s\.(\S+)")
REGULATIONS = re.compile("SI 2014/1530 (reg)(s?) ")


def short(citation: str) -> str:
    """The source that sets the limit, as people say it: "regulation 5(1)".  The page of the case has them all."""
    sources = citation.split("; ")
    source = next(filter(REGULATIONS.match, sources), sources[0])
    return ACT.sub(r"section \1, 2014 Act", REGULATIONS.sub(r"\1ulation\2 ", source))


def who_has(standing: Standing, reader: User) -> str:
    caseworker = standing.caseworker
    if caseworker is None:
        return NOBODY
    return "You" if caseworker == reader else caseworker.name


CSV_HEADINGS = [
    "Case",
    "UPN",
    "Surname",
    "Forename",
    "Age",
    "School or setting",
    "Main need",
    "Stage",
    "What is due",
    "Due on",
    "Days overdue",
    "Rule",
    "Caseworker",
]


def csv_row(standing: Standing, on: date) -> list[object]:
    """A line of the download; ``in_cell`` keeps a spreadsheet from taking a name for a formula."""
    child, rule = standing.child, next_rule(standing)
    due_on = standing.next_due_on
    late = (on - due_on).days if due_on and due_on < on else ""
    caseworker = standing.caseworker
    return [
        standing.case_id,
        in_cell(child.upn),
        in_cell(child.surname),
        in_cell(child.forename),
        child.age(on),
        in_cell(where(standing)),
        codes("need").get(standing.need, ""),
        standing.get_stage_display(),
        rule.duty if rule else NOTHING_RUNS,
        due_on or "",
        late,
        rule.citation if rule else "",
        in_cell(caseworker.name) if caseworker else "",
    ]


def in_cell(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def moved(cases: int, *, already: int, to: str) -> str:
    """What became of the cases that were chosen to be given to somebody."""
    told = f"{how_many(cases, 'case is', 'cases are')} now with {to}."
    return f"{told} {already:,} {'was' if already == 1 else 'were'} already." if already else told


def team_items(team: Iterable[User]) -> list[dict[str, str]]:
    """Who the chosen cases may be given to, as GOV.UK's select takes it."""
    people = [{"value": str(user.pk), "text": user.name} for user in team]
    return [{"value": "", "text": "Choose somebody"}, *people, {"value": "nobody", "text": NOBODY}]
