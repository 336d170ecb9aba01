"""Tests of the trail may write in real transactions."""

from tests.append_only import emptied_as_the_migrations_leave_it

__all__ = ["emptied_as_the_migrations_leave_it"]
