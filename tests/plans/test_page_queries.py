"""No page asks the database more often for having more to show."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.plans.cases import in_force
from wherewithal.apps.plans.actions import assign

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def manager(user):
    return user(role="manager", username="morgan", name="Morgan Manager")


@pytest.fixture
def client(manager):
    client = Client()
    client.force_login(manager)
    return client


def record_some(child, manager, number):
    cases = [child(**in_force(date(2023, 1, 2) + timedelta(days=day))) for day in range(number)]
    assign(cases=[case.pk for case in cases[::2]], to=manager, authority=manager.authority, by=manager)
    return cases


def queries(client, page):
    """How many, once the session was written, which is done once a minute."""
    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "query", ["", "?when=overdue", "?when=later&sort=name", "?school=Ash&need=ASD&age=5", "?caseworker=me&sort=age"]
)
def test_the_caseload_asks_as_often_for_sixty_as_for_five(client, child, manager, query):
    page = reverse("plans:caseload") + query
    record_some(child, manager, 5)
    few = queries(client, page)
    record_some(child, manager, 55)
    assert queries(client, page) == few <= MOST


def test_the_overview_asks_as_often_for_sixty_as_for_five(client, child, manager):
    page = reverse("plans:overview")
    record_some(child, manager, 5)
    few = queries(client, page)
    record_some(child, manager, 55)
    assert queries(client, page) == few <= MOST


def test_a_case_with_a_long_story_asks_as_often_as_a_short_one(client, child):
    reviews = [{"met_on": date(2018 + year, 5, 1), "decided_on": date(2018 + year, 5, 20)} for year in range(8)]
    places = [{"urn": f"90000{n}", "rank": 1, "entered_on": date(2018 + n, 9, 1)} for n in range(6)]
    short = child(**in_force(date(2017, 5, 2)))
    long = child(**in_force(date(2017, 5, 2), reviews=reviews, placements=places))
    asked = [queries(client, reverse("plans:case", args=[case.pk])) for case in (short, long)]
    assert max(asked) <= MOST
    assert asked[0] <= asked[1] <= asked[0] + 1
