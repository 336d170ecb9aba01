"""Every address says who may see it, and keeps everyone else out."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.urls.resolvers import RoutePattern

from tests.somebody import somebody
from wherewithal.apps.accounts.access import Access, Role

SAMPLES = {"int": 1, "str": "x", "slug": "x", "uuid": UUID(int=1), "path": "x"}


def routes(patterns: list, before: str = "") -> Iterator[tuple[str, object]]:
    """Each address with something in its holes, and its view."""
    for entry in patterns:
        address = before + filled(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, address)
        elif isinstance(entry, URLPattern):
            yield f"/{address}", entry.callback


def filled(pattern: RoutePattern) -> str:
    address = str(pattern)
    for name, converter in pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        address = address.replace(f"<{kind}:{name}>", str(SAMPLES[kind])).replace(f"<{name}>", "x")
    return address


ROUTES = [*routes(get_resolver().url_patterns)]
MARKED = [(address, view.access) for address, view in ROUTES if isinstance(getattr(view, "access", None), Access)]
GUARDED = [(address, access) for address, access in MARKED if not access.anyone]


@pytest.mark.parametrize(("address", "view"), ROUTES)
def test_every_address_says_who_may_see_it(address, view):
    assert isinstance(getattr(view, "access", None), Access), f"{view.__module__}.{view.__name__} has no mark"


def test_only_these_are_for_everyone():
    open_to_all = {address for address, access in MARKED if access.anyone}
    assert open_to_all == {"/health", "/account/sign-in", "/account/sign-out"}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("address", "access"), GUARDED)
def test_who_has_not_signed_in_is_sent_to_do_so(client, address, access, method):
    answer = getattr(client, method)(address)
    assert answer.status_code == 302
    assert answer.url.partition("?")[0] == "/account/sign-in"


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_a_role_that_may_not_see_a_page_is_refused_it(role):
    client = Client()
    client.force_login(somebody(role))
    for address, access in GUARDED:
        if role not in access.roles:
            assert client.get(address).status_code == 403, address
            assert client.post(address).status_code == 403, address


def unmarked(request):
    return HttpResponse("never seen")


@pytest.mark.urls(__name__)
def test_a_view_without_a_mark_is_seen_by_nobody(client):
    with pytest.raises(ImproperlyConfigured, match=r"test_access.unmarked does not say who may see it"):
        client.get("/unmarked")


urlpatterns = [path("unmarked", unmarked)]
