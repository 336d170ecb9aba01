"""Who guesses passwords gets no more guesses than the lockout allows."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from tests.somebody import PASSWORD, somebody
from wherewithal.apps.accounts.models import User

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in"
LONG_S, DOTLESS_I = "\u017f", "\u0131"


@pytest.mark.parametrize("spelling", [f"mi{LONG_S}s", f"m{DOTLESS_I}ss"])
def test_another_spelling_of_a_user_name_is_nobody(client, spelling):
    """PostgreSQL writes these letters in capitals as S and I; the lockout counts each spelling by itself."""
    somebody(username="miss")
    assert client.post(SIGN_IN, {"username": spelling, "password": PASSWORD}).status_code == 200
    assert client.post(SIGN_IN, {"username": "miss", "password": PASSWORD}).status_code == 302


def test_capitals_of_a_user_name_make_no_difference():
    user = somebody(username="Casey")
    assert User.objects.get_by_natural_key("CASEY") == User.objects.get_by_natural_key("casey") == user


def test_an_address_that_asks_for_no_page_leads_to_one_that_says_so(client):
    somebody(username="casey")
    answer = client.post(f"{SIGN_IN}?next=nowhere", {"username": "casey", "password": PASSWORD}, follow=True)
    assert answer.status_code == 404


def test_one_address_may_not_go_on_guessing_under_ever_new_names(client, settings):
    settings.FAILURES_OF_AN_ADDRESS = 3
    somebody(username="casey")
    right = {"username": "casey", "password": PASSWORD}
    for name in "abc":
        assert client.post(SIGN_IN, {"username": name, "password": "guess"}).status_code == 200
    locked = client.post(SIGN_IN, right)
    assert locked.status_code == 429 and "15 minutes" in locked.content.decode()
    assert client.post(SIGN_IN, right, REMOTE_ADDR="192.0.2.7").status_code == 302
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert client.post(SIGN_IN, right).status_code == 302
