"""What would make it unsafe to start, all of it at once, each with its cure."""

import os
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

SHORTEST_KEY = 50
STARTED_BY_US = "STARTED_BY_WHEREWITHAL"
FEWEST_LETTERS = 10
NOT_SECRET = ("django-insecure", "changeme", "change-me", "secret-key", "example")


def refuse_unsafe_start(listens_to: str = "127.0.0.1") -> None:
    """Raises ImproperlyConfigured with every danger, one a line, if there is any."""
    found = [*dangers(listens_to)]
    if found:
        raise ImproperlyConfigured("\n  ".join(["Wherewithal does not start, because it would not be safe:", *found]))


def dangers(listens_to: str = "127.0.0.1") -> Iterator[str]:
    """``listens_to`` is the address the server is bound to, or the path of its socket."""
    yield from about_the_key(key())
    yield from about_hosts(settings.ALLOWED_HOSTS)
    yield from about_sqlite(listens_to)
    yield from about_demonstrations(listens_to)


def refuse_local_by_hand() -> None:
    """Only our own server knows that it listens to this machine alone.  Raises ImproperlyConfigured."""
    if settings.LOCAL and os.environ.get(STARTED_BY_US) != "yes":
        raise ImproperlyConfigured(
            "WHEREWITHAL_LOCAL is yes, and it is not known who could reach this server. "
            "Unset it, or start the pages with: wherewithal serve"
        )


def key() -> str:
    """ "" where there is none, for which Django itself raises."""
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


def about_the_key(key: str) -> Iterator[str]:
    cure = "Set it to 50 or more random letters: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
    if not key:
        yield f"WHEREWITHAL_SECRET_KEY is not set. {cure}"
    elif len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS:
        yield f"WHEREWITHAL_SECRET_KEY is too short or too plain. {cure}"
    elif key.lower().startswith(NOT_SECRET):
        yield f"WHEREWITHAL_SECRET_KEY is one that others know. {cure}"


def about_hosts(hosts: list[str]) -> Iterator[str]:
    cure = "Set it to the names people type, such as send.example.gov.uk"
    if not hosts:
        yield f"WHEREWITHAL_HOSTS is not set. {cure}"
    elif any(host.startswith(("*", ".")) for host in hosts):
        yield f"WHEREWITHAL_HOSTS lets any name through. {cure}"


def about_sqlite(listens_to: str) -> Iterator[str]:
    """A SQLite file is for one machine."""
    if connection.vendor == "sqlite" and serves_others(listens_to):
        yield (
            "The database is a SQLite file, and other machines could reach it. "
            "Set WHEREWITHAL_DATABASE_URL to a PostgreSQL database: postgres://user:password@server/database"
        )


def about_demonstrations(listens_to: str) -> Iterator[str]:
    """What helps on one's own machine and harms on any other."""
    if settings.LOCAL and serves_others(listens_to):
        yield "WHEREWITHAL_LOCAL is yes, and other machines could reach it. Unset it, or listen to 127.0.0.1 only"
    if settings.DEBUG and not settings.LOCAL:
        yield "WHEREWITHAL_DEBUG is yes: an error would show its data to anyone. Unset it"
    if settings.TODAY and not settings.LOCAL:
        yield "WHEREWITHAL_TODAY stops the clocks, for demonstrations only. Unset it"
    if settings.DEMONSTRATION and not settings.LOCAL:
        yield "WHEREWITHAL_DEMONSTRATION says on every page that the people are made up. Unset it"


def serves_others(listens_to: str) -> bool:
    """Whether anything but this machine could ask: by the address listened to, or by a host name answered to."""
    return not is_here(listens_to) or not all(is_here(host.strip("[]")) for host in settings.ALLOWED_HOSTS)


def is_here(address: str) -> bool:
    if address == "localhost" or Path(address).is_absolute():
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
