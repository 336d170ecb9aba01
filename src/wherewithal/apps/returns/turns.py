"""One load of an authority at a time: the next one waits, so that no child is taken in twice.

The turn ends with the process that has it, however that ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.conf import settings
from django.db import connection

from wherewithal.apps.places.models import Authority


@contextmanager
def turn(authority: Authority) -> Iterator[None]:
    """Wait until nobody else loads a file of the authority, and keep others waiting inside."""
    name = f"load-{authority.number}"
    with _on_postgres(name) if connection.vendor == "postgresql" else _on_this_machine(name):
        yield


@contextmanager
def _on_postgres(name: str) -> Iterator[None]:
    """A lock of the database, which takes it back from a connection that is gone."""
    key = [crc32(name.encode())]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", key)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", key)


@contextmanager
def _on_this_machine(name: str) -> Iterator[None]:
    """A lock of the system on a file beside the record, for a record that one machine alone can open."""
    with (Path(settings.HOME) / f"{name}.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
