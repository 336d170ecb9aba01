"""A draft of the return is written from the record by the worker, checked, shown and downloaded."""

import pytest
from django.urls import reverse

from tests.pages import cells, links, text, typed
from tests.returns.people import UPNS, asked, in_force, person, planned
from tests.somebody import somebody
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.audit.models import Event
from wherewithal.apps.people.models import Child
from wherewithal.apps.returns.loading import private_folder
from wherewithal.apps.returns.models import Draft
from wherewithal.domain.formats.sen2.reading import read

pytestmark = pytest.mark.django_db(transaction=True)  # the worker takes tasks in transactions of its own
NEW = "/returns/drafts/new"
ASKED = {
    "year": "2026", "as_at-day": "15", "as_at-month": "1", "as_at-year": "2026",
    "DMO": "Y", "DCO": "N", "DSCO": "R",
}  # fmt: skip


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()


@pytest.fixture
def draft(signed_in):
    """Ask for a draft on the page; the answer is the page that the browser is sent on to."""

    def ask(**changes):
        return signed_in.post(NEW, ASKED | changes, follow=True)

    return ask


def page(client):
    return client.get(reverse("returns:draft", args=[Draft.objects.first().pk]))


def test_the_form_begins_with_the_newest_year_its_census_day_and_last_times_officers(load, signed_in):
    load(person())
    assert {name: value for name, value in typed(signed_in.get(NEW)).items() if name != "csrfmiddlewaretoken"} == {
        "year": "2026",
        "as_at-day": "15",
        "as_at-month": "1",
        "as_at-year": "2026",
        "DMO": "N",
        "DCO": "Y",
        "DSCO": "Y",
    }


def test_a_draft_waits_then_can_be_downloaded(load, draft, work, signed_in):
    load(person(Requests=[planned()]), person(UPN=UPNS[1], Forename="Idris"))
    assert "Waiting to be written." in text(draft())
    work()
    shown = page(signed_in)
    assert "2 people are in it. Your return has nothing that DfE would refuse" in text(shown)
    answer = signed_in.get(links(shown)["Download the XML file"])
    assert answer["Content-Disposition"] == 'attachment; filename="SEN2-2026-201.xml"'
    file = private_folder() / "downloaded.xml"
    file.write_bytes(b"".join(answer))
    told = read(file)
    assert told.people == 2
    assert [told.header[name] for name in ("DMO", "DCO", "DSCO")] == ["Y", "N", "R"]


def test_what_the_check_finds_in_a_draft_is_listed_by_rule(load, draft, work, signed_in):
    load(person(Ethnicity="XXXX"))
    draft()
    work()
    shown = page(signed_in)
    assert "1 thing that DfE would refuse" in text(shown)
    (row,) = [row for row in cells(shown) if row[-1] == "SV110"]
    assert row[1] == "1"


def test_what_a_year_does_not_collect_is_said_in_words(load, draft, work, signed_in):
    load(person(Requests=[asked("2023-06-05")]), year=2025)
    draft(**{"year": "2024", "as_at-year": "2024"})
    work()
    said = text(page(signed_in))
    assert "Left out, because the return of 2024 does not collect it: " in said
    assert "Who asked (1)." in said


def test_a_draft_as_at_an_earlier_day_leaves_out_what_came_later(load, draft, work, signed_in):
    load(person(), person(UPN=UPNS[1], Forename="Idris", Requests=[in_force()]))
    draft(**{"as_at-day": "1", "as_at-month": "11", "as_at-year": "2025"})
    work()
    assert "As at 1 November 2025" in text(page(signed_in))
    assert "1 person is in it." in text(page(signed_in))


def test_a_draft_that_cannot_be_written_says_why_and_what_next(load, draft, work, signed_in):
    load(person())
    Child.objects.update(surname="Row\x01an")
    draft()
    work()
    shown = page(signed_in)
    assert "correct the record" in text(shown)
    assert links(shown)["Draft again"] == NEW
    assert list(private_folder().iterdir()) == []


def test_the_number_of_the_upload_goes_up_with_each_draft_of_a_year(load, draft, work):
    load(person())
    for _ in range(2):
        draft()
        work()
    files = [private_folder() / name for name in Draft.objects.order_by("pk").values_list("file", flat=True)]
    assert [read(file).header["SerialNo"] for file in files] == ["1", "2"]


def test_a_draft_whose_file_was_deleted_says_so_and_what_next(load, draft, work, signed_in):
    load(person())
    draft()
    work()
    (private_folder() / Draft.objects.get().file).unlink()
    Draft.objects.update(file="")
    shown = page(signed_in)
    assert "Download the XML file" not in links(shown)
    assert "The file has been deleted" in text(shown)
    assert links(shown)["Draft again"] == NEW
    assert signed_in.get(reverse("returns:download-draft", args=[Draft.objects.get().pk])).status_code == 404


def test_who_asked_for_and_who_took_a_draft_is_on_the_trail(load, draft, work, signed_in, officer):
    load(person())
    draft()
    work()
    b"".join(signed_in.get(links(page(signed_in))["Download the XML file"]))
    events = Event.objects.filter(what__startswith="draft.").order_by("pk").values_list("what", "by")
    assert list(events) == [("draft.asked", officer.pk), ("draft.downloaded", officer.pk)]


def test_a_day_that_is_none_is_asked_for_again_and_what_was_typed_is_kept(draft):
    shown = draft(**{"as_at-day": "31", "as_at-month": "2"})
    assert "There is a problem As at must be a real date" in text(shown)
    assert typed(shown)["as_at-day"] == "31"
    assert not Draft.objects.exists()


def test_a_day_left_out_is_asked_for(draft):
    nothing = dict.fromkeys(("as_at-day", "as_at-month", "as_at-year"), "")
    assert "There is a problem Enter the day as at which the return is written" in text(draft(**nothing))


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.READ_ONLY])
def test_only_data_officers_and_managers_draft_returns(client, authority, role):
    client.force_login(somebody(role, authority="201"))
    assert client.get(NEW).status_code == client.post(NEW, ASKED).status_code == 403
    assert not Draft.objects.exists()
