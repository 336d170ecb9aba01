"""The caseload as a CSV file: the list as it was narrowed, sent as it is read, and safe in a spreadsheet."""

import csv
import io
from datetime import date

import pytest

from tests.plans.cases import asked, in_force
from wherewithal.apps.audit.models import Event
from wherewithal.apps.plans.presenters import CSV_HEADINGS

pytestmark = pytest.mark.django_db
DOWNLOAD = "/children/download"


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 1, 22)


@pytest.fixture
def casey(user, client):
    casey = user()
    client.force_login(casey)
    return casey


def rows(answer):
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


def test_the_file_has_a_line_for_each_child_with_what_is_due(child, client, casey):
    child("Rowan", case=asked(date(2025, 11, 1)), upn="A201200119001", birth_on=date(2019, 3, 3))
    (row,) = rows(client.get(DOWNLOAD))
    assert list(row) == CSV_HEADINGS
    expected = {
        "UPN": "A201200119001",
        "Surname": "Rowan",
        "Forename": "Ines",
        "Age": "6",
        "Stage": "Deciding whether to assess",
        "Due on": "2025-12-13",
        "Days overdue": "40",
        "Caseworker": "",
    }
    assert {name: row[name] for name in expected} == expected
    assert "5(1)" in row["Rule"]


def test_the_file_is_the_list_as_it_was_narrowed_and_ordered(child, client, casey):
    child("Birch", case=asked(date(2025, 11, 1)))
    child("Alder", case=asked(date(2025, 11, 8)))
    child("Later", case=asked(date(2026, 1, 12)))
    narrowed = client.get(DOWNLOAD, {"when": "overdue", "sort": "name"})
    assert [row["Surname"] for row in rows(narrowed)] == ["Alder", "Birch"]


def test_the_file_holds_to_what_was_searched_for(child, client, casey):
    child("Rowan", case=asked(date(2025, 11, 1)))
    child("Oak", case=asked(date(2025, 11, 1)))
    client.post("/children/search", {"q": "oak", "back": ""})
    assert [row["Surname"] for row in rows(client.get(DOWNLOAD))] == ["Oak"]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_a_name_is_never_a_formula(child, client, casey, begins):
    child(f"{begins}HYPERLINK(1)", case=asked(date(2025, 11, 1)), upn=f"{begins}1")
    (row,) = rows(client.get(DOWNLOAD))
    assert row["Surname"].startswith(f"'{begins}") and row["UPN"].startswith(f"'{begins}")


def test_the_file_is_sent_as_it_is_read(child, client, casey, django_assert_max_num_queries):
    for number in range(50):
        child(f"Child{number}", case=asked(date(2025, 11, 1)))
    with django_assert_max_num_queries(15):
        answer = client.get(DOWNLOAD)
        assert answer.streaming
        assert len(rows(answer)) == 50
    assert answer["Content-Disposition"] == 'attachment; filename="caseload-2026-01-22.csv"'


def test_a_child_without_a_limit_has_no_day(child, client, casey):
    child("Rowan", case={"decision": "H"}, assessment={"outcome": "A"})
    (row,) = rows(client.get(DOWNLOAD))
    assert (row["What is due"], row["Due on"], row["Days overdue"]) == ("No limit is running", "", "")


def test_a_download_is_on_the_trail(child, client, casey):
    b"".join(client.get(DOWNLOAD))
    assert Event.objects.get(what="caseload.downloaded").by == casey


def test_closed_cases_are_not_in_the_file(child, client, casey):
    child(case=asked(date(2025, 9, 1), decision="N", decided_on=date(2025, 10, 1)))
    child("Rowan", **in_force(date(2025, 5, 1)))
    assert [row["Surname"] for row in rows(client.get(DOWNLOAD))] == ["Rowan"]
