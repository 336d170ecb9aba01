"""A server as people meet it: a process of its own, on a record of its own, on this machine only."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TODAY = "2026-01-22"
"""The day every page of these tests takes for today, so that they read the same every day."""


@dataclass(frozen=True)
class Server:
    """Where it answers, such as http://127.0.0.1:8123; the files its record was made from; and who signs in with
    ``password``, by role."""

    address: str
    folder: Path
    names: dict[str, str]
    password: str


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """A server on the record in ``home``, made first."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WHEREWITHAL_")}
    environment |= {"WHEREWITHAL_HOME": str(home), "WHEREWITHAL_LOCAL": "yes", "WHEREWITHAL_TODAY": TODAY}
    make = [sys.executable, "-m", "tests.browser.record", TODAY]
    made = subprocess.run(make, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    serve = [Path(sys.executable).with_name("wherewithal"), "serve", "--address", "127.0.0.1:0", "--workers", "1"]
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            yield Server(_address_said_by(process), home / "demonstration", **json.loads(made.stdout.splitlines()[-1]))
        finally:
            process.terminate()
            process.wait(timeout=60)


def _address_said_by(process: subprocess.Popen) -> str:
    """What stands in "Wherewithal is at http://127.0.0.1:8123/", said when the door is open."""
    for line in process.stdout:
        if found := re.search(r"http://[\d.:]+", line):
            return found[0]
    raise RuntimeError("The server did not start; server.log in the folder of its record says why")
