"""A night tidies up, works the clocks out again, and says if the audit trail is broken."""

import os
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.append_only import lifted
from tests.returns.people import person, write
from tests.running.tasks import fail
from wherewithal.apps.audit.models import Event
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.models import Clock, Standing
from wherewithal.apps.returns.drafting import ask_for_draft, write_draft
from wherewithal.apps.returns.loading import begin, load_sen2, private_folder
from wherewithal.apps.returns.models import Draft, Load
from wherewithal.config.nightly import nightly

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 22)


@pytest.fixture
def authority(settings, tmp_path):
    settings.HOME = tmp_path
    return Authority.objects.by_number("201")


@pytest.fixture
def load(authority, tmp_path):
    """A return with one child that was loaded."""
    path = write(tmp_path / "return.xml", [person()])
    return load_sen2(begin(authority=authority, by=None, file_name="return.xml", as_at=TODAY), path)


def night(later=timedelta(0)):
    return nightly(now=timezone.now() + later, today=TODAY)


def test_an_empty_record_has_a_quiet_night(authority):
    done = night()
    assert (done.sessions, done.interrupted, done.files, done.tasks, done.cases, done.broken) == (0, 0, 0, 0, 0, [])


def test_every_clock_is_worked_out_again(load):
    kept = clocks_and_standings()
    Clock.objects.all().delete()
    Standing.objects.all().delete()
    assert night().cases == 1
    assert clocks_and_standings() == kept != ([], [])


def clocks_and_standings():
    clocks = Clock.objects.order_by("rule").values_list("rule", "due_on")
    return list(clocks), list(Standing.objects.values_list("stage", "next_due_on"))


def test_sessions_that_have_ended_are_forgotten(authority):
    for key, length in (("a", -1), ("b", 1)):
        Session.objects.create(session_key=key, expire_date=timezone.now() + timedelta(hours=length))
    assert night().sessions == 1
    assert Session.objects.get().session_key == "b"


def test_a_load_that_ended_without_a_word_is_noted_and_one_that_runs_is_not(load):
    Load.objects.update(state=Load.State.RUNNING, finished_at=None)
    assert night().interrupted == 0
    assert night(timedelta(hours=7)).interrupted == 1
    assert Load.objects.get().state == Load.State.INTERRUPTED
    assert Event.objects.of("201").last().what == "return.interrupted"


def test_a_draft_that_ended_without_a_word_is_noted(authority, load):
    draft = ask_for_draft(authority=authority, year=2026, as_at=TODAY, officers={}, by=None)
    Draft.objects.update(state=Draft.State.RUNNING)
    assert night(timedelta(hours=7)).interrupted == 1
    draft.refresh_from_db()
    assert (draft.state, draft.problem) == (Draft.State.FAILED, "It was interrupted before it was written")


def test_a_task_whose_worker_died_is_ended_and_in_time_forgotten(authority):
    fail.enqueue()
    DBTaskResult.objects.get().claim("a worker that died")
    assert night(timedelta(hours=7)).interrupted == 1
    assert DBTaskResult.objects.get().status == "FAILED"
    assert night(timedelta(days=13)).tasks == 0
    assert night(timedelta(days=15)).tasks == 1


def test_old_drafts_lose_their_file_and_leftover_uploads_go(authority, load):
    draft = write_draft(ask_for_draft(authority=authority, year=2026, as_at=TODAY, officers={}, by=None))
    leftover = private_folder() / "leftover.xml"
    leftover.touch()
    assert night(timedelta(hours=23)).files == 0
    assert night(timedelta(days=2)).files == 1
    assert not leftover.exists()
    assert night(timedelta(days=29)).files == 0
    assert night(timedelta(days=31)).files == 1
    draft.refresh_from_db()
    assert (draft.state, draft.file) == (Draft.State.READY, "")
    assert list(private_folder().iterdir()) == []
    assert Event.objects.of("201").last().what == "draft.file-deleted"


def test_a_file_written_today_stays(authority):
    new, old = private_folder() / "new.xml", private_folder() / "old.xml"
    new.touch()
    old.touch()
    os.utime(old, (0, 0))
    assert night().files == 1
    assert new.exists() and not old.exists()


def test_a_broken_audit_trail_is_said(load):
    with lifted():
        Event.objects.of("201").update(why="changed")
    (said,) = night().broken
    assert said.startswith("The audit trail of authority 201 is broken at event 1")


def test_what_was_done_is_recorded_as_counts(load):
    night()
    event = Event.objects.of("").last()
    assert event.what == "nightly.done"
    counts = {"sessions": 0, "interrupted": 0, "files": 0, "problems": 0, "tasks": 0, "cases": 1, "broken": 0}
    assert event.details == counts


def test_the_command_says_counts_and_no_names_and_ends_with_3_if_the_trail_is_broken(filled, empty, backup):
    installation = empty()
    installation.done("restore", backup)
    said = installation.done("nightly")
    assert "Cases whose clocks were worked out again: 2" in said and "The audit trail is whole" in said
    assert "Rowan" not in said
    broken = installation.python("-c", BREAK, DJANGO_SETTINGS_MODULE="wherewithal.config.settings")
    assert broken.returncode == 0, broken.stderr
    ended = installation.run("nightly")
    assert (ended.returncode, "The audit trail of authority 201 is broken" in ended.stdout) == (3, True)


BREAK = """
import django; django.setup()
from tests.append_only import lifted
from wherewithal.apps.audit.models import Event
with lifted(): Event.objects.of("201").update(why="changed")
"""
