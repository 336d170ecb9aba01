"""What every command does alike: it starts at once, shows a bar only where one helps, and writes files whole."""

import subprocess
import sys
import time

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


@pytest.fixture
def terminal(capsys, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(shared, "SECONDS_BEFORE_A_BAR", 0.02)


def shows(capsys, seconds=0.3):
    """Whether a bar comes up while a step says nothing for some seconds."""
    ends_at, seen = time.monotonic() + seconds, ""
    with shared.shown(quiet=False) as bar:
        bar("Reading", 1, 2)
        while "Reading" not in seen and time.monotonic() < ends_at:
            time.sleep(0.02)
            seen += capsys.readouterr().err
    return "Reading" in seen


def test_a_bar_comes_up_for_what_takes_long(terminal, capsys):
    assert shows(capsys, seconds=30)


def test_no_bar_comes_up_for_what_is_soon_done(terminal, capsys, monkeypatch):
    monkeypatch.setattr(shared, "SECONDS_BEFORE_A_BAR", 2.0)
    assert not shows(capsys)


def test_no_bar_comes_up_where_there_is_no_terminal(terminal, capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert not shows(capsys)


def test_no_bar_comes_up_where_none_is_wanted(terminal, capsys):
    with shared.shown(quiet=True) as bar:
        bar("Reading", 1, 2)
        time.sleep(0.3)
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
    with pytest.raises(ZeroDivisionError), shared.told():
        raise ZeroDivisionError
