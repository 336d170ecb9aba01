"""What a password must be, and how it is changed."""

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from lxml import html

from tests.somebody import PASSWORD, somebody
from wherewithal.apps.audit.models import Event

pytestmark = pytest.mark.django_db
NEW = "four green lamps at noon"


@pytest.fixture
def jo(client):
    user = somebody(username="jo.marsh", name="Josephine Marshall")
    client.force_login(user)
    return user


def changes(client, current=PASSWORD, new=NEW, again=None):
    return client.post("/account/password", {"current": current, "new": new, "again": new if again is None else again})


def errors(answer):
    return html.fromstring(answer.content).xpath("//div[contains(@class, 'govuk-error-summary')]//a/text()")


def test_a_new_password_opens_the_door_and_the_old_one_no_more(client, jo):
    assert changes(client).url == "/"
    jo.refresh_from_db()
    assert jo.check_password(NEW) and not jo.check_password(PASSWORD)


def test_who_changes_a_password_stays_signed_in_here_and_nowhere_else(client, jo):
    elsewhere = Client()
    elsewhere.force_login(jo)
    changes(client)
    assert client.get("/account/password").status_code == 200
    assert elsewhere.get("/account/password").status_code == 302


def test_the_change_is_recorded_without_the_password(client, jo):
    changes(client)
    event = Event.objects.about(jo).first()
    assert (event.what, event.by, event.details) == ("user.password_changed", jo, {})


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("", "Enter a new password"),
        ("short words", "Choose a password of 12 characters or more"),
        (
            "qwertyuiop123",
            "Choose another password: this one is on lists of passwords that many people use",
        ),
        (
            "josephine marshall",
            "Choose another password: this one is too much like your name, user name or email address",
        ),
    ],
)
def test_a_weak_password_is_refused_with_the_cure(client, jo, new, said):
    assert said in errors(changes(client, new=new))
    jo.refresh_from_db()
    assert jo.check_password(PASSWORD)


def test_the_password_of_now_must_be_right(client, jo):
    assert errors(changes(client, current="guess")) == ["This is not your password. Check it and try again"]


def test_the_new_password_is_typed_twice(client, jo):
    said = ["The two new passwords are not the same. Enter the new one again"]
    assert errors(changes(client, again="another thing altogether")) == said


def test_passwords_are_hashed_with_a_slow_function():
    from wherewithal.config.settings import PASSWORD_HASHERS

    assert PASSWORD_HASHERS[0].rpartition(".")[2] in ("Argon2PasswordHasher", "PBKDF2PasswordHasher")
    assert not check_password(PASSWORD, PASSWORD)
