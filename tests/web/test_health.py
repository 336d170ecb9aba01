"""The health page says whether the service is well, to people and to machines."""

import pytest
from django.db import OperationalError, connection

from wherewithal.web import health


@pytest.fixture
def well(settings, tmp_path):
    """A style sheet where it belongs."""
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "wherewithal.css").touch()
    return tmp_path


@pytest.mark.django_db
def test_all_is_well(client, well):
    answer = client.get("/health")
    assert answer.status_code == 200
    assert "All is well" in answer.content.decode()


@pytest.mark.django_db
def test_a_machine_is_answered_in_its_own_words(client, well):
    answer = client.get("/health", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "faults": []})


@pytest.mark.django_db
def test_a_missing_style_sheet_is_a_fault_with_its_cure(client, well):
    (well / "vendor" / "wherewithal.css").unlink()
    answer = client.get("/health")
    assert answer.status_code == 503
    assert "The style sheet is missing. Run: make assets" in answer.content.decode()


def test_a_database_that_does_not_answer_is_a_fault_without_its_details(client, well, monkeypatch):
    def refuse(*args):
        raise OperationalError("password of ann refused by db.example")

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    answer = client.get("/health", headers={"accept": "application/json"})
    assert answer.status_code == 503
    (fault,) = answer.json()["faults"]
    assert fault.startswith("The database does not answer. Check that it runs")
    assert "ann" not in fault


@pytest.mark.django_db
def test_a_database_that_is_older_than_the_program_is_a_fault(client, well):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    (fault,) = client.get("/health", headers={"accept": "application/json"}).json()["faults"]
    assert fault.startswith("The database is older than the program: 1 changes wait. Run: wherewithal migrate")


@pytest.mark.django_db
def test_the_health_page_asks_nobody_who_they_are(client, well, django_assert_max_num_queries):
    client.cookies["sessionid"] = "x" * 32
    with django_assert_max_num_queries(3) as asked:
        client.get("/health")
    assert not [query for query in asked.captured_queries if "session" in query["sql"]]
