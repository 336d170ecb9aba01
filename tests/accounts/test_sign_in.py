"""Signing in, out, and being kept out."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client
from lxml import html

from tests.somebody import PASSWORD, somebody
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.accounts.actions import close_account
from wherewithal.apps.audit.models import Event

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in"


@pytest.fixture
def jo():
    return somebody(username="jo.marsh")


def tries(client, username="jo.marsh", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password}, **more)


def errors(answer):
    return html.fromstring(answer.content).xpath("//div[contains(@class, 'govuk-error-summary')]//a/text()")


def test_the_right_password_opens_the_first_page(client, jo):
    answer = tries(client)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/account/password").status_code == 200


def test_a_user_name_is_the_same_in_capitals(client, jo):
    assert tries(client, "Jo.Marsh").status_code == 302


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client, jo):
    wrong, unknown = tries(client, password="guess"), tries(client, "nobody", "guess")
    said = ["The user name or the password is not right. Check both and try again"]
    assert errors(wrong) == errors(unknown) == said


def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(client, jo):
    assert errors(tries(client, "", "")) == ["Enter your user name", "Enter your password"]
    page = tries(client, password="").content.decode()
    assert 'value="jo.marsh"' in page
    assert "<title>Error: Sign in" in page


def test_a_closed_account_opens_nothing(client, jo):
    close_account(user=jo, by=None)
    assert errors(tries(client)) == ["The user name or the password is not right. Check both and try again"]


def test_a_person_is_taken_to_the_page_they_asked_for(client, jo):
    assert client.get("/account/password").url == f"{SIGN_IN}?next=%2Faccount%2Fpassword"
    answer = client.post(f"{SIGN_IN}?next=/account/password", {"username": "jo.marsh", "password": PASSWORD})
    assert answer.url == "/account/password"


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_taken_to_another_site(client, jo, page):
    answer = client.post(f"{SIGN_IN}?next={page}", {"username": "jo.marsh", "password": PASSWORD})
    assert answer.url == "/"


def test_what_was_searched_for_does_not_get_into_the_address_of_the_sign_in_page(client):
    assert client.get("/account/password?q=Amara").url == f"{SIGN_IN}?next=%2Faccount%2Fpassword"


def test_the_sign_in_page_is_not_for_who_has_signed_in(client, jo):
    client.force_login(jo)
    assert client.get(SIGN_IN).url == "/"


def test_five_wrong_tries_shut_the_door_even_to_the_right_password(client, jo):
    answers = [tries(client, password="guess").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = tries(client)
    assert locked.status_code == 429
    text = " ".join(html.fromstring(locked.content).xpath("//main")[0].text_content().split())
    assert "Too many tries" in text and "Wait 15 minutes" in text


def test_the_door_opens_again_after_a_quarter_of_an_hour(client, jo):
    with time_machine.travel("2026-01-15T09:00:00Z", tick=False) as now:
        for _ in range(5):
            tries(client, password="guess")
        now.shift(timedelta(minutes=14))
        assert tries(client).status_code == 429
        now.shift(timedelta(minutes=2))
        assert tries(client).status_code == 302


def test_a_door_that_is_shut_to_one_is_open_to_others(client, jo):
    somebody(Role.MANAGER, username="ann")
    for _ in range(5):
        tries(client, password="guess")
    assert tries(Client(), "ann").status_code == 302
    assert tries(Client(REMOTE_ADDR="10.1.2.3")).status_code == 302


def test_a_user_name_that_does_not_exist_is_locked_out_alike(client):
    assert [tries(client, "nobody", "guess").status_code for _ in range(5)][-1] == 429


def test_signing_in_forgets_the_wrong_tries(client, jo):
    for _ in range(4):
        tries(client, password="guess")
    tries(client)
    assert not AccessAttempt.objects.exists()


def test_signing_in_and_out_is_recorded(client, jo):
    tries(client)
    client.post("/account/sign-out")
    assert [event.what for event in Event.objects.about(jo)] == ["user.signed_out", "user.signed_in"]
    assert {(event.by, event.authority) for event in Event.objects.about(jo)} == {(jo, "888")}


def test_signing_out_takes_a_button_and_says_so(client, jo):
    client.force_login(jo)
    assert client.get("/account/sign-out").status_code == 405
    answer = client.post("/account/sign-out", follow=True)
    assert "You have signed out." in answer.content.decode()
    assert client.get("/account/password").status_code == 302


def test_who_was_never_signed_in_may_sign_out(client):
    assert client.post("/account/sign-out").url == SIGN_IN
