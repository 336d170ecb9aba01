"""A server as people meet it: a process of its own, on a record of its own, on this machine only."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

TODAY = "2026-01-20"
"""The day every page of these tests takes for today, so that they read the same every day."""


@contextmanager
def running(home: Path) -> Iterator[str]:
    """The address of a server on the record in ``home``, made first."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WHEREWITHAL_")}
    environment |= {"WHEREWITHAL_HOME": str(home), "WHEREWITHAL_LOCAL": "yes", "WHEREWITHAL_TODAY": TODAY}
    subprocess.run([sys.executable, "-m", "tests.browser.record"], env=environment, check=True)
    place = f"127.0.0.1:{_free_port()}"
    log = home / "server.log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "gunicorn", "--bind", place, "--threads", "4", "wherewithal.config.wsgi"]
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"http://{place}/health", server, log)
            yield f"http://{place}"
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
