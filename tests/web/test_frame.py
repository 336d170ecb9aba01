"""The frame says whose record this is, who is reading, on which day, and where they may go."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path
from lxml import html

from tests.somebody import somebody
from wherewithal.apps.accounts.access import Role, allow, signed_in
from wherewithal.config import urls
from wherewithal.config.checks import navigation_leads_somewhere
from wherewithal.web.navigation import Entry, where_and_who

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@signed_in
def caseload(request):
    return render(request, "accounts/start.jinja")


@allow(Role.MANAGER)
def overview(request):
    return HttpResponse("")


urlpatterns = [
    path("caseload/", caseload, name="caseload"),
    path("overview/", overview, name="overview"),
    path("", include(urls.urlpatterns)),
]


@pytest.fixture(autouse=True)
def navigation(settings):
    settings.NAVIGATION = (Entry("Caseload", "caseload", "Worst first"), Entry("Overview", "overview"))
    settings.FIRST_PAGES = {}
    where_and_who.cache_clear()
    yield
    where_and_who.cache_clear()


def shown(client, role, address="/caseload/"):
    client.force_login(somebody(role))
    return html.fromstring(client.get(address).content)


def entries(page):
    return [" ".join(link.text_content().split()) for link in page.xpath("//nav//a")]


def test_each_role_sees_the_pages_it_may_open(client):
    assert entries(shown(client, Role.CASEWORKER)) == ["Caseload"]
    assert entries(shown(client, Role.MANAGER)) == ["Caseload", "Overview"]


def test_the_page_that_is_open_is_marked(client):
    (link,) = shown(client, Role.MANAGER).xpath("//nav//a[@aria-current]")
    assert link.get("href") == "/caseload/"


def test_who_is_reading_and_for_whom_is_said(client):
    said = " ".join(shown(client, Role.DATA_OFFICER).xpath("//header")[0].text_content().split())
    assert "Lancashire" in said and "Jo Marsh, data officer" in said


def test_signing_out_is_a_button_and_not_a_link(client):
    page = shown(client, Role.CASEWORKER)
    assert page.xpath("//form[@action='/account/sign-out' and @method='post']//button")
    assert not page.xpath("//a[@href='/account/sign-out']")


def test_who_has_not_signed_in_sees_no_navigation(client):
    page = html.fromstring(client.get("/account/sign-in").content)
    assert entries(page) == []
    assert "Sign out" not in page.text_content()


def test_a_page_can_be_read_from_its_content_on(client):
    page = shown(client, Role.CASEWORKER)
    (skip,) = page.xpath("//a[contains(@class, 'govuk-skip-link')]/@href")
    assert page.xpath(f"//main[@id='{skip[1:]}']")
    assert page.get("lang") == "en"


def test_a_stopped_clock_is_shown_on_every_page(client, settings):
    settings.TODAY = date(2026, 1, 15)
    assert "Shown as at 15 January 2026" in client.get("/account/sign-in").content.decode()
    assert "Shown as at 15 January 2026" in client.get("/health").content.decode()


def test_a_running_clock_is_not_mentioned(client):
    assert "Shown as at" not in client.get("/account/sign-in").content.decode()


def test_the_start_page_lists_what_a_role_may_do(client):
    text = shown(client, Role.CASEWORKER, "/").text_content()
    assert "Worst first" in text and "Overview" not in text


def test_a_role_with_a_first_page_is_taken_there(client, settings):
    settings.FIRST_PAGES = {"manager": "overview"}
    client.force_login(somebody(Role.MANAGER))
    assert client.get("/").url == "/overview/"


def test_an_entry_that_leads_nowhere_is_found_by_the_check(settings):
    assert navigation_leads_somewhere() == []
    settings.NAVIGATION = (Entry("Gone", "plans:gone"),)
    assert [error.msg for error in navigation_leads_somewhere()] == [
        "The navigation names the page 'plans:gone', which no app has"
    ]
