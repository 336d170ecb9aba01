"""What the page of one case shows: who, what is due, what happened, and where each fact comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse
from django.utils.html import format_html

from wherewithal.apps.plans import timeline
from wherewithal.apps.plans.facts import CaseFacts, Values
from wherewithal.apps.plans.lawful import UNRECORDED, law_facts
from wherewithal.apps.plans.models import Case, Stage, Standing
from wherewithal.apps.plans.presenters import NOBODY, where
from wherewithal.apps.plans.tables import listed, read
from wherewithal.domain import law
from wherewithal.domain.formats.sen2.layout import codes
from wherewithal.web import status
from wherewithal.web.tables import Table, table
from wherewithal.web.words import NOT_KNOWN, day, how_long, upper_first

Pairs = list[tuple[str, Any]]
OTHER_FIELDS = ("case", "received_on", "stage")
OTHERS = listed(Standing.objects.filter(child=OuterRef("child")).exclude(case=OuterRef("pk")), "child", *OTHER_FIELDS)
"""Where the other cases of the child stand, beside each case of a query."""


@dataclass(frozen=True)
class Shown:
    name: str
    about: str
    caseworker: str
    first: str
    next: Table | None
    clocks: list[law.Clock]
    events: list[timeline.Event]
    kinds: list[tuple[str, str, bool]]
    places: Table | None
    needs: list[str]
    money: Pairs
    who: Pairs
    others: Pairs
    child: int


def present(case: Case, facts: CaseFacts, schools: timeline.Names, *, on: date, kind: str = "") -> Shown:
    """``case`` has OTHERS as ``told_others``; ``schools`` names the schools of the case by number.

    ``kind`` narrows what happened to one kind of event.
    """
    kind = kind if kind in timeline.KINDS else ""
    child, standing = case.child, getattr(case, "standing", None)
    found = law.clocks(law_facts(facts, birth_on=child.birth_on), on)
    running = [clock for clock in found if _is_running(clock)]
    return Shown(
        name=child.name or "Name not known",
        about=_about(child.birth_on, child.age(on), where(standing) if standing else ""),
        caseworker=case.caseworker.name if case.caseworker else NOBODY,
        first=_first(running, standing),
        next=_next(running, on),
        clocks=[clock for clock in reversed(found) if not clock.is_open and clock.met_on is not None],
        events=[event for event in timeline.events(facts, schools) if event.on <= on and kind in {"", event.kind}],
        kinds=_kinds(kind),
        places=_places(facts, schools),
        needs=_needs(facts),
        money=_money(facts.plan),
        who=_who(case),
        others=[_other(**other) for other in read(Standing, OTHER_FIELDS, case.told_others)],
        child=child.pk,
    )


def _kinds(chosen: str) -> list[tuple[str, str, bool]]:
    """What the timeline can be narrowed to: words, query, whether it is so now."""
    every = ("Everything", "?", not chosen)
    return [every, *((kind, f"?show={kind}", kind == chosen) for kind in timeline.KINDS)]


def _is_running(clock: law.Clock) -> bool:
    """Owed by somebody, and the record would know if it had been done."""
    return clock.is_open and not clock.rule.conditional and UNRECORDED.isdisjoint(clock.rule.acts)


def _about(birth_on: date | None, age: int | None, place: str) -> str:
    born = f"Born {day(birth_on)} ({age})" if birth_on else "Birth date not known"
    return f"{born}, {place}" if place else born


def _first(running: list[law.Clock], standing: Standing | None) -> str:
    """The sentence that matters most."""
    musts = [clock for clock in running if clock.rule.force == "must"]
    if musts:
        return min(musts, key=lambda clock: clock.due_on).words
    return (
        f"{standing.get_stage_display()}. No limit of the law is running."
        if standing
        else "This case has no clocks yet."
    )


def _next(running: list[law.Clock], on: date) -> Table | None:
    rows = [
        [upper_first(clock.rule.next), upper_first(clock.rule.who), _when(clock, on), day(clock.due_on),
         citation(clock)]
        for clock in sorted(running, key=lambda clock: clock.due_on)
    ]  # fmt: skip
    columns = ["What happens next", "Who", "When", "Last day", "Rule"]
    return table("What happens next", columns, rows, stacks=True, caption_hidden=True) if rows else None


def _when(clock: law.Clock, on: date) -> status.Status:
    """Only a limit of the law is overdue; what guidance expects was expected."""
    if clock.rule.force == "must" or clock.due_on >= on:
        return status.running(clock.due_on, on)
    return status.Status(f"Expected {how_long((on - clock.due_on).days)} ago", "soon")


def citation(clock: law.Clock) -> object:
    """The rule as a link to its text; "to be checked" where nobody has re-read it."""
    check = " (citation to be checked)" if clock.rule.unverified else ""
    return format_html('<a class="govuk-link" href="{}">{}</a>{}', clock.rule.url, clock.citation, check)


def _places(facts: CaseFacts, schools: timeline.Names) -> Table | None:
    named = [["Named in the plan", *_place(place, schools), ""] for place in facts.named_places]
    attended = [["Attended", *_place(place, schools), _from_to(place)] for place in reversed(facts.placements)]
    columns = ["What", "Place", "Main or second", "In a unit", "From and to"]
    return table("Places", columns, named + attended, stacks=True) if named or attended else None


def _place(values: Values, schools: timeline.Names) -> list[str]:
    unit = (
        "SEN unit" if values.get("in_unit") else "Resourced provision" if values.get("in_resourced_provision") else "No"
    )
    rank = {1: "Main", 2: "Second"}.get(values.get("rank", 0), NOT_KNOWN)
    words = values.get("setting_words", "")
    return [upper_first(timeline.place(values, schools)) + (f": {words}" if words else ""), rank, unit]


def _from_to(values: Values) -> str:
    entered, left = values.get("entered_on"), values.get("left_on")
    return f"{day(entered)} to {day(left) if left else 'now'}"


def _needs(facts: CaseFacts) -> list[str]:
    ranked = sorted(facts.needs, key=lambda need: need.get("rank") or 9)
    return [codes("need").get(need.get("type", ""), need.get("type", "")) for need in ranked]


def _money(plan: Values | None) -> Pairs:
    if not plan:
        return []
    budget = [
        ("Arranged by the authority, the school or somebody else", _yes_no(plan.get("organised_arrangements"))),
        ("Direct payments", codes("direct_payment").get(plan.get("direct_payments", ""), "None recorded")),
    ]
    return [
        ("Personal budget", _yes_no(plan.get("personal_budget"))),
        *(budget if plan.get("personal_budget") else []),
        ("Residential", codes("residential").get(plan.get("residential", ""), "No")),
        ("Work-based activity", codes("work_based").get(plan.get("work_based", ""), "No")),
    ]


def _yes_no(value: bool | None) -> str:
    return {True: "Yes", False: "No"}.get(value, NOT_KNOWN)


def _who(case: Case) -> Pairs:
    child = case.child
    number = child.upn or child.uln or codes("number_unknown").get(child.number_unknown, NOT_KNOWN)
    return [
        ("UPN" if child.upn or not child.uln else "ULN", number),
        ("Sex", codes("sex").get(child.sex, NOT_KNOWN)),
        ("Ethnicity", codes("ethnicity").get(child.ethnicity, child.ethnicity or NOT_KNOWN)),
        ("Postcode", child.postcode or NOT_KNOWN),
    ]


def _other(case: int, received_on: date | None, stage: str) -> tuple[object, str]:
    words = f"Request of {day(received_on)}" if received_on else "A plan from before"
    link = format_html('<a class="govuk-link" href="{}">{}</a>', reverse("plans:case", args=[case]), words)
    return link, Stage(stage).label
