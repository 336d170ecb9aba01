"""What leaves in a download harms nobody who opens it."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone

from tests.somebody import somebody
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.places.models import Authority
from wherewithal.apps.returns.models import Finding, Load

pytestmark = pytest.mark.django_db


def test_a_column_of_a_file_that_is_called_like_a_formula_is_none_in_the_download(client):
    reader = somebody(Role.DATA_OFFICER)
    load = Load.objects.create(
        authority=Authority.objects.by_number("888"),
        file_name="export.zip",
        as_at=date(2026, 1, 22),
        year=2026,
        state=Load.State.LOADED,
        finished_at=timezone.now(),
    )
    Finding.objects.create(load=load, rule="SV015", severity="query", record="Person", field="=HYPERLINK(A1)")
    client.force_login(reader)
    content = b"".join(client.get("/quality/download/csv").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["Item"] == "'=HYPERLINK(A1)"


def test_a_search_for_a_null_does_not_break_the_caseload(client):
    client.force_login(somebody())
    assert client.post("/children/search", {"q": "Row\0an"}, follow=True).status_code == 200
