"""Every write to a case by a person; each one is recorded."""

from collections.abc import Iterable

from django.db import transaction

from wherewithal.apps.accounts.access import Role
from wherewithal.apps.accounts.models import User
from wherewithal.apps.audit.actions import Entry, record_many
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.models import Case, Standing

HOLDS_CASES = (Role.CASEWORKER, Role.MANAGER)


class CaseNotChanged(Exception):
    """What was asked for is not possible; the words are for the person who asked."""


@transaction.atomic
def assign(*, cases: Iterable[int], to: User | None, authority: Authority, by: User) -> int:
    """Give some cases of an authority to a caseworker, or to nobody; returns how many changed hands.

    Raises CaseNotChanged.
    """
    if to is not None and (to.authority_id != authority.pk or to.role not in HOLDS_CASES or not to.is_active):
        raise CaseNotChanged("Choose a caseworker or manager of your own authority")
    wanted = Case.objects.filter(authority=authority, pk__in=list(cases), superseded_at=None)
    moved = [case for case in wanted.select_for_update() if case.caseworker_id != (to.pk if to else None)]
    entries = [
        Entry(
            what="case.assigned",
            by=by,
            authority=authority,
            subject=case,
            details={"caseworker": [case.caseworker_id, to.pk if to else None]},
        )
        for case in moved
    ]
    pks = [case.pk for case in moved]
    Case.objects.filter(pk__in=pks).update(caseworker=to)
    Standing.objects.filter(case__in=pks).update(caseworker=to)
    record_many(entries)
    return len(moved)


def team(authority: Authority) -> list[User]:
    """Who may hold cases, by name."""
    return list(User.objects.filter(authority=authority, role__in=HOLDS_CASES, is_active=True).order_by("name"))
