"""The caseload: which children need somebody first, out of those that were asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from wherewithal.apps.accounts.models import User
from wherewithal.apps.places.models import Authority, School
from wherewithal.apps.plans.models import Stage, Standing, StandingQuerySet
from wherewithal.domain.formats.sen2.layout import codes

SOON = 7
A_PAGE = 50
AGES = {"0": (0, 4), "5": (5, 10), "11": (11, 15), "16": (16, 18), "19": (19, 25)}
WHEN = {"overdue": "Overdue", "soon": "Due in the next 7 days", "later": "On track"}
SORTS = {"worst": "Who needs us first", "name": "Surname", "age": "Youngest first", "received": "Newest request first"}


class CaseloadForm(forms.Form):
    """What was asked for; an unknown choice is left aside rather than refused, so that a bookmark goes on working."""

    when = forms.ChoiceField(required=False, label="When", choices=[("", "All"), *WHEN.items()])
    stage = forms.ChoiceField(
        required=False, label="Stage", choices=[("", "All"), *[c for c in Stage.choices if c[0] != Stage.CLOSED]]
    )
    school = forms.CharField(required=False, label="School", max_length=100)
    need = forms.ChoiceField(required=False, label="Main need", choices=[("", "All"), *codes("need").items()])
    age = forms.ChoiceField(
        required=False, label="Age", choices=[("", "All"), *[(k, f"{a} to {b}") for k, (a, b) in AGES.items()]]
    )
    caseworker = forms.ChoiceField(required=False, label="Caseworker")
    sort = forms.ChoiceField(required=False, label="In order of", choices=list(SORTS.items()))

    def __init__(self, data: object, *, team: list[User]) -> None:
        super().__init__(data)
        people = [(str(user.pk), str(user)) for user in team]
        self.fields["caseworker"].choices = [("", "All"), ("me", "Me"), ("nobody", "Nobody yet"), *people]

    def asked(self) -> dict[str, str]:
        """The choices made that can be used."""
        self.is_valid()
        self.errors.clear()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Counts:
    """How many open cases there are by when their next limit ends."""

    overdue: int
    soon: int
    later: int


def counts(authority: Authority, on: date) -> Counts:
    """Of all open cases.  What is counted is a column that every index of them holds, so that an index is enough."""
    cases = Standing.objects.of(authority).open()
    found = cases.aggregate(
        overdue=Count("is_open", filter=Q(next_due_on__lt=on)),
        soon=Count("is_open", filter=Q(next_due_on__range=(on, on + timedelta(days=SOON)))),
        every=Count("is_open"),
    )
    return Counts(found["overdue"], found["soon"], found["every"] - found["overdue"] - found["soon"])


def find(authority: Authority, asked: dict[str, str], *, user: User, on: date) -> StandingQuerySet:
    """The open cases asked for, in the order asked for."""
    cases = Standing.objects.of(authority).open()
    if stage := asked.get("stage"):
        cases = cases.filter(stage=stage)
    if need := asked.get("need"):
        cases = cases.filter(need=need)
    if school := asked.get("school"):
        cases = cases.filter(school__in=School.objects.filter(Q(name__icontains=school) | Q(urn=school)))
    if age := asked.get("age"):
        cases = cases.filter(birth_on__range=_born(*AGES[age], on))
    if words := asked.get("q"):
        cases = cases.search(words)
    cases = _of_caseworker(cases, asked.get("caseworker", ""), user)
    return _sorted(_when(cases, asked.get("when", ""), on), asked.get("sort", ""), on)


def _of_caseworker(cases: StandingQuerySet, wanted: str, user: User) -> StandingQuerySet:
    match wanted:
        case "":
            return cases
        case "nobody":
            return cases.filter(caseworker=None)
        case "me":
            return cases.filter(caseworker=user)
    return cases.filter(caseworker=wanted)


def _when(cases: StandingQuerySet, when: str, on: date) -> StandingQuerySet:
    match when:
        case "overdue":
            return cases.overdue(on)
        case "soon":
            return cases.due_within(on, SOON)
        case "later":
            return cases.on_track(on, SOON)
    return cases


def _sorted(cases: StandingQuerySet, sort: str, on: date) -> StandingQuerySet:
    match sort:
        case "name":
            return cases.order_by("surname", "forename", "pk")
        case "age":
            return cases.order_by(F("birth_on").desc(nulls_last=True), "pk")
        case "received":
            return cases.order_by(F("received_on").desc(nulls_last=True), "pk")
    return cases.worst_first(on)


def _born(youngest: int, oldest: int, on: date) -> tuple[date, date]:
    """The first and last birth date of those whose age lies between two ages, both included."""
    return _years_before(on, oldest + 1, days=1), _years_before(on, youngest)


def _years_before(on: date, years: int, days: int = 0) -> date:
    before = on.replace(year=on.year - years, day=min(on.day, 28) if on.month == 2 else on.day)
    return date.fromordinal(before.toordinal() + days)


def page(cases: StandingQuerySet, number: str) -> Page:
    """One page of cases with what a row shows: the sort touches one narrow table, the rows are fetched for one page."""
    found = Paginator(cases.values_list("pk", flat=True), A_PAGE).get_page(number)
    wanted = list(found.object_list)
    rows = with_what_a_row_shows(Standing.objects.filter(pk__in=wanted)).in_bulk()
    found.object_list = [rows[pk] for pk in wanted]
    return found


def with_what_a_row_shows(cases: StandingQuerySet) -> StandingQuerySet:
    return cases.select_related("child", "caseworker", "school")
