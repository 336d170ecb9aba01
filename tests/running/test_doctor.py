"""The doctor says what is missing or wrong, each with its cure."""

import json
import shutil
from collections import namedtuple
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from tests.append_only import lifted
from tests.running.tasks import fail
from tests.somebody import somebody
from wherewithal.apps.audit.actions import record
from wherewithal.apps.audit.models import Event
from wherewithal.apps.places.models import Authority, School
from wherewithal.config import safety, working
from wherewithal.config.doctor import GIGABYTE, examine
from wherewithal.web import health

pytestmark = pytest.mark.django_db
KEY = "".join(chr(65 + number % 50) for number in range(64))


@pytest.fixture
def laptop(settings, tmp_path):
    """A trial on one's own machine, of which nothing can be said against."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    settings.STATIC_ROOT = settings.HOME / "static"
    (settings.STATIC_ROOT / "vendor").mkdir(parents=True)
    (settings.STATIC_ROOT / "vendor" / "wherewithal.css").touch()
    School.objects.create(urn="100000", name="Alder School")
    with working.at_work():
        yield settings


@pytest.fixture
def server(laptop, monkeypatch):
    """An installation for many, of which nothing can be said against."""
    laptop.LOCAL = laptop.DEBUG = False
    laptop.TODAY = None
    laptop.SECRET_KEY = KEY
    laptop.ALLOWED_HOSTS = ["send.example.gov.uk"]
    laptop.SECURE_SSL_REDIRECT = laptop.SESSION_COOKIE_SECURE = laptop.CSRF_COOKIE_SECURE = True
    laptop.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    laptop.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    monkeypatch.setattr(safety, "connection", SimpleNamespace(vendor="postgresql"))
    for habit in ("backup.made", "nightly.done"):
        record(habit, by=None, authority=None)
    return laptop


def complaints(now=None):
    """What must be done, by what it is about."""
    found = [finding for finding in examine(now or timezone.now()) if not finding.well]
    assert all(finding.cure for finding in found)
    return {finding.about: f"{finding.says}. {finding.cure}" for finding in found}


def test_a_laptop_that_is_well_has_nothing_to_do(laptop):
    assert complaints() == {}


def test_a_server_that_is_well_has_nothing_to_do(server):
    assert complaints() == {}


def test_everything_looked_at_is_said_in_words(server):
    said = {finding.about: finding.says for finding in examine(timezone.now())}
    assert said["Program"].startswith("Wherewithal 0.")
    assert said["Database"] == f"{connection.display_name}, up to date"
    assert said["Authorities"] == f"{Authority.objects.count()} loaded"
    assert said["Schools"] == "1 loaded"
    assert said["Audit trail"] == "2 events, none changed or missing"


def test_every_unsafe_setting_is_said(server):
    server.SECRET_KEY, server.ALLOWED_HOSTS, server.DEBUG = "short", [], True
    said = [finding.says for finding in examine(timezone.now()) if finding.about == "Settings"]
    assert [words.split()[0] for words in said] == ["WHEREWITHAL_SECRET_KEY", "WHEREWITHAL_HOSTS", "WHEREWITHAL_DEBUG"]


def test_a_server_that_lets_plain_http_through_is_said(server):
    server.SECURE_SSL_REDIRECT = False
    assert "security.W008 fails. Undo what was changed in the settings" in complaints()["HTTPS"]


def test_a_folder_that_others_can_look_into_is_said_with_the_command(laptop):
    laptop.HOME.chmod(0o755)
    home = laptop.HOME
    assert complaints() == {"Folder": f"Other users of this machine can look into {home}. Run: chmod go= {home}"}


def test_a_full_disk_is_said(laptop, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(GIGABYTE, GIGABYTE // 2, GIGABYTE // 2))
    assert complaints()["Disk"].startswith("0.5 GB are free. Make room on the disk")


def test_a_style_sheet_that_was_not_built_is_said(laptop):
    shutil.rmtree(laptop.STATIC_ROOT)
    assert complaints()["Style sheet"].startswith("The style sheet is missing. Run: make assets")


def test_a_database_that_does_not_answer_is_said_and_the_rest_is_left_out(laptop, monkeypatch):
    def refuse(*args):
        raise OperationalError("password of ann refused by db.example")

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    findings = [*examine(timezone.now())]
    assert findings[-1].says == "The database does not answer"
    assert "WHEREWITHAL_DATABASE_URL" in findings[-1].cure


def test_a_database_that_is_not_up_to_date_is_said(laptop):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    assert complaints()["Database"].endswith("Run: wherewithal migrate")


def test_missing_schools_are_said_with_the_command(laptop):
    School.objects.all().delete()
    assert complaints() == {"Schools": "No schools are loaded. Run: wherewithal load schools FILE"}


def test_a_worker_that_is_not_there_is_said(laptop):
    working.sign().unlink()
    assert complaints()["Worker"].startswith("Nobody does the work behind the pages. Run: wherewithal serve")


def test_a_task_that_nobody_takes_is_said(laptop):
    fail.enqueue()
    assert complaints() == {}
    later = complaints(timezone.now() + timedelta(minutes=11))
    assert later["Worker"].startswith("1 task waiting for over 10 minutes")


def test_a_changed_event_is_said_with_where_it_is(laptop):
    record("case.assigned", by=somebody(), authority="888")
    with lifted():
        Event.objects.update(what="case.lost")
    said = complaints()["Audit trail"]
    assert said.startswith("The audit trail of authority 888 is broken at event 1: The event is not what was recorded.")


@pytest.mark.parametrize(("about", "command"), [("Backup", "backup FOLDER"), ("Nightly jobs", "nightly")])
def test_a_server_that_was_not_looked_after_for_two_days_is_said(server, about, command):
    assert complaints(timezone.now() + timedelta(days=1)) == {}
    said = complaints(timezone.now() + timedelta(days=3))[about]
    assert said.startswith("Last on ") and said.endswith(f"Let a timer run it each night: wherewithal {command}")


def test_the_command_ends_with_3_where_something_must_be_done(empty):
    ended = empty().run("doctor")
    assert ended.returncode == 3
    assert "TO DO   Schools: No schools are loaded\n        Run: wherewithal load schools FILE\n" in ended.stdout


def test_the_command_answers_in_json(empty):
    found = json.loads(empty().run("doctor", "--json").stdout)
    assert {"about": "Database", "well": True, "says": "SQLite, up to date", "cure": ""} in found
