"""How long somebody stays signed in: half an hour without a page, and twelve hours in all."""

import time

from django.conf import settings
from django.http import HttpRequest

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
BETWEEN_TOUCHES = 60
"""Seconds; a session is written at most once in so many, so that a page costs no write."""


def begin(request: HttpRequest) -> None:
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()


def has_ended(request: HttpRequest) -> bool:
    """Whether the person signed in too long ago.  The cookie itself ends a session in which nothing happens."""
    began = request.session.setdefault(SIGNED_IN_AT, time.time())
    return time.time() - began > settings.SESSION_LONGEST.total_seconds()


def touch(request: HttpRequest) -> None:
    """Count the half hour from now."""
    if time.time() - request.session.get(SEEN_AT, 0) > BETWEEN_TOUCHES:
        request.session[SEEN_AT] = time.time()
