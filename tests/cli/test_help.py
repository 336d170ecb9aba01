"""What the command line says of itself."""

import json

import pytest
from click.testing import CliRunner

from wherewithal.config.cli import main
from wherewithal.domain.law import rules


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def commands(group=main, path=()):
    for name, command in group.commands.items():
        yield (*path, name)
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


def test_the_help_says_what_the_exit_codes_mean():
    told = run("--help").output
    for words in (
        "0  done",
        "1  a file has problems",
        "2  the command was used wrongly",
        "3  something must be set up",
    ):
        assert words in told


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_every_command_says_what_it_does(path):
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert result.output.splitlines()[2].strip()


def test_every_rule_of_law_can_be_listed_with_its_citation():
    told = json.loads(run("law", "list", "--json").output)
    assert [rule["key"] for rule in told] == [rule.key for rule in rules()]
    assert all(rule["citation"] and rule["url"] for rule in told)


def test_one_rule_can_be_shown():
    told = run("law", "show", "final-20w").output
    assert "Send the final plan" in told
    assert "20 weeks" in told
    assert "legislation.gov.uk" in told


def test_an_unknown_rule_is_answered_with_those_there_are():
    result = run("law", "show", "nothing")
    assert result.exit_code == 1
    assert "FINAL-20W" in result.output
