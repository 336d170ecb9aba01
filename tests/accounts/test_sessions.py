"""A session ends after half an hour of nothing, and after twelve hours of anything."""

from datetime import date, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import include, path

from tests.somebody import PASSWORD, somebody
from wherewithal.apps.accounts.access import everyone, signed_in
from wherewithal.config import urls

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]
NINE = "2026-01-15T09:00:00Z"


@signed_in
def page(request):
    return HttpResponse(f"{request.authority.name}, {request.today.isoformat()}")


@everyone
def open_page(request):
    return HttpResponse(f"{request.authority}, {request.today.isoformat()}")


urlpatterns = [path("page", page), path("open", open_page), path("", include(urls.urlpatterns))]


@pytest.fixture
def clock():
    with time_machine.travel(NINE, tick=False) as now:
        yield now


@pytest.fixture
def jo(client, clock):
    """Signed in at nine."""
    user = somebody()
    client.post("/account/sign-in", {"username": user.username, "password": PASSWORD})
    return user


def test_half_an_hour_without_a_page_ends_a_session(client, jo, clock):
    clock.shift(timedelta(minutes=31))
    assert client.get("/page").status_code == 302


def test_a_page_now_and_then_keeps_a_session(client, jo, clock):
    for _ in range(4):
        clock.shift(timedelta(minutes=25))
        assert client.get("/page").status_code == 200


def test_twelve_hours_end_a_session_whatever_happens_and_it_is_said(client, jo, clock):
    for _ in range(28):
        clock.shift(timedelta(minutes=25))
        assert client.get("/page").status_code == 200
    clock.shift(timedelta(minutes=25))
    answer = client.get("/page", follow=True)
    assert answer.redirect_chain[0][0] == "/account/sign-in?next=%2Fpage"
    assert "You were signed out because you signed in 12 hours ago" in answer.content.decode()


def test_a_session_is_not_written_for_every_page(client, jo, clock, django_assert_num_queries):
    client.get("/page")
    with django_assert_num_queries(2):
        client.get("/page")


def test_the_cookie_goes_when_the_browser_is_closed(client, jo):
    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.cookies["sessionid"]["httponly"]


def test_a_view_is_told_the_authority_and_the_day(client, jo):
    assert client.get("/page").content == b"Lancashire, 2026-01-15"


def test_today_is_a_day_in_england(client, clock):
    clock.move_to("2026-07-01T23:30:00Z")
    assert client.get("/open").content == b"None, 2026-07-02"


def test_a_stopped_clock_is_the_day_of_every_view(client, jo, settings):
    settings.TODAY = date(2025, 10, 20)
    assert client.get("/page").content == b"Lancashire, 2025-10-20"
