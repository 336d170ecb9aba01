"""A record with a row in every table: ``python -m tests.running.record fill``, and ``tell FILE`` what is in it."""

import os
import pickle
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import django

AUTHORITY = "201"
AT = datetime(2026, 1, 22, 9, 30, 15, 123456, tzinfo=UTC)
ODD = 'Zoë O\'Hara\\ "Ng" 😀\nline'
"""A name that a careless writer of files would spoil."""


def fill() -> None:
    from wherewithal.apps.places.models import Authority

    authority = Authority.objects.by_number(AUTHORITY)
    user = people_who_sign_in(authority)
    schools(authority)
    a_return(authority, user)
    what_no_return_tells()
    behind_the_pages(authority, user)
    attempts_to_sign_in()


def people_who_sign_in(authority):
    from django.contrib.auth.models import Group, Permission

    from wherewithal.apps.accounts.access import Role
    from wherewithal.apps.accounts.actions import create_user

    user = create_user(
        username="dana", name=ODD, role=Role.DATA_OFFICER, authority=authority, password="a kettle on hills", by=None
    )
    group = Group.objects.create(name="Team")
    permission = Permission.objects.order_by("pk").last()
    group.permissions.add(permission)
    user.groups.add(group)
    user.user_permissions.add(permission)
    return user


def schools(authority) -> None:
    from wherewithal.apps.places.models import School

    new = School.objects.create(urn="100001", name="Alder Academy", authority=authority, opened_on=date(2024, 9, 1))
    School.objects.create(urn="100000", name="Alder School", authority=authority, successor=new, has_sen_unit=True)


def a_return(authority, user) -> None:
    from tests.returns.people import UPNS, in_force, person, planned, write
    from wherewithal.apps.returns.loading import begin, load_sen2, private_folder

    told = [person(Requests=[planned()], Surname=ODD), person(UPN=UPNS[1], Sex="Z", Requests=[in_force()])]
    path = write(private_folder() / "upload.xml", told, authority=AUTHORITY)
    load_sen2(begin(authority=authority, by=user, file_name="return.xml", as_at=AT.date()), path)


def what_no_return_tells() -> None:
    from wherewithal.apps.people.models import Child, DoubtfulMatch
    from wherewithal.apps.plans.models import Case, PhaseTransfer, Review

    case = Case.objects.order_by("pk").first()
    Review.objects.get_or_create(case=case, met_on=date(2025, 11, 3))
    PhaseTransfer.objects.get_or_create(case=case, due_on=date(2026, 2, 15))
    first, second = Child.objects.order_by("pk")[:2]
    DoubtfulMatch.objects.create(child=first, perhaps=second, why="The same name and birth date", answer="open")


def behind_the_pages(authority, user) -> None:
    from wherewithal.apps.returns.drafting import ask_for_draft
    from wherewithal.apps.returns.tasks import make_draft

    draft = ask_for_draft(authority=authority, year=2026, as_at=AT.date(), officers={"DMO": "Y"}, by=user)
    make_draft.enqueue(draft.pk)


def attempts_to_sign_in() -> None:
    from axes.models import AccessAttempt, AccessAttemptExpiration, AccessFailureLog, AccessLog
    from django.contrib.sessions.models import Session

    known = {"username": "dana", "ip_address": "192.0.2.7", "user_agent": ODD, "path_info": "/"}
    attempt = AccessAttempt.objects.create(failures_since_start=2, get_data="", post_data="", **known)
    AccessAttemptExpiration.objects.create(access_attempt=attempt, expires_at=AT)
    AccessFailureLog.objects.create(**known)
    AccessLog.objects.create(session_hash="0" * 64, **known)
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=AT)


def tell(target: Path) -> None:
    from django.apps import apps

    models = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
    told = {model._meta.label: sorted(map(_comparable, model._base_manager.values_list()), key=str) for model in models}
    target.write_bytes(pickle.dumps(told))


def _comparable(row: tuple) -> tuple:
    """Moments in one zone, however the database tells them."""
    return tuple(value.astimezone(UTC) if isinstance(value, datetime) else value for value in row)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "wherewithal.config.settings"
    django.setup()
    if sys.argv[1] == "fill":
        fill()
    else:
        tell(Path(sys.argv[2]))
