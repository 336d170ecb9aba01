"""Logs that say what was asked and how it went, and nothing about any person.

A path may hold a child's number, a query a name, an exception's message a row: none of them is written.
"""

import logging
import time
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType

from django.http import HttpRequest, HttpResponse

OURS = "wherewithal"
requests = logging.getLogger("wherewithal.requests")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RequestLog:
    """A line for each request: method, route with its holes unfilled, status, time, number of the user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        taken = (time.perf_counter() - start) * 1000
        requests.info(
            "%s /%s %d %.0f ms, user %s", request.method, route(request), response.status_code, taken, user(request)
        )
        return response


def route(request: HttpRequest) -> str:
    """The pattern that matched: cases/<int:pk>/"""
    return request.resolver_match.route if request.resolver_match else "(no such page)"


def user(request: HttpRequest) -> str:
    """The number of the person, if the page asked who they are; asking again would cost a query."""
    person = getattr(request, "_cached_user", None)
    return str(person.pk) if person and person.pk else "-"


class Guarded(logging.Formatter):
    """What others log is written with its holes unfilled, and an exception without its message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        if record.name.partition(".")[0] == OURS:
            return super().format(record)
        return super().format(logging.makeLogRecord(record.__dict__ | {"args": None, "exc_text": None}))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  (logging's name)
        return "\n".join(without_messages(ei[1])) if ei[1] else ""


def without_messages(error: BaseException) -> Iterator[str]:
    """Where an exception came from: kind, file, line and function, with what caused it, outermost first."""
    yield f"{type(error).__module__}.{type(error).__qualname__} at"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} {frame.name}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        yield "caused by"
        yield from without_messages(cause)
