"""Every change to who signs in is one action with one event."""

import pytest
from django.db import IntegrityError

from tests.somebody import LANCASHIRE, PASSWORD, somebody
from wherewithal.apps.accounts import actions
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.accounts.models import User
from wherewithal.apps.audit.models import Event
from wherewithal.apps.places.models import Authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return somebody(Role.MANAGER)


def create(by=None, **changes):
    fields = {"username": "ann.lee", "name": "Ann Lee", "role": Role.CASEWORKER, "password": PASSWORD} | changes
    return actions.create_user(authority=Authority.objects.by_number(LANCASHIRE), by=by, **fields)


def recorded(user):
    """What was recorded about a person last."""
    event = Event.objects.about(user).first()
    return event.what, event.by, event.details, event.why


def test_a_person_is_created_for_an_authority_in_a_role(manager):
    user = create(manager, username=" Ann.Lee ")
    assert (user.username, user.role, user.authority.name) == ("ann.lee", "caseworker", "Lancashire")
    assert user.check_password(PASSWORD)
    assert recorded(user) == ("user.created", manager, {"role": "caseworker"}, "")


def test_a_user_name_belongs_to_one_person_in_any_letters():
    create()
    with pytest.raises(actions.UserNotChanged, match="Somebody has this user name already"):
        create(username="ANN.LEE")
    assert User.objects.count() == 1


def test_the_database_itself_refuses_a_second_person_of_a_name():
    create()
    with pytest.raises(IntegrityError):
        somebody(username="Ann.Lee")


def test_the_database_itself_refuses_a_role_that_is_not_ours():
    with pytest.raises(IntegrityError):
        somebody("emperor")


def test_a_person_is_not_created_with_a_weak_password():
    with pytest.raises(actions.UserNotChanged, match="Choose a password of 12 characters or more"):
        create(password="password")
    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_a_change_of_role_says_from_what_to_what_and_why(manager):
    user = create()
    actions.change_role(user=user, role=Role.DATA_OFFICER, by=manager, why="moved to the data team")
    user.refresh_from_db()
    assert user.role == Role.DATA_OFFICER
    moved = {"role": ["caseworker", "data_officer"]}
    assert recorded(user) == ("user.role_changed", manager, moved, "moved to the data team")


def test_an_account_is_closed_and_opened_again_and_nobody_is_deleted(manager):
    user = create()
    actions.close_account(user=user, by=manager, why="left")
    user.refresh_from_db()
    assert not user.is_active
    assert recorded(user) == ("user.account_closed", manager, {}, "left")
    actions.open_account_again(user=user, by=manager, why="came back")
    user.refresh_from_db()
    assert user.is_active
    assert recorded(user) == ("user.account_opened_again", manager, {}, "came back")


def test_nobody_closes_their_own_account(manager):
    with pytest.raises(actions.UserNotChanged, match="Ask a colleague"):
        actions.close_account(user=manager, by=manager)


def test_a_person_comes_with_their_authority_in_one_query(django_assert_num_queries):
    create()
    with django_assert_num_queries(1):
        assert User.objects.get(username="ann.lee").authority.name == "Lancashire"


def test_a_person_is_called_by_their_name():
    user = create()
    assert {str(user), user.get_full_name(), user.get_short_name()} == {"Ann Lee"}
