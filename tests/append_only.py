"""Take the guard off the audit trail while a test empties every table."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

guard = import_module("wherewithal.apps.audit.migrations.0002_append_only")


@contextmanager
def lifted() -> Iterator[None]:
    """No triggers on the audit table inside; the same ones as before afterwards."""
    with connection.schema_editor() as editor:
        guard.unprotect(None, editor)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            guard.protect(None, editor)
