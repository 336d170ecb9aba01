"""What is left behind when something breaks off says nothing about a child for longer than it must."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import timezone
from django_tasks_db.compat import task_finished
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from tests.running.tasks import fail
from wherewithal.apps.places.models import Authority
from wherewithal.apps.returns.loading import begin
from wherewithal.apps.returns.models import Load
from wherewithal.apps.returns.tidying import delete_old_files
from wherewithal.config.archive import closed_to_others
from wherewithal.config.nightly import nightly
from wherewithal.config.working import log_task


@pytest.fixture
def listening():
    task_finished.connect(log_task)
    yield
    task_finished.disconnect(log_task)


@pytest.mark.django_db
def test_the_record_of_a_failed_task_says_where_and_not_what(listening):
    fail.enqueue()
    a_worker().run_task(DBTaskResult.objects.get())
    kept = DBTaskResult.objects.get()
    assert kept.status == "FAILED"
    assert "builtins.ValueError at" in kept.traceback and "tasks.py" in kept.traceback
    assert "Rowan" not in kept.traceback and "A201200119001" not in kept.traceback


def a_worker() -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="ours",
        excluded_queue_names=[],
    )


@pytest.mark.django_db
def test_an_upload_that_broke_off_on_its_way_in_is_deleted_in_time(settings, tmp_path):
    settings.HOME = settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    left = arriving("sen2.xml")
    now = timezone.now()
    long_ago = now - timedelta(days=30)
    assert delete_old_files(drafts_before=long_ago, uploads_before=now - timedelta(days=1)) == 0
    assert left.exists()
    assert delete_old_files(drafts_before=long_ago, uploads_before=now + timedelta(days=1)) == 1
    assert not left.exists()


@pytest.mark.django_db
def test_what_was_wrong_in_a_refused_file_is_forgotten_after_30_days(settings, tmp_path):
    settings.HOME = settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    now = timezone.now()
    refused = begin(authority=Authority.objects.by_number("201"), by=None, file_name="sen2.xml", as_at=now.date())
    refused.state, refused.finished_at = Load.State.REFUSED, now
    refused.problems = [{"where": "line 4", "found": "Rowan", "wanted": "a day", "cure": "Write one."}]
    refused.save()
    assert nightly(now=now + timedelta(days=29), today=now.date()).problems == 0
    assert nightly(now=now + timedelta(days=31), today=now.date()).problems == 1
    assert nightly(now=now + timedelta(days=32), today=now.date()).problems == 0
    refused.refresh_from_db()
    assert (refused.state, refused.problems) == (Load.State.REFUSED, [])


def arriving(name: str) -> Path:
    """What a server that is killed leaves of a file that was being uploaded."""
    upload = TemporaryUploadedFile(name, "text/xml", 0, None)
    left = Path(upload.temporary_file_path())
    os.link(left, aside := left.with_name("aside"))
    upload.close()
    return aside.rename(left)


def test_a_file_closed_to_others_is_never_one_that_somebody_put_there(tmp_path):
    theirs, ours = tmp_path / "theirs", tmp_path / "backup.part"
    theirs.write_text("before")
    ours.symlink_to(theirs)
    with closed_to_others(ours) as target:
        target.write(b"the record")
    assert theirs.read_text() == "before"
    assert ours.read_bytes() == b"the record" and ours.stat().st_mode & 0o077 == 0
