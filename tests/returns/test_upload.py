"""A file is uploaded, checked and loaded by the worker behind the pages; its page says how far it has got."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.pages import links, text
from tests.returns.people import UPNS, asked, person, planned, write
from tests.somebody import somebody
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.audit.models import Event
from wherewithal.apps.people.models import Child
from wherewithal.apps.returns.forms import MOST_BYTES, UploadForm
from wherewithal.apps.returns.loading import private_folder
from wherewithal.apps.returns.models import Load

pytestmark = pytest.mark.django_db(transaction=True)  # the worker takes tasks in transactions of its own
UPLOAD = "/returns/upload"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()


@pytest.fixture
def send(signed_in, tmp_path):
    """Upload a file; the answer is the page that the browser is sent on to."""

    def upload(content, name="sen2.xml"):
        return signed_in.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)

    return upload


@pytest.fixture
def made(tmp_path):
    def make(*people, **options):
        return write(tmp_path / "made.xml", people, **options).read_bytes()

    return make


def page(client, load):
    return client.get(reverse("returns:load", args=[load.pk]))


def test_a_good_file_waits_then_is_loaded_and_the_upload_is_deleted(send, made, work, signed_in):
    waiting = send(made(person(), person(UPN=UPNS[1], Forename="Idris", Requests=[planned()])))
    assert "Waiting to be read. 0% done." in text(waiting)
    assert "You can leave this page: the work goes on." in text(waiting)
    assert len(list(private_folder().iterdir())) == 1
    work()
    load = Load.objects.get()
    assert load.state == Load.State.LOADED
    assert Child.objects.count() == 2
    assert list(private_folder().iterdir()) == []
    shown = page(signed_in, load)
    assert "Loaded. Your return has nothing that DfE would refuse" in text(shown)
    assert "Children in the file 2 New 2 Changed 0 Unchanged 0" in text(shown)
    assert links(shown)["See the children"] == reverse("plans:caseload")


def test_a_page_saved_from_a_browser_is_refused_in_words_and_nothing_changes(send, work, signed_in):
    send(b"<!doctype html><html><head><title>Sign in</title></head><body>Sign in</body></html>")
    work()
    load = Load.objects.get()
    assert load.state == Load.State.REFUSED
    assert Child.objects.count() == 0
    assert list(private_folder().iterdir()) == []
    said = text(page(signed_in, load))
    assert "Not loaded: 1 problem. Nothing in the record has changed." in said
    assert "web page" in said
    assert load.problems[0]["cure"] in said


def test_every_problem_is_shown_and_words_of_the_file_are_no_marks(send, made, work, signed_in):
    wrong = [person(UPN=upn, PersonBirthDate=f"<b>day {n}</b>") for n, upn in enumerate(UPNS)]
    send(made(*wrong))
    work()
    load = Load.objects.get()
    answer = page(signed_in, load)
    assert "Not loaded: 2 problems." in text(answer)
    assert "<b>day 0</b>" in text(answer) and "<b>day 1</b>" in text(answer)
    assert b"<b>day" not in answer.content


def test_the_file_of_another_authority_is_refused(send, made, work, signed_in):
    send(made(person(), authority="202"))
    work()
    said = text(page(signed_in, Load.objects.get()))
    assert "Found: 202. Wanted: 201, the number of City of London." in said
    assert "Load the return of this authority, or sign in as somebody of the authority that sent it." in said
    assert Child.objects.count() == 0


def test_a_corrected_file_says_what_changed(send, made, work, signed_in):
    for surname in ("Rowan", "Rowan-Ash"):
        send(made(person(Surname=surname), person(UPN=UPNS[1], Forename="Idris")))
        work()
    assert "New 0 Changed 1 Unchanged 1" in text(page(signed_in, Load.objects.first()))


def test_the_name_of_an_upload_says_nothing_of_the_file(send, made):
    send(made(person()), name="../Rowan Ines.XML")
    (kept,) = private_folder().iterdir()
    assert kept.suffix == ".xml" and "owan" not in kept.name
    assert private_folder().stat().st_mode & 0o077 == 0
    assert Load.objects.get().file_name == "Rowan Ines.XML"


@pytest.mark.parametrize(
    ("state", "fields", "words"),
    [
        ("waiting", {}, "Waiting to be read. 0% done."),
        ("running", {"progress": 15, "doing": "Checking it"}, "Checking it. 15% done."),
        ("interrupted", {}, "It was interrupted before it was done. Nothing in the record has changed."),
        ("refused", {"problems": []}, "Not loaded. Nothing in the record has changed."),
    ],
)
def test_every_state_of_a_load_has_its_words_and_a_next_step(authority, signed_in, today, state, fields, words):
    load = Load.objects.create(authority=authority, file_name="sen2.xml", as_at=today, state=state, **fields)
    answer = page(signed_in, load)
    assert words in text(answer)
    assert {"Look again now", "Load the file again", "Load another file"} & links(answer).keys()
    assert ("progress.js" in answer.content.decode()) == (state in {"waiting", "running"})


def test_how_far_it_has_got_is_seen_while_it_is_loaded(send, made, work, signed_in, monkeypatch):
    from wherewithal.apps.returns import loading

    seen = []
    check = loading.check

    def look_and_check(*args, **options):
        seen.append(text(page(signed_in, Load.objects.get())))
        return check(*args, **options)

    monkeypatch.setattr(loading, "check", look_and_check)
    send(made(person()))
    work()
    assert "Checking it. 15% done." in seen[0]


def test_a_load_that_breaks_changes_nothing_says_so_and_can_be_tried_again(send, made, work, signed_in, monkeypatch):
    from wherewithal.apps.returns import loading

    def break_down(*args):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(loading, "_keep_findings", break_down)
        send(made(person()))
        work()
    load = Load.objects.get()
    assert load.state == Load.State.INTERRUPTED
    assert Child.objects.count() == 0
    assert list(private_folder().iterdir()) == []
    assert "Nothing in the record has changed" in text(page(signed_in, load))
    send(made(person()))
    work()
    assert Load.objects.first().state == Load.State.LOADED


def test_no_file_is_asked_for_again(signed_in):
    assert "Choose a SEN2 file" in text(signed_in.post(UPLOAD, {}))


def test_an_empty_file_is_asked_for_again(send):
    assert "The file is empty. Choose the file again" in text(send(b""))
    assert not Load.objects.exists()


def test_a_file_that_is_too_large_is_sent_to_the_command():
    file = SimpleUploadedFile("sen2.xml", b"<")
    file.size = MOST_BYTES + 1
    assert "Load it with the command" in str(UploadForm({}, {"file": file}).errors)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.READ_ONLY])
def test_only_data_officers_and_managers_load_files(client, authority, role):
    client.force_login(somebody(role, authority="201"))
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"file": SimpleUploadedFile("sen2.xml", b"<a/>")}).status_code == 403
    assert not Load.objects.exists()


def test_the_list_of_returns_says_who_loaded_what(send, made, work, signed_in, officer):
    send(made(person(Requests=[asked()])))
    work()
    said = text(signed_in.get("/returns/"))
    assert "sen2.xml" in said and officer.name in said and "Loaded" in said
    assert list(Event.objects.order_by("pk").values_list("what", "by__username"))[-1] == (
        "return.loaded",
        officer.username,
    )
