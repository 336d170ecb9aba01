"""Processes that record at the same moment make one chain, not two."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

WRITERS = 3
EVENTS = 25

SETUP = "import django; django.setup()\n"
MIGRATE = SETUP + "from django.core.management import call_command; call_command('migrate', 'audit', verbosity=0)"
WRITE = (
    SETUP
    + f"""
from wherewithal.apps.audit.actions import Entry, record, record_many
for turn in range({EVENTS}):
    record("plan.loaded", by=None, authority="888", details={{"turn": turn}})
    record_many(Entry(what="case.loaded", by=None, authority="888") for _ in range(3))
"""
)
CHECK = (
    SETUP
    + """
from wherewithal.apps.audit.chain import verify
from wherewithal.apps.audit.models import Event
print(verify("888"), Event.objects.of("888").count())
"""
)


@pytest.fixture
def elsewhere(tmp_path, transactional_db) -> Iterator[dict[str, str]]:
    """The environment of a process with a record that others write to as well: a file, or the test's own server."""
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        url = f"sqlite://{tmp_path / 'record.sqlite3'}"
    else:
        url = f"postgres://{database['USER']}@/{connection.settings_dict['NAME']}?host={database['HOST']}"
    environment = os.environ | {
        "WHEREWITHAL_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
    }
    run(MIGRATE, environment)
    yield environment


def start(code, environment):
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)


def run(code, environment):
    process = start(code, environment)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return said.strip()


def test_processes_that_record_at_once_never_fork_the_chain(elsewhere):
    writers = [start(WRITE, elsewhere) for _ in range(WRITERS)]
    for writer in writers:
        writer.communicate(timeout=120)
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    assert run(CHECK, elsewhere) == f"None {WRITERS * EVENTS * 4}"
