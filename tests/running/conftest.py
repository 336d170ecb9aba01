"""Installations to run commands on: empty, filled, on SQLite or on the PostgreSQL of ``--postgres``."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from tests.running.installation import Installation

SQLITE, POSTGRES = "SQLite", "PostgreSQL"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A record is backed up on one database and restored on another: all pairs that this run has."""
    postgres = metafunc.config.getoption("postgres")
    if "source_on" in metafunc.fixturenames:
        metafunc.parametrize(("source_on", "target_on"), pairs(postgres))
    elif "target_on" in metafunc.fixturenames:
        metafunc.parametrize("target_on", [POSTGRES if postgres else SQLITE])


def pairs(postgres: bool) -> list[tuple[str, str]]:
    return [(POSTGRES, POSTGRES), (POSTGRES, SQLITE), (SQLITE, POSTGRES)] if postgres else [(SQLITE, SQLITE)]


@pytest.fixture(scope="session")
def pattern(tmp_path_factory) -> Callable[[str], Installation]:
    """An empty installation on a database, made once and then copied."""
    made: dict[str, Installation] = {}

    def get(on: str) -> Installation:
        if on not in made:
            url = new_database() if on == POSTGRES else ""
            made[on] = Installation(tmp_path_factory.mktemp("pattern"), url)
            made[on].done("migrate", "--quiet")
        return made[on]

    return get


@pytest.fixture
def empty(pattern, tmp_path_factory) -> Callable[[str], Installation]:
    """A new empty installation, up to date."""

    def make(on: str = SQLITE) -> Installation:
        home = tmp_path_factory.mktemp("home")
        if on == POSTGRES:
            return Installation(home, new_database(like=pattern(on).url))
        shutil.copy(pattern(on).home / "wherewithal.sqlite3", home)
        return Installation(home)

    return make


@pytest.fixture(scope="session")
def filled(pattern, tmp_path_factory) -> Callable[[str], Installation]:
    """An installation with a row in every table; to be read only."""
    made: dict[str, Installation] = {}

    def get(on: str = SQLITE) -> Installation:
        if on not in made:
            home = tmp_path_factory.mktemp("filled")
            if on == SQLITE:
                shutil.copy(pattern(on).home / "wherewithal.sqlite3", home)
            made[on] = Installation(home, new_database(like=pattern(on).url) if on == POSTGRES else "")
            made[on].fill()
        return made[on]

    return get


@pytest.fixture
def source(filled, source_on) -> Installation:
    return filled(source_on)


@pytest.fixture
def target(empty, target_on) -> Installation:
    return empty(target_on)


@pytest.fixture(scope="session")
def tables_of_pattern(pattern) -> Callable[[str], dict]:
    return cache(lambda on: pattern(on).tables())


@pytest.fixture
def untouched(tables_of_pattern, target_on) -> dict:
    """Every row of an empty record: what the migrations put there."""
    return tables_of_pattern(target_on)


@pytest.fixture(scope="session")
def backup(filled, tmp_path_factory) -> Path:
    """A backup of a filled record on SQLite."""
    path = tmp_path_factory.mktemp("backups") / "backup.zip"
    filled().done("backup", path)
    return path


def new_database(like: str = "") -> str:
    """The address of a new database on the server of ``--postgres``, a copy of another or empty."""
    server = os.environ["WHEREWITHAL_DATABASE_URL"]
    name = f"running_{uuid4().hex}"
    template = urlsplit(like).path.strip("/") or "template1"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return urlsplit(server)._replace(path=f"/{name}").geturl()


@pytest.fixture
def running() -> Iterator[list]:
    """Processes put here are stopped at the end of the test."""
    processes: list = []
    yield processes
    for process in processes:
        process.terminate()
        process.wait(timeout=30)
