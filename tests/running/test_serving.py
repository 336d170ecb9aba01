"""One command serves the pages and does the work behind them; both start and end together."""

import re
import signal
import socket
import time
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest

from wherewithal.config import working

KEY = "".join(chr(65 + number % 50) for number in range(64))
HERE = "127.0.0.1:0"
"""Any free port of this machine."""


@pytest.fixture
def served(empty, running, settings):
    """Start to serve a new record: the process, where it is served, and the installation."""

    def start(*arguments, **variables):
        installation = empty()
        settings.HOME = installation.home
        process = installation.start("serve", f"--address={HERE}", "--workers=1", *arguments, **variables)
        running.append(process)
        return process, address(process), installation

    return start


def address(process):
    """Where the process says that it serves."""
    said = process.stdout.readline()
    found = re.search(r"Wherewithal is at (http://127\.0\.0\.1:\d+)/", said)
    assert found, said + process.stdout.read()
    return found[1]


def enqueue(installation, name):
    command = f"import django; django.setup(); from tests.running.tasks import {name}; {name}.enqueue()"
    ended = installation.python("-c", command, DJANGO_SETTINGS_MODULE="wherewithal.config.settings")
    assert ended.returncode == 0, ended.stderr


def until(happens, seconds=60):
    latest = time.monotonic() + seconds
    while not happens() and time.monotonic() < latest:
        time.sleep(0.1)
    return happens()


def answers(url, **headers):
    with urlopen(Request(url, headers=headers), timeout=60) as answer:
        return answer.read().decode()


def style_sheet(page):
    return re.search(r'href="(/static/vendor/wherewithal\.[0-9a-f]+\.css)"', page)[1]


def refused(url):
    with pytest.raises(OSError):
        answers(url)
    return True


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_page_has_its_style_sheet_without_another_step_and_all_ends_when_told(served, told):
    process, place, _ = served()
    assert "govuk" in answers(place + style_sheet(answers(f"{place}/account/sign-in")))
    assert "All is well" in answers(f"{place}/health")
    assert until(working.is_at_work)
    process.send_signal(told)
    assert process.wait(timeout=60) == 0
    assert refused(place) and not working.is_at_work()


def test_behind_a_proxy_pages_go_over_https_only(served):
    safe = {"WHEREWITHAL_LOCAL": "no", "WHEREWITHAL_HOSTS": "localhost", "WHEREWITHAL_SECRET_KEY": KEY}
    _, place, _ = served("--no-worker", **safe)
    https = {"Host": "localhost", "X-Forwarded-Proto": "https"}
    page = answers(f"{place}/account/sign-in", **https)
    assert "govuk" in answers(place + style_sheet(page), **https)
    with pytest.raises(HTTPError) as answer:
        build_opener(NoRedirect).open(Request(f"{place}/account/sign-in", headers={"Host": "localhost"}))
    assert answer.value.headers["Location"] == "https://localhost/account/sign-in"


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def test_if_the_worker_dies_the_server_ends_too_and_says_so(served):
    process, place, installation = served()
    enqueue(installation, "end_the_worker")
    said, _ = process.communicate(timeout=90)
    assert process.returncode == 1
    assert "The worker ended by itself, so everything was stopped" in said
    assert refused(place)


def test_a_task_that_fails_is_logged_without_what_it_says_of_anybody(served):
    process, _, installation = served()
    enqueue(installation, "fail")
    line = next(line for line in process.stdout if "wherewithal.tasks" in line)
    assert "ERROR wherewithal.tasks: tests.running.tasks.fail failed" in line
    process.terminate()
    rest = process.stdout.read()
    assert "builtins.ValueError at" in rest
    assert "Rowan" not in rest and "A201" not in rest


def test_the_server_may_leave_the_work_to_a_worker_of_its_own(served, running):
    _, place, installation = served("--no-worker")
    assert "All is well" in answers(f"{place}/health")
    assert not working.is_at_work()
    worker = installation.start("worker")
    running.append(worker)
    assert until(working.is_at_work)
    worker.terminate()
    assert worker.wait(timeout=60) == 0


def test_a_port_that_is_taken_is_said_to_be(empty):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        ended = empty().run("serve", f"--address={place}")
    assert ended.returncode == 1
    assert f"The address {place} cannot be had: something else listens there" in ended.stderr


@pytest.mark.parametrize("place", ["8000", "127.0.0.1:", ":8000", "127.0.0.1:http"])
def test_what_is_no_address_is_said_to_be_none(empty, place):
    ended = empty().run("serve", f"--address={place}")
    assert ended.returncode == 1
    assert f"{place} is not an address: write one such as 127.0.0.1:8000" in ended.stderr


def test_an_unsafe_start_is_refused_with_every_cure(empty):
    ended = empty().run("serve", f"--address={HERE}", WHEREWITHAL_LOCAL="no", WHEREWITHAL_DEBUG="yes")
    assert ended.returncode == 1
    for danger in ("WHEREWITHAL_SECRET_KEY is not set", "WHEREWITHAL_HOSTS is not set", "WHEREWITHAL_DEBUG is yes"):
        assert danger in ended.stderr
    assert "Traceback" not in ended.stderr


def test_others_are_not_served_from_a_laptop(empty):
    ended = empty().run("serve", "--address=0.0.0.0:0")
    assert ended.returncode == 1
    assert "The database is a SQLite file, and other machines could reach it" in ended.stderr


@pytest.mark.parametrize("command", ["serve", "worker", "nightly"])
def test_a_record_without_its_tables_is_said_to_need_them(tmp_path, command):
    from tests.running.installation import Installation

    ended = Installation(tmp_path).run(command)
    assert ended.returncode == 1
    assert "changes wait. Run: wherewithal migrate" in ended.stderr


def test_a_setting_that_cannot_be_read_is_said_without_a_traceback(empty):
    ended = empty().run("doctor", WHEREWITHAL_TODAY="tomorrow")
    assert ended.returncode == 1
    assert "WHEREWITHAL_TODAY is 'tomorrow': write a day such as 2026-01-15" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_page_that_is_not_there_is_no_error_of_the_server(served):
    _, place, _ = served("--no-worker")
    with pytest.raises(HTTPError) as answer:
        answers(f"{place}/nowhere")
    assert answer.value.code == 404
