"""What stands before every page: is it marked, is the session fresh, for whom and on which day is it shown?"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from wherewithal.apps.accounts.access import View, turn_away

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
BETWEEN_TOUCHES = 60
"""Seconds; a session is written at most once in so many, so that a page costs no write."""


class Doorkeeper:
    """Sets ``request.today`` (a date; nothing else asks the clock for it) and ``request.authority`` (None on a page
    that anyone may see)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.today = settings.TODAY or timezone.localdate()
        request.authority = None
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: tuple, kwargs: dict) -> HttpResponseBase | None:
        """Raises ImproperlyConfigured for a view that does not say who may see it."""
        access = getattr(view, "access", None)
        if access is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__qualname__} does not say who may see it")
        if access.anyone or not request.user.is_authenticated:
            return None
        if has_ended(request):
            return sign_out_after_too_long(request)
        touch(request)
        request.authority = request.user.authority
        return None


def has_ended(request: HttpRequest) -> bool:
    """Whether the person signed in too long ago.  The cookie ends a session in which nothing happens."""
    return (
        time.time() - request.session.setdefault(SIGNED_IN_AT, time.time()) > settings.SESSION_LONGEST.total_seconds()
    )


def sign_out_after_too_long(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    messages.info(request, "You were signed out because you signed in 12 hours ago. Sign in again to go on.")
    return turn_away(request)


def touch(request: HttpRequest) -> None:
    """Count the 30 minutes from now."""
    if time.time() - request.session.get(SEEN_AT, 0) > BETWEEN_TOUCHES:
        request.session[SEEN_AT] = time.time()
