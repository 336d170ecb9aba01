"""Is the service well?  For people and for machines that watch it; says nothing about any data."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from wherewithal.web.frame import plain_frame


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when all is well, else 503; JSON for who asks for it."""
    found = [*faults()]
    status = 503 if found else 200
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"status": "faulty" if found else "ok", "faults": found}, status=status)
    return HttpResponse(render_to_string("health.jinja", plain_frame() | {"faults": found}), status=status)


def faults() -> Iterator[str]:
    """What is wrong, each with its cure."""
    yield from about_the_database()
    yield from about_the_style_sheet()


def about_the_database() -> Iterator[str]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        yield "The database does not answer. Check that it runs, and that WHEREWITHAL_DATABASE_URL is its address"
        return
    if waiting:
        yield f"The database is older than the program: {len(waiting)} changes wait. Run: wherewithal migrate"


def about_the_style_sheet() -> Iterator[str]:
    if not any(Path(settings.STATIC_ROOT).glob("vendor/*.css")):
        yield "The style sheet is missing. Run: make assets, then start wherewithal serve, which puts it in its place"
