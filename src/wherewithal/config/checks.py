"""What ``check`` and ``check --deploy`` say about the set-up."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import NoReverseMatch, reverse

from wherewithal.config import safety


@register(Tags.security, deploy=True)
def safe_to_start(**options: Any) -> list[CheckMessage]:
    return [Error(danger, id="wherewithal.E001") for danger in safety.dangers()]


@register(Tags.urls)
def navigation_leads_somewhere(**options: Any) -> list[CheckMessage]:
    names = [entry.page for entry in settings.NAVIGATION] + [*settings.FIRST_PAGES.values()]
    return [
        Error(f"The navigation names the page {name!r}, which no app has", id="wherewithal.E002")
        for name in names
        if not exists(name)
    ]


def exists(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
