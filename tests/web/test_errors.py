"""When something goes wrong a person reads what, and what to do next."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import include, path

from tests.somebody import somebody
from wherewithal.apps.accounts.access import everyone
from wherewithal.config import urls
from wherewithal.web import errors

pytestmark = pytest.mark.urls(__name__)


@everyone
def forbidden(request):
    raise PermissionDenied("the child Amara")


@everyone
def broken(request):
    raise RuntimeError("the child Amara")


urlpatterns = [path("forbidden", forbidden), path("broken", broken), path("", include(urls.urlpatterns))]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.server_error,
)


def assert_says(answer, status, title):
    text = answer.content.decode()
    assert answer.status_code == status
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in text
    assert "What you can do" in text
    assert "Amara" not in text


@pytest.mark.django_db
def test_a_page_that_does_not_exist(client):
    assert_says(client.get("/Amara"), 404, "There is no page here")


@pytest.mark.django_db
def test_a_missing_page_still_shows_who_is_signed_in(client):
    client.force_login(somebody())
    text = client.get("/nowhere").content.decode()
    assert "Jo Marsh, caseworker" in text and "Lancashire" in text


@pytest.mark.django_db
def test_a_page_that_is_not_for_the_reader(client):
    assert_says(client.get("/forbidden"), 403, "You cannot see this page")


def test_a_fault_of_ours_is_said_even_without_a_database():
    client = Client(raise_request_exception=False)
    assert_says(client.get("/broken"), 500, "Something went wrong on our side")


def test_a_host_that_is_not_ours(client):
    assert_says(
        client.get("/health", headers={"host": "elsewhere.example"}), 400, "We could not understand what was sent"
    )


def test_a_form_without_its_token():
    client = Client(enforce_csrf_checks=True)
    assert_says(client.post("/account/sign-in", {"username": "a"}), 403, "This page is too old to send")
