"""The page on running it for real names what there is: every setting, and no command that does not exist."""

import configparser
import re
import shlex
from pathlib import Path

import click
import pytest

from wherewithal.config.cli import main

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = (CHECKOUT / "docs" / "deploy.md").read_text()
VARIABLE = re.compile(r"WHEREWITHAL_[A-Z]+(?:_[A-Z]+)*")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
CALL = re.compile(r"(?<![\w.-])wherewithal (?!wherewithal)([a-z][^\n|]*)")


def variables_read():
    sources = (CHECKOUT / "src" / "wherewithal").rglob("*.py")
    return {name for source in sources for name in VARIABLE.findall(source.read_text())}


def calls():
    """What follows ``wherewithal`` in each example."""
    code = [content for _, content in FENCED.findall(PAGE)] + INLINE.findall(FENCED.sub("", PAGE))
    return sorted({call for content in code for call in CALL.findall(content)})


def blocks(kind):
    return [content for found, content in FENCED.findall(PAGE) if found == kind]


def test_every_setting_that_is_read_is_in_the_table_and_no_other():
    in_table = set(re.findall(r"^\| `(WHEREWITHAL_\w+)` \|", PAGE, re.MULTILINE))
    assert in_table == variables_read()


def test_no_other_setting_is_named_anywhere_on_the_page():
    assert set(VARIABLE.findall(PAGE)) == variables_read()


def test_the_page_names_every_command_that_runs_an_installation():
    from wherewithal.config.cli import operate

    assert {command.name for command in operate.COMMANDS} <= {call.split()[0] for call in calls()}


@pytest.mark.parametrize("call", calls())
def test_every_command_of_the_page_exists_with_its_options(call):
    command, words = main, shlex.split(call)
    while isinstance(command, click.Group):
        name = words.pop(0)
        assert name in command.commands, f"there is no command {name}"
        command = command.commands[name]
    known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= known


def test_the_units_are_whole():
    units = []
    for block in blocks("ini"):
        unit = configparser.ConfigParser(strict=True, interpolation=None)
        unit.optionxform = str
        unit.read_string(block)
        units.append(unit)
    started = [unit["Service"]["ExecStart"] for unit in units if unit.has_option("Service", "ExecStart")]
    assert [command.split()[1] for command in started] == ["serve", "worker", "backup", "nightly"]
    assert len([unit for unit in units if "Timer" in unit]) == 2
