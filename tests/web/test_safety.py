"""A start that would not be safe is refused, with everything that is wrong at once."""

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from wherewithal.config import safety
from wherewithal.config.safety import dangers, refuse_unsafe_start

KEY = "".join(chr(65 + number % 50) for number in range(64))
SERVER = {
    "WHEREWITHAL_SECRET_KEY": KEY,
    "WHEREWITHAL_HOSTS": "send.example.gov.uk",
    "WHEREWITHAL_DATABASE_URL": "postgres://send@db.example/send",
}


@pytest.fixture
def server(settings, monkeypatch):
    """The settings of a server that is safe."""
    settings.LOCAL = settings.DEBUG = settings.DEMONSTRATION = False
    settings.TODAY = None
    settings.SECRET_KEY = KEY
    settings.ALLOWED_HOSTS = ["send.example.gov.uk"]
    monkeypatch.setattr(safety, "connection", SimpleNamespace(vendor="postgresql"))
    return settings


@pytest.fixture
def laptop(server, monkeypatch):
    server.LOCAL = True
    server.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    monkeypatch.setattr(safety, "connection", SimpleNamespace(vendor="sqlite"))
    return server


def started(tmp_path, **variables):
    """What importing the application in a process of its own ends with, and what it prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WHEREWITHAL_", "DJANGO_"))}
    command = """
import json
from wherewithal.config.wsgi import application
from django.conf import settings
names = [name for name in dir(settings) if name.startswith(("SECURE_", "SESSION_", "CSRF_COOKIE"))]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""
    return subprocess.run(
        [sys.executable, "-c", command],
        env=kept | {"WHEREWITHAL_HOME": str(tmp_path)} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_safe_server_starts(server):
    refuse_unsafe_start("10.0.0.5")


def test_a_laptop_starts_with_sqlite(laptop):
    refuse_unsafe_start("127.0.0.1")
    refuse_unsafe_start("/run/wherewithal.sock")


@pytest.mark.parametrize("key", ["", "short", "a" * 64, "django-insecure-" + KEY])
def test_a_key_that_is_missing_short_plain_or_known_is_refused(server, key):
    server.SECRET_KEY = key
    assert "WHEREWITHAL_SECRET_KEY" in " ".join(dangers())


@pytest.mark.parametrize("hosts", [[], ["*"], [".example.gov.uk"]])
def test_hosts_that_are_missing_or_any_are_refused(server, hosts):
    server.ALLOWED_HOSTS = hosts
    (danger,) = dangers()
    assert danger.startswith("WHEREWITHAL_HOSTS")
    assert "such as send.example.gov.uk" in danger


def test_the_debug_flag_is_refused_on_a_server(server):
    server.DEBUG = True
    assert [*dangers()] == ["WHEREWITHAL_DEBUG is yes: an error would show its data to anyone. Unset it"]


def test_a_stopped_clock_is_refused_on_a_server(server):
    server.TODAY = "2026-01-15"
    assert [*dangers()] == ["WHEREWITHAL_TODAY stops the clocks, for demonstrations only. Unset it"]


@pytest.mark.parametrize("address", ["0.0.0.0", "10.0.0.5", "::", "send.example.gov.uk"])
def test_sqlite_and_local_mode_are_refused_where_others_can_reach_them(laptop, address):
    said = " ".join(dangers(address))
    assert "The database is a SQLite file" in said
    assert "WHEREWITHAL_LOCAL is yes" in said


def test_sqlite_is_refused_for_a_name_others_can_type(laptop):
    laptop.LOCAL = False
    laptop.ALLOWED_HOSTS = ["localhost", "send.example.gov.uk"]
    (danger,) = dangers("127.0.0.1")
    assert danger.startswith("The database is a SQLite file, and other machines could reach it")


def test_every_danger_is_said_at_once_each_on_a_line(server):
    server.SECRET_KEY, server.ALLOWED_HOSTS, server.DEBUG = "", [], True
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unsafe_start()
    assert len(str(refusal.value).splitlines()) == 4


def test_the_deployment_check_says_the_same(server):
    server.DEBUG = True
    with pytest.raises(CommandError, match="WHEREWITHAL_DEBUG is yes"):
        call_command("check", deploy=True, databases=[])


def test_the_application_does_not_start_on_a_bare_machine(tmp_path):
    ended = started(tmp_path)
    assert ended.returncode != 0
    for name in ("WHEREWITHAL_SECRET_KEY", "WHEREWITHAL_HOSTS"):
        assert f"{name} is not set" in ended.stderr


def test_a_server_that_starts_keeps_to_https(tmp_path):
    ended = started(tmp_path, **SERVER)
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"] and found["SECURE_SSL_REDIRECT"]
    assert found["SESSION_COOKIE_HTTPONLY"] and found["CSRF_COOKIE_HTTPONLY"]
    assert found["SESSION_COOKIE_SAMESITE"] == found["CSRF_COOKIE_SAMESITE"] == "Lax"
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert found["SESSION_COOKIE_AGE"] == 30 * 60
