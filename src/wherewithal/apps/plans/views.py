"""The pages of cases: the caseload, one case, and the manager's overview."""

import csv
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from wherewithal.apps.accounts.access import Role, allow, signed_in
from wherewithal.apps.audit import actions as audit
from wherewithal.apps.places.models import School
from wherewithal.apps.plans import actions, case_page, caseload, overview, overview_page, presenters
from wherewithal.apps.plans.facts import CaseFacts, facts_of
from wherewithal.apps.plans.models import Case
from wherewithal.apps.plans.recording import with_parts
from wherewithal.web.pagination import pagination

WORDS = "caseload_words"
"""Where a session keeps the name that was searched for: a name never stands in an address."""


@signed_in
@require_GET
def children(request: HttpRequest) -> HttpResponse:
    """The caseload."""
    team = actions.team(request.authority)
    form = caseload.CaseloadForm(request.GET, team=team)
    asked = _asked(request, form)
    cases = caseload.find(request.authority, asked, user=request.user, on=request.today)
    page = caseload.page(cases, request.GET.get("page", "1"))
    may_assign = request.user.role in {Role.CASEWORKER, Role.MANAGER}
    context = {
        "form": form,
        "words": asked.get("q", ""),
        "headings": presenters.headings(caseload.counts(request.authority, request.today), asked),
        "table": presenters.caseload_table(
            page.object_list, reader=request.user, on=request.today, may_assign=may_assign
        ),
        "pages": pagination(page, request.GET, what="children", one="child"),
        "today": request.today,
        "team": may_assign,
        "team_items": presenters.team_items(team),
        "narrowed": f"?{request.GET.urlencode()}" if request.GET else "",
        "download": f"{reverse('plans:download')}?{request.GET.urlencode()}",
    }
    return render(request, "plans/caseload.jinja", context)


def _asked(request: HttpRequest, form: caseload.CaseloadForm) -> dict[str, str]:
    words = request.session.get(WORDS, "")
    return form.asked() | ({"q": words} if words else {})


@signed_in
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keep what was searched for in the session, and show the caseload."""
    words = request.POST.get("q", "").replace("\0", "").strip()[:100]  # PostgreSQL cannot look for a null
    if words and "clear" not in request.POST:
        request.session[WORDS] = words
    else:
        request.session.pop(WORDS, None)
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The list as it was narrowed before, without the number of its page."""
    back = request.POST.get("back", "")
    ours = back.startswith("?") and url_has_allowed_host_and_scheme(back, None)
    return reverse("plans:caseload") + (back if ours else "")


@allow(Role.CASEWORKER, Role.MANAGER)
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the chosen cases to somebody."""
    team = {str(user.pk): user for user in actions.team(request.authority)}
    chosen = [int(case) for case in request.POST.getlist("case") if case.isdecimal()]
    to = request.POST.get("to", "")
    if not chosen or (to != "nobody" and to not in team):
        messages.error(request, "Nothing was changed. Choose at least one child and who is to have the case.")
        return redirect(_back(request))
    moved = actions.assign(cases=chosen, to=team.get(to), authority=request.authority, by=request.user)
    who = team[to].name if to in team else "nobody"
    messages.success(request, presenters.moved(moved, already=len(chosen) - moved, to=who))
    return redirect(_back(request))


@signed_in
@require_GET
def download(request: HttpRequest) -> HttpResponseBase:
    """The caseload as it is narrowed, as a CSV file."""
    form = caseload.CaseloadForm(request.GET, team=actions.team(request.authority))
    cases = caseload.find(request.authority, _asked(request, form), user=request.user, on=request.today)
    audit.record("caseload.downloaded", by=request.user, authority=request.authority)
    rows = caseload.with_what_a_row_shows(cases).iterator(chunk_size=2_000)
    lines = _csv(presenters.csv_row(standing, request.today) for standing in rows)
    name = f"caseload-{request.today.isoformat()}.csv"
    return StreamingHttpResponse(
        lines, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


class _Echo:
    def write(self, line: str) -> str:
        return line


def _csv(rows: Iterator[list[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(presenters.CSV_HEADINGS)
    yield from map(writer.writerow, rows)


@signed_in
@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One child's case."""
    cases = with_parts(Case.objects.filter(authority=request.authority, superseded_at=None))
    cases = cases.select_related("child", "caseworker", "standing__school").annotate(told_others=case_page.OTHERS)
    found = get_object_or_404(cases, pk=pk)
    audit.looked(found.child, request.user)
    facts = facts_of(found)
    shown = case_page.present(found, facts, _schools(facts), on=request.today, kind=request.GET.get("show", ""))
    return render(request, "plans/case.jinja", {"shown": shown, "today": request.today})


def _schools(facts: CaseFacts) -> dict[str, str]:
    """The name of each school of a case, by its number."""
    urns = {place["urn"] for place in (*facts.named_places, *facts.placements) if "urn" in place}
    return dict(School.objects.filter(pk__in=urns).values_list("pk", "name"))


@allow(Role.MANAGER, Role.DATA_OFFICER, Role.READ_ONLY)
@require_GET
def overview_of_all(request: HttpRequest) -> HttpResponse:
    """What a manager asks of all cases."""
    authority, on = request.authority, request.today
    shown = overview_page.present(
        months=overview.months(authority, on),
        waiting=overview.waiting(authority, on),
        ages=overview.ages(authority, on),
        duties=overview.duties(authority, on),
        loads=overview.loads(authority, on),
        team=actions.team(authority),
        on=on,
    )
    return render(request, "plans/overview.jinja", {"shown": shown, "today": on})
