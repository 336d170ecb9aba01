from datetime import date

import pytest

TODAY = date(2026, 1, 22)


@pytest.fixture
def authority(db):
    from wherewithal.apps.places.models import Authority

    return Authority.objects.by_number("201")


@pytest.fixture
def user(authority):
    from wherewithal.apps.accounts.actions import create_user

    def make(role="caseworker", username="casey", name="Casey Worker", of=authority):
        return create_user(
            username=username, name=name, role=role, authority=of, password="a long enough phrase", by=None
        )

    return make


@pytest.fixture
def child(authority):
    """Record a child with one case, and work out where it stands."""
    from wherewithal.apps.people.models import Child
    from wherewithal.apps.plans.facts import CaseFacts
    from wherewithal.apps.plans.recording import Story, record_new
    from wherewithal.apps.plans.standing import work_out

    def make(surname="Rowan", *, birth_on=date(2016, 5, 4), upn="", as_at=TODAY, of=authority, **facts):
        person = Child.objects.create(
            authority=of, surname=surname, forename="Ines", birth_on=birth_on, upn=upn, sex="F"
        )
        written = record_new(of, [Story(person, [CaseFacts(**facts)])])
        work_out(of, written.cases, as_at=as_at)
        return written.cases[0][0]

    return make
