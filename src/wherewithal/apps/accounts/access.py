"""Who may see a page.  Every view has one of these marks, outermost; ``middleware.Doorkeeper`` refuses one without."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

View = Callable[..., HttpResponseBase]


class Role(TextChoices):
    """What a person does; one to a person."""

    CASEWORKER = "caseworker", "Caseworker"
    MANAGER = "manager", "Manager"
    DATA_OFFICER = "data_officer", "Data officer"
    READ_ONLY = "read_only", "Read only"


@dataclass(frozen=True)
class Access:
    """The roles that may see a page, or ``anyone``, signed in or not."""

    roles: frozenset[str] = frozenset()
    anyone: bool = False

    def admits(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        return self.anyone or (user.is_authenticated and user.role in self.roles)


def allow(*roles: Role) -> Callable[[View], View]:
    """Only these roles."""
    return _mark(Access(frozenset(roles)))


def signed_in(view: View) -> View:
    """Every role."""
    return _mark(Access(frozenset(Role)))(view)


def everyone(view: View) -> View:
    """Signed in or not; nothing here may show a child."""
    return _mark(Access(anyone=True))(view)


def _mark(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs) if access.admits(request.user) else turn_away(request)

        guarded.access = access
        return guarded

    return mark


def turn_away(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page, and from there back here; without what was searched for, which may be a name."""
    if request.user.is_authenticated:
        raise PermissionDenied
    after = {"next": request.path} if request.method == "GET" else {}
    return redirect(reverse(settings.LOGIN_URL, query=after))
