"""The entries of the navigation that somebody may follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse


@dataclass(frozen=True)
class Entry:
    """``page`` is the name of a page without parts that change; ``says`` tells on the start page what it is for."""

    text: str
    page: str
    says: str = ""


@dataclass(frozen=True)
class Link:
    """An entry as GOV.UK's service navigation takes it; ``active`` if the reader is on it or below it."""

    text: str
    href: str
    says: str
    active: bool


def links(request: HttpRequest) -> Iterator[Link]:
    """What the person who asks may see, in the order of the settings; who that is, the page itself says."""
    for entry in settings.NAVIGATION:
        href, access = where_and_who(entry.page)
        if access.admits(request.user):
            yield Link(entry.text, href, entry.says, active=request.path.startswith(href))


@cache
def where_and_who(page: str) -> tuple[str, Any]:
    """The address of a page, and the mark on its view."""
    href = reverse(page)
    return href, resolve(href).func.access
