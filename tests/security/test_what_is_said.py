"""What a crash says where a journal keeps it: its kind and place, and nothing of anybody."""

import sys

import click
import pytest

from wherewithal.config import working
from wherewithal.config.cli.shared import told
from wherewithal.web.logs import Guarded


def crash():
    raise ValueError("Surname Rowan, UPN A201200119001")


def test_a_fault_of_a_command_is_told_a_journal_without_its_words():
    with pytest.raises(click.ClickException) as said, told():
        crash()
    assert "builtins.ValueError at" in said.value.message and "crash" in said.value.message
    assert "Rowan" not in said.value.message and "A201" not in said.value.message
    assert said.value.__cause__ is None and said.value.__suppress_context__


def test_what_a_command_says_itself_is_said_as_it_is():
    with pytest.raises(click.ClickException, match=r"^Nobody signs in as jo$"), told():
        raise click.ClickException("Nobody signs in as jo")


def test_a_fault_of_a_command_is_shown_whole_on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with pytest.raises(ValueError, match="Rowan"), told():
        crash()


def test_a_worker_that_crashes_is_logged_without_its_words(monkeypatch, caplog):
    monkeypatch.setattr(working, "work", crash)
    with pytest.raises(SystemExit) as ended:
        working.work_and_log()
    assert ended.value.code == 1
    (record,) = caplog.records
    said = Guarded().format(record)
    assert "The worker ended" in said and "builtins.ValueError at" in said and "Rowan" not in said
