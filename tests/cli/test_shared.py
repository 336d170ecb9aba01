"""What every command does alike: it starts at once, shows a bar only where one helps, and writes files whole."""

import contextlib
import os
import pty
import subprocess
import sys
import time

import click
import pytest

from wherewithal.config.cli import shared

HEAVY = ("django", "rich", "numpy", "lxml", "duckdb", "wherewithal.domain")


@pytest.mark.parametrize("command", [[], ["sen2", "check"], ["synth", "sen2"], ["law", "show"], ["load"], ["backup"]])
def test_help_comes_at_once_as_nothing_heavy_is_imported_for_it(command):
    program = f"""
import sys
from wherewithal.config.cli import main
main({[*command, "--help"]}, standalone_mode=False)
print(*[name for name in {HEAVY} if name in sys.modules], sep=",", end="", file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "Usage:" in done.stdout
    assert done.stderr == ""


def said_on_a_terminal(*, after=0.01, quiet=False):
    """What a process that works for a second says on the terminal it writes its errors to."""
    program = f"""
import time
from wherewithal.config.cli import shared
shared.SECONDS_BEFORE_A_BAR = {after}
with shared.shown(quiet={quiet}) as bar:
    bar("Reading", 1, 2)
    time.sleep(1)
"""
    ours, theirs = pty.openpty()
    done = subprocess.run([sys.executable, "-c", program], stderr=theirs, env={"TERM": "xterm"}, check=True)
    assert done.returncode == 0
    os.close(theirs)
    return heard(ours)


def heard(terminal):
    said = b""
    with contextlib.suppress(OSError):
        while more := os.read(terminal, 4096):
            said += more
    os.close(terminal)
    return said.decode()


def test_a_bar_comes_up_for_what_takes_long():
    assert "Reading" in said_on_a_terminal()


def test_no_bar_comes_up_for_what_is_soon_done():
    assert said_on_a_terminal(after=20) == ""


def test_no_bar_comes_up_where_none_is_wanted():
    assert said_on_a_terminal(quiet=True) == ""


def test_no_bar_comes_up_where_there_is_no_terminal(capsys, monkeypatch):
    monkeypatch.setattr(shared, "SECONDS_BEFORE_A_BAR", 0.01)
    with shared.shown(quiet=False) as bar:
        bar("Reading", 1, 2)
        time.sleep(0.5)
    assert capsys.readouterr().err == ""


def test_a_file_takes_its_place_only_when_it_is_whole(tmp_path):
    path = tmp_path / "file.xml"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), shared.replacing(path) as target:
        target.write(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    with shared.replacing(path) as target:
        target.write(b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_nobody_can_put_right_is_not_hidden():
    with pytest.raises(click.ClickException, match=r"builtins\.ZeroDivisionError at"), shared.told():
        raise ZeroDivisionError
