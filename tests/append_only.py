"""Take the guard off the audit trail while a test tampers with it or empties every table."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from unittest import mock

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def lifted() -> Iterator[None]:
    """No triggers on the audit table inside; the same ones as before afterwards."""
    protect, unprotect = migration("audit", "0002_append_only").STATEMENTS[connection.vendor]
    connection.check_constraints()  # PostgreSQL drops no trigger while a foreign key has yet to be checked
    run(unprotect)
    try:
        yield
    finally:
        run(protect)


@pytest.fixture(autouse=True, scope="session")
def emptied_as_the_migrations_leave_it() -> Iterator[None]:
    """A test in real transactions ends by emptying every table: let it, and put the authorities back."""
    empty = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with lifted():
            empty(case)
        migration("places", "0002_authorities").fill(apps, None)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", teardown):
        yield


def migration(app: str, name: str):
    return import_module(f"wherewithal.apps.{app}.migrations.{name}")


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
