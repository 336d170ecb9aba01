"""People who sign in, for tests of pages."""

from wherewithal.apps.accounts.access import Role
from wherewithal.apps.accounts.models import User
from wherewithal.apps.places.models import Authority

PASSWORD = "a kettle on seven hills"
LANCASHIRE, BOLTON = "888", "350"


def somebody(role: Role = Role.CASEWORKER, *, authority: str = LANCASHIRE, **fields: str) -> User:
    """A person of an authority who can sign in with PASSWORD."""
    fields = {"username": f"{role}.of.{authority}", "name": "Jo Marsh"} | fields
    return User.objects.create_user(
        password=PASSWORD, role=role, authority=Authority.objects.by_number(authority), **fields
    )
