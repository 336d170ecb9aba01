"""What stands before every page: is it marked, is the session fresh, for whom and on which day is it shown?"""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from wherewithal.apps.accounts import sessions
from wherewithal.apps.accounts.access import View, turn_away


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
        if sessions.has_ended(request):
            return sign_out_after_too_long(request)
        sessions.touch(request)
        request.authority = request.user.authority
        return None


def sign_out_after_too_long(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    messages.info(request, "You were signed out because you signed in 12 hours ago. Sign in again to go on.")
    return turn_away(request)
