"""A server as people meet it: a process of its own, on a record of its own, on this machine only."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

TODAY = "2026-01-22"
"""The day every page of these tests takes for today, so that they read the same every day."""


@dataclass(frozen=True)
class Server:
    """Where it answers, such as http://127.0.0.1:8123, and the name for each role that signs in with ``password``."""

    address: str
    names: dict[str, str]
    password: str


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """A server on the record in ``home``, made first."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WHEREWITHAL_")}
    environment |= {"WHEREWITHAL_HOME": str(home), "WHEREWITHAL_LOCAL": "yes", "WHEREWITHAL_TODAY": TODAY}
    make = [sys.executable, "-m", "tests.browser.record", TODAY]
    made = subprocess.run(make, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    place = f"127.0.0.1:{_free_port()}"
    log = home / "server.log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "gunicorn", "--bind", place, "--threads", "4", "wherewithal.config.wsgi"]
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"http://{place}/health", server, log)
            yield Server(f"http://{place}", **json.loads(made.stdout.splitlines()[-1]))
        finally:
            server.terminate()
            server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(200):
        try:
            with urlopen(url, timeout=5):
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")
