"""Pages for when something went wrong: what, why, and what to do next."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from wherewithal.web.frame import plain_frame


@dataclass(frozen=True)
class Trouble:
    """``says`` and ``next`` are paragraphs."""

    title: str
    says: tuple[str, ...]
    next: tuple[str, ...]


BAD_REQUEST = Trouble(
    "We could not understand what was sent",
    ("Your browser sent something that this service does not take.",),
    ("Go back, check what you entered, and try again.",),
)
FORBIDDEN = Trouble(
    "You cannot see this page",
    ("You are signed in, but your role does not include this page.",),
    ("If you need it for your work, ask your manager to change your role.",),
)
EXPIRED = Trouble(
    "This page is too old to send",
    (
        "You may have signed out and in again since you opened it, or your browser may block cookies.",
        "Nothing was saved.",
    ),
    ("Go back, load the page again, and send it again.", "If that does not help, allow cookies for this site."),
)
NOT_FOUND = Trouble(
    "There is no page here",
    ("The address may be mistyped, or what it showed belongs to another authority or has moved.",),
    ("Check the address, or start again from your first page.",),
)
BROKEN = Trouble(
    "Something went wrong on our side",
    ("What you entered on the last page was not saved. Everything from before is safe.",),
    (
        "Try again in a few minutes.",
        "If it happens again, tell the people who look after this service what you did, and at what time.",
    ),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return plainly(BAD_REQUEST, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "error.jinja", {"trouble": FORBIDDEN}, status=403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return plainly(EXPIRED, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "error.jinja", {"trouble": NOT_FOUND}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return plainly(BROKEN, status=500)


def plainly(trouble: Trouble, status: int) -> HttpResponse:
    """A page that needs neither a person nor the database."""
    return HttpResponse(render_to_string("error.jinja", plain_frame() | {"trouble": trouble}), status=status)
