"""Commands run as people run them: in a process of their own, on a record of their own."""

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
WHEREWITHAL = ("-c", "from wherewithal.config.cli import main; main()")


@dataclass(frozen=True)
class Installation:
    """A folder and a database: the SQLite file in the folder where ``url`` is empty."""

    home: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WHEREWITHAL_")}
        ours = {"WHEREWITHAL_HOME": str(self.home), "WHEREWITHAL_LOCAL": "yes"}
        return kept | ours | ({"WHEREWITHAL_DATABASE_URL": self.url} if self.url else {})

    def run(self, *arguments: str | Path, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """wherewithal with some arguments, to its end."""
        return self.python(*WHEREWITHAL, *arguments, typed=typed, **variables)

    def done(self, *arguments: str | Path, typed: str = "") -> str:
        """What a command that must succeed says."""
        ended = self.run(*arguments, typed=typed)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def python(self, *arguments: str | Path, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        environment = self.environment | variables
        return subprocess.run(
            command, env=environment, cwd=CHECKOUT, input=typed, capture_output=True, text=True, check=False
        )

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """wherewithal with some arguments, running."""
        return subprocess.Popen(
            [sys.executable, *WHEREWITHAL, *arguments],
            env=self.environment | variables,
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def fill(self) -> None:
        """Put at least one row into every table, and a file into the private folder."""
        ended = self.python("-m", "tests.running.record", "fill")
        assert ended.returncode == 0, ended.stderr

    def tables(self) -> dict[str, list[tuple]]:
        """Every row of every table, as Django reads it."""
        told = self.home / "tables.pickle"
        ended = self.python("-m", "tests.running.record", "tell", told)
        assert ended.returncode == 0, ended.stderr
        return pickle.loads(told.read_bytes())

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.home / "private").iterdir()}
