"""A load that is killed at any moment leaves the record as it was; two loads at once never double a child."""

import ast
import os
import subprocess
import sys
import time
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from tests.running.installation import CHECKOUT, Installation
from wherewithal.domain.synth import SynthPlan, write_sen2

pytestmark = pytest.mark.django_db  # so that these tests run with --postgres too
PEOPLE = 2_000
CHECKING, WRITING = 15, 45
MOMENTS = (CHECKING, WRITING, 65, 90)
"""Percent done: reading, matching, then from 45 on in the midst of the writing."""
NEVER = 101


@pytest.fixture(scope="session")
def last_year(tmp_path_factory):
    return synthetic(tmp_path_factory.mktemp("files") / "sen2-2025.xml", 2025)


@pytest.fixture(scope="session")
def this_year(tmp_path_factory):
    return synthetic(tmp_path_factory.mktemp("files") / "sen2-2026.xml", 2026)


def synthetic(path, year):
    with path.open("wb") as target:
        write_sen2(target, SynthPlan(people=PEOPLE, year=year, seed=3, since=2025))
    return path


@pytest.fixture
def installation(request, tmp_path):
    """An installation of its own, up to date and empty, on the database of this run."""
    on_postgres = request.config.getoption("postgres")
    url = new_database() if on_postgres else ""
    made = Installation(tmp_path, url)
    made.done("migrate", "--quiet")
    return made


def new_database():
    server = os.environ["WHEREWITHAL_DATABASE_URL"]
    name = f"kills_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def loading(installation, path, moment):
    """A process that loads a file and stops at a moment."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.returns.stopping", str(path), str(moment)],
        env=installation.environment,
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(process, line):
    for said in process.stdout:
        if said.strip() == line:
            return
    raise AssertionError(process.stderr.read())


def killed(installation, path, moment, after=0.0):
    """A load that reached a moment and was killed there, or ``after`` some seconds of going on."""
    process = loading(installation, path, moment)
    wait_for(process, "stopped")
    if after:
        process.stdin.write("\n")
        process.stdin.flush()
        time.sleep(after)
    process.kill()
    assert process.wait(timeout=60) != 0
    process.communicate()


def load(installation, path):
    return counts(loading(installation, path, NEVER))


def counts(process, told=""):
    """What a load that goes on to its end says it did."""
    said, complaints = process.communicate(told, timeout=300)
    assert process.returncode == 0, complaints
    return ast.literal_eval(said.splitlines()[-1])


def without_loads(installation):
    """Every row of every table, but for the list of loads: that one was tried is to be known."""
    tables = installation.tables()
    return {name: rows for name, rows in tables.items() if name != "returns.Load"}


def states(installation):
    return installation.python("-m", "tests.returns.states").stdout.split()


def test_a_load_killed_at_any_moment_changes_nothing_and_the_next_succeeds(installation, last_year, this_year):
    load(installation, last_year)
    before = without_loads(installation)
    for moment in MOMENTS:
        killed(installation, this_year, moment)
        assert without_loads(installation) == before, f"after a kill at {moment} percent"
    killed(installation, this_year, WRITING, after=0.3)
    assert without_loads(installation) == before, "after a kill in the midst of a statement"

    done = load(installation, this_year)
    assert done["new"] > 0 and done["changed"] > 0
    assert states(installation) == ["loaded", *["interrupted"] * (len(MOMENTS) + 1), "loaded"]
    again = load(installation, this_year)
    assert again["unchanged"] == again["children"] == done["children"]


def test_the_first_load_of_all_can_be_killed_too(installation, this_year):
    before = without_loads(installation)
    killed(installation, this_year, WRITING, after=0.3)
    assert without_loads(installation) == before
    done = load(installation, this_year)
    assert done["new"] == done["children"] > PEOPLE


def test_a_second_load_of_an_authority_waits_for_the_first_and_doubles_nobody(installation, this_year):
    first = loading(installation, this_year, CHECKING)
    wait_for(first, "stopped")
    second = loading(installation, this_year, NEVER)
    time.sleep(3)
    assert second.poll() is None
    assert states(installation) == ["running", "waiting"]
    taken_in = counts(first, "\n")
    assert taken_in["new"] == taken_in["children"] > PEOPLE
    again = counts(second)
    assert again["unchanged"] == again["children"] == taken_in["children"]
    assert states(installation) == ["loaded", "loaded"]


def test_who_waits_goes_on_when_the_first_is_killed(installation, this_year):
    first = loading(installation, this_year, WRITING)
    wait_for(first, "stopped")
    second = loading(installation, this_year, NEVER)
    time.sleep(2)
    first.kill()
    first.communicate()
    done = counts(second)
    assert done["new"] == done["children"] > PEOPLE
    assert states(installation) == ["interrupted", "loaded"]
