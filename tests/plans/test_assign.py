"""Giving cases to a caseworker: who may, which cases, to whom, and what is kept of it."""

from datetime import date

import pytest

from tests.pages import text
from tests.plans.cases import asked
from wherewithal.apps.audit.models import Event
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.actions import CaseNotChanged, assign

pytestmark = pytest.mark.django_db
RECEIVED = date(2025, 12, 15)


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 1, 22)


@pytest.fixture
def bolton(db):
    return Authority.objects.by_number("350")


@pytest.fixture
def casey(user):
    return user()


@pytest.fixture
def give(client, casey):
    client.force_login(casey)

    def post(*cases, to, back=""):
        return client.post(
            "/children/assign", {"case": [case.pk for case in cases], "to": to, "back": back}, follow=True
        )

    return post


def held_by(case):
    case.refresh_from_db()
    return case.caseworker


def test_chosen_cases_go_to_a_colleague(child, give, user):
    robin = user(username="robin", name="Robin Worker")
    cases = [child("One", case=asked(RECEIVED)), child("Two", case=asked(RECEIVED))]
    assert "2 cases are now with Robin Worker." in text(give(*cases, to=robin.pk, back="?when=soon"))
    assert {held_by(case) for case in cases} == {robin}


def test_only_those_that_change_hands_are_counted(child, give, casey):
    mine, other = child("Mine", case=asked(RECEIVED)), child("Other", case=asked(RECEIVED))
    give(mine, to=casey.pk)
    assert "1 case is now with Casey Worker. 1 was already." in text(give(mine, other, to=casey.pk))


def test_a_case_can_be_given_back(child, give, casey):
    case = child(case=asked(RECEIVED))
    give(case, to=casey.pk)
    assert "1 case is now with nobody." in text(give(case, to="nobody"))
    assert held_by(case) is None


def test_giving_away_is_on_the_trail_by_number(child, give, casey):
    case = child(case=asked(RECEIVED))
    give(case, to=casey.pk)
    event = Event.objects.get(what="case.assigned")
    assert (event.by, event.subject_id, event.details) == (casey, str(case.pk), {"caseworker": [None, casey.pk]})


@pytest.mark.parametrize("to", ["", "999999", "somebody"])
def test_nobody_chosen_changes_nothing_and_says_so(child, give, to):
    case = child(case=asked(RECEIVED))
    assert "Nothing was changed. Choose at least one child and who is to have the case." in text(give(case, to=to))
    assert held_by(case) is None


def test_no_case_chosen_changes_nothing(give, casey):
    assert "Nothing was changed." in text(give(to=casey.pk))
    assert not Event.objects.filter(what="case.assigned").exists()


def test_a_case_of_another_authority_is_not_given(child, give, casey, bolton):
    theirs = child("Theirs", case=asked(RECEIVED), of=bolton)
    give(theirs, to=casey.pk)
    assert held_by(theirs) is None


@pytest.mark.parametrize("role", ["data_officer", "read_only"])
def test_who_holds_no_cases_is_given_none(child, authority, casey, user, role):
    case, to = child(case=asked(RECEIVED)), user(role=role, username="other")
    with pytest.raises(CaseNotChanged, match="Choose a caseworker or manager of your own authority"):
        assign(cases=[case.pk], to=to, authority=authority, by=casey)
    assert held_by(case) is None


def test_somebody_of_another_authority_is_given_none(child, authority, casey, user, bolton, give):
    case, theirs = child(case=asked(RECEIVED)), user(username="bo", of=bolton)
    with pytest.raises(CaseNotChanged):
        assign(cases=[case.pk], to=theirs, authority=authority, by=casey)
    assert "Nothing was changed." in text(give(case, to=theirs.pk))
    assert held_by(case) is None


def test_somebody_who_has_left_is_given_none(child, authority, casey, user):
    case, gone = child(case=asked(RECEIVED)), user(username="gone")
    gone.is_active = False
    gone.save()
    with pytest.raises(CaseNotChanged):
        assign(cases=[case.pk], to=gone, authority=authority, by=casey)


@pytest.mark.parametrize("role", ["data_officer", "read_only"])
def test_only_caseworkers_and_managers_give_cases(child, client, user, role, casey):
    case = child(case=asked(RECEIVED))
    client.force_login(user(role=role, username="other"))
    assert client.post("/children/assign", {"case": [case.pk], "to": casey.pk}).status_code == 403
    assert "Give the chosen cases to" not in text(client.get("/children/"))
    assert held_by(case) is None
