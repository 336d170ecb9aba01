"""The demonstration, as a newcomer runs it: a process of its own in an empty folder."""

import os
import subprocess
import sys


def demo(folder):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WHEREWITHAL_")}
    program = "from wherewithal.config.cli import main; main()"
    command = [sys.executable, "-c", program, "demo", "--no-serve", "--people", "60"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_demonstration_tells_what_it_found_and_how_to_sign_in(tmp_path):
    first = demo(tmp_path)
    assert first.returncode == 0, first.stderr
    for words in ("60 children", "open cases", "Overdue, by duty", "Who needs somebody first", "Sign in as one of"):
        assert words in first.stdout


def test_the_demonstration_can_be_run_again(tmp_path):
    demo(tmp_path)
    again = demo(tmp_path)
    assert again.returncode == 0, again.stderr
    assert "60 children" in again.stdout
