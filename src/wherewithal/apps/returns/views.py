"""The pages of returns: taking a file in, what is wrong with it, doubtful matches, and the draft to send."""

import csv
import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods
from xlsxwriter import Workbook

from wherewithal.apps.accounts.access import Role, allow, signed_in
from wherewithal.apps.accounts.models import User
from wherewithal.apps.audit import actions as audit
from wherewithal.apps.people.models import Child, DoubtfulMatch
from wherewithal.apps.plans.presenters import in_cell
from wherewithal.apps.returns import child_page, presenters, tasks
from wherewithal.apps.returns import doubts as deciding
from wherewithal.apps.returns.drafting import ask_for_draft, private_folder
from wherewithal.apps.returns.forms import AnswerForm, DraftForm, UploadForm, first_draft
from wherewithal.apps.returns.loading import begin, keep_upload
from wherewithal.apps.returns.models import Draft, Finding, Load, SourceRecord
from wherewithal.domain.formats.sen2.check import rules
from wherewithal.web.pagination import pagination

A_PAGE = 50
SHOWN = 20
keeps_returns = allow(Role.DATA_OFFICER, Role.MANAGER)


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@keeps_returns
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Files taken in, drafts made, and what waits for somebody."""
    context = {
        "loads": presenters.loads_table(Load.objects.filter(authority=request.authority).select_related("by")[:SHOWN]),
        "drafts": presenters.drafts_table(
            Draft.objects.filter(authority=request.authority).select_related("by")[:SHOWN]
        ),
        "doubts": _open_doubts(request).count(),
    }
    return render(request, "returns/index.jinja", context)


@keeps_returns
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file in: it is kept, then checked and loaded behind the pages."""
    form = UploadForm(_typed(request), request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        load = begin(authority=request.authority, by=request.user, file_name=file.name[:255], as_at=request.today)
        tasks.load_upload.enqueue(load.pk, keep_upload(file))
        return redirect("returns:load", load.pk)
    return render(request, "returns/upload.jinja", {"form": form})


@keeps_returns
@require_GET
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file has got, then what became of it."""
    found = get_object_or_404(Load.objects.select_related("by"), pk=pk, authority=request.authority)
    context = {
        "load": found,
        "pairs": presenters.load_pairs(found),
        "waits": found.state in {Load.State.WAITING, Load.State.RUNNING},
        "loaded": found.state == Load.State.LOADED,
        "verdict": presenters.verdict(found.counts),
    }
    return render(request, "returns/load.jinja", context)


def _newest(request: HttpRequest) -> Load | None:
    loaded = Load.objects.filter(authority=request.authority, state=Load.State.LOADED)
    return loaded.order_by("-year", "-pk").first()


@signed_in
@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """What is wrong with the newest return in the record, grouped by what mends it."""
    newest = _newest(request)
    if newest is None:
        return render(request, "returns/quality.jinja", {"load": None})
    counted = newest.findings.values_list("rule").annotate(Count("pk")).order_by("rule")
    groups = presenters.groups(dict(counted))
    context = {
        "load": newest,
        "verdict": presenters.verdict(newest.counts),
        "tables": presenters.groups_tables(groups),
        "not_run": sorted(newest.not_run.items()),
    }
    return render(request, "returns/quality.jinja", context)


@signed_in
@require_GET
def rule(request: HttpRequest, number: str) -> HttpResponse:
    """Where one rule found something, child by child."""
    newest = _newest(request)
    if newest is None or number not in rules():
        raise Http404
    found = newest.findings.filter(rule=number).select_related("child").order_by("pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page", "1"))
    context = {
        "load": newest,
        "rule": rules()[number],
        "table": presenters.findings_table(page.object_list),
        "pages": pagination(page, request.GET, what="findings"),
    }
    return render(request, "returns/rule.jinja", context)


HEADINGS = ["Rule", "Error or query", "What is wrong", "UPN", "Record", "Line", "Item", "Found", "Wanted", "What to do"]


@signed_in
@require_GET
def download_findings(request: HttpRequest, form: str) -> HttpResponseBase:
    """Every finding, as CSV or XLSX; children by their number, never by name."""
    newest = _newest(request)
    if newest is None or form not in {"csv", "xlsx"}:
        raise Http404
    audit.record("findings.downloaded", by=request.user, authority=request.authority, subject=newest)
    rows = (_cells(finding) for finding in newest.findings.select_related("child").order_by("rule", "pk"))
    name = f"sen2-{newest.year}-problems.{form}"
    file = _as_csv(rows) if form == "csv" else _as_xlsx(rows)
    return FileResponse(file, as_attachment=True, filename=name)


def _cells(finding: Finding) -> list[str | int]:
    told = rules()[finding.rule]
    upn = finding.child.upn if finding.child else ""
    return [finding.rule, finding.severity, told.text, in_cell(upn), finding.record, finding.line,
            in_cell(finding.field), in_cell(finding.found), told.wanted, told.cure]  # fmt: skip


def _as_csv(rows) -> io.BytesIO:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    return io.BytesIO(text.getvalue().encode("utf-8-sig"))


def _as_xlsx(rows) -> io.BytesIO:
    file = io.BytesIO()
    with Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Problems")
        sheet.freeze_panes(1, 0)
        for number, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(number, 0, row)
    file.seek(0)
    return file


def _doubts(request: HttpRequest):
    found = DoubtfulMatch.objects.filter(perhaps__authority=request.authority)
    return found.select_related("child", "perhaps").order_by("pk")


def _open_doubts(request: HttpRequest):
    return _doubts(request).filter(answer=DoubtfulMatch.Answer.OPEN)


@keeps_returns
@require_GET
def doubts(request: HttpRequest) -> HttpResponse:
    """Who in a file may or may not be a child in the record."""
    page = Paginator(_open_doubts(request), A_PAGE).get_page(request.GET.get("page", "1"))
    context = {
        "table": presenters.doubts_table(page.object_list) if page.object_list else None,
        "pages": pagination(page, request.GET, what="doubtful matches", one="doubtful match"),
    }
    return render(request, "returns/doubts.jinja", context)


@keeps_returns
@require_http_methods(["GET", "POST"])
def doubt(request: HttpRequest, pk: int) -> HttpResponse:
    """One doubtful match: the two records side by side, and the question."""
    found = get_object_or_404(_doubts(request), pk=pk)
    form = AnswerForm(_typed(request))
    try:
        if found.answer != DoubtfulMatch.Answer.OPEN:
            raise deciding.AlreadyDecided
        if form.is_valid():
            deciding.decide(doubt=found, answer=form.cleaned_data["answer"], by=request.user, today=request.today)
            messages.success(request, "Your answer is kept, and the record follows it.")
            return redirect("returns:doubts")
    except deciding.AlreadyDecided:
        messages.info(request, "Somebody has decided this in the meantime.")
        return redirect("returns:doubts")
    _looked_at_both(found, request.user)
    return render(request, "returns/doubt.jinja", {"doubt": found, "form": form, "table": presenters.compared(found)})


def _looked_at_both(doubt: DoubtfulMatch, by: User) -> None:
    audit.record_many(
        audit.Entry(what="child.looked", by=by, authority=by.authority_id, subject=child)
        for child in (doubt.child, doubt.perhaps)
    )


@signed_in
@require_GET
def child(request: HttpRequest, pk: int) -> HttpResponse:
    """What each return told of a child: the source of every fact, and what is wrong with it."""
    children = child_page.with_cases_and_findings(Child.objects.of(request.authority))
    found = get_object_or_404(children, pk=pk)
    audit.looked(found, request.user)
    records = SourceRecord.objects.filter(child=found, superseded_by=None).select_related("load").order_by("-year")
    context = {
        "child": found,
        "cases": child_page.cases(found),
        "told": [presenters.told(record) for record in records],
        "findings": child_page.findings(found),
    }
    return render(request, "returns/child.jinja", context)


@keeps_returns
@require_http_methods(["GET", "POST"])
def new_draft(request: HttpRequest) -> HttpResponse:
    """Ask for the return of a year, written from the record."""
    newest = _newest(request)
    initial = first_draft(request.today, newest.header if newest else {})
    form = DraftForm(_typed(request), initial=initial)
    if form.is_valid():
        draft = ask_for_draft(
            authority=request.authority,
            year=form.cleaned_data["year"],
            as_at=form.cleaned_data["as_at"],
            officers=form.officers,
            by=request.user,
        )
        tasks.make_draft.enqueue(draft.pk)
        return redirect("returns:draft", draft.pk)
    return render(request, "returns/new-draft.jinja", {"form": form})


@keeps_returns
@require_GET
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a draft has got, then what the check says of it."""
    found = get_object_or_404(Draft, pk=pk, authority=request.authority)
    counts = found.counts
    context = {
        "draft": found,
        "waits": found.state in {Draft.State.WAITING, Draft.State.RUNNING},
        "ready": found.state == Draft.State.READY,
        "verdict": presenters.verdict(counts),
        "tables": presenters.groups_tables(presenters.groups(counts.get("rules", {})), links=False),
        "people": counts.get("people", 0),
        "left_out": presenters.left_out(counts.get("left_out", {})),
    }
    return render(request, "returns/draft.jinja", context)


@keeps_returns
@require_GET
def download_draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = get_object_or_404(Draft, pk=pk, authority=request.authority, state=Draft.State.READY)
    path = private_folder() / found.file
    if not path.is_file():
        raise Http404
    audit.record("draft.downloaded", by=request.user, authority=request.authority, subject=found)
    name = f"SEN2-{found.year}-{found.authority_id}.xml"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/xml")
