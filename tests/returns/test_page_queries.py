"""The pages of returns ask the database as often for many findings as for a few."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.returns.people import AUTHORITY, in_force, person, write
from tests.somebody import somebody
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.people.models import Child
from wherewithal.apps.places.models import Authority
from wherewithal.apps.returns.loading import begin, load_sen2

pytestmark = pytest.mark.django_db
MOST = 12


def load(folder, number):
    people = [
        person(UPN="", UPNunknown="UN8", Forename=f"Ines{n}", Ethnicity="XXXX", Requests=[in_force()])
        for n in range(number)
    ]
    path = write(folder / "return.xml", people)
    authority = Authority.objects.by_number(AUTHORITY)
    load_sen2(begin(authority=authority, by=None, file_name="return.xml", as_at=date(2026, 1, 15)), path)


@pytest.mark.parametrize("page", ["index", "quality", "rule", "doubts", "child"])
def test_a_page_asks_as_often_for_forty_people_as_for_three(page, tmp_path):
    client = Client()
    client.force_login(somebody(Role.DATA_OFFICER, authority=AUTHORITY))
    load(tmp_path, 3)
    few = queries(client, page)
    load(tmp_path, 40)
    assert queries(client, page) <= few + 1
    assert few <= MOST


def queries(client, page):
    wanted = {"rule": ["SV110"], "child": [Child.objects.order_by("pk")[0].pk]}
    address = reverse(f"returns:{page}", args=wanted.get(page, []))
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
