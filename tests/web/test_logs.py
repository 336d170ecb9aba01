"""Logs say what was asked and how it went, and never about whom."""

import io
import logging

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from tests.somebody import somebody
from wherewithal.apps.accounts.access import everyone, signed_in
from wherewithal.config import urls
from wherewithal.web.errors import server_error
from wherewithal.web.logs import Guarded

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]
CHILD = "Amara Okafor"


@signed_in
def case(request, upn):
    return HttpResponse(CHILD)


@everyone
def failing(request):
    try:
        raise KeyError(CHILD)
    except KeyError as e:
        raise ValueError(f"no case for {CHILD}") from e


urlpatterns = [path("cases/<str:upn>/", case), path("failing", failing), path("", include(urls.urlpatterns))]
handler500 = server_error


@pytest.fixture
def log():
    """What is written, by the formatter that the settings give every handler."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Guarded())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_a_request_is_logged_by_its_route_and_the_number_of_the_user(client, log):
    user = somebody()
    client.force_login(user)
    assert client.get("/cases/A201200119001/", {"name": CHILD}).status_code == 200
    line = log.getvalue()
    assert "GET /cases/<str:upn>/ 200" in line
    assert f"user {user.pk}\n" in line
    for secret in ("A201200119001", "Amara", "name=", user.username, user.name):
        assert secret not in line


def test_an_address_that_does_not_exist_is_not_repeated(client, log):
    client.get("/Amara/Okafor?born=2019-03-03")
    assert "GET /(no such page) 404" in log.getvalue()
    assert "Amara" not in log.getvalue() and "2019" not in log.getvalue()


def test_an_error_is_logged_with_its_place_and_cause_but_not_its_message(log):
    answer = Client(raise_request_exception=False).get(f"/failing?name={CHILD}")
    assert answer.status_code == 500
    written = log.getvalue()
    assert "ValueError at" in written and "caused by\nbuiltins.KeyError at" in written
    assert "test_logs.py" in written and " failing" in written
    assert "Amara" not in written


def test_what_another_library_logs_is_written_with_its_holes_unfilled(log):
    logging.getLogger("somewhere.else").warning("Could not save %s", CHILD)
    assert log.getvalue().endswith("WARNING somewhere.else: Could not save %s\n")


def test_our_own_words_are_written_whole(log):
    logging.getLogger("wherewithal.jobs").warning("Loaded %d cases", 3)
    assert log.getvalue().endswith("WARNING wherewithal.jobs: Loaded 3 cases\n")


def test_a_wrong_password_is_logged_without_the_name_it_was_for(client, log):
    client.post("/account/sign-in", {"username": "amara.okafor", "password": "guess"})
    assert "POST /account/sign-in 200 " in log.getvalue()
    assert "amara" not in log.getvalue() and "guess" not in log.getvalue()
