"""Made-up files on the command line: written whole or not at all, and what cannot be made is refused in words."""

import csv
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from wherewithal.config.cli import main
from wherewithal.domain.formats.sen2.reading import read


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def process(*arguments, folder):
    """The command as it is typed, in a process of its own."""
    program = "from wherewithal.config.cli import main; main()"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WHEREWITHAL_")}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_return_and_its_schools_are_made_and_checked_from_the_shell(tmp_path):
    made = process("synth", "sen2", "--people", "120", "--to", "return.xml", folder=tmp_path)
    schools = process("synth", "schools", "--people", "120", "--to", "schools.csv", folder=tmp_path)
    checked = process(
        "sen2", "check", "return.xml", "--schools", "schools.csv", "--as-at", "2026-01-15", folder=tmp_path
    )
    assert made.stdout == "Wrote 120 people to return.xml\n"
    assert schools.stdout.startswith("Wrote ")
    assert checked.returncode == 0, checked.stdout
    assert "0 that DfE would refuse" in checked.stdout
    assert [made.stderr, schools.stderr, checked.stderr] == ["", "", ""]


def test_planted_faults_end_the_check_with_1(tmp_path):
    process("synth", "sen2", "--people", "80", "--error-rate", "0.5", "--to", "return.xml", folder=tmp_path)
    checked = process("sen2", "check", "return.xml", "--as-at", "2026-01-15", "--quiet", folder=tmp_path)
    assert (checked.returncode, checked.stdout) == (1, "")


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
def test_a_file_of_any_year_can_be_made(year, tmp_path):
    result = run("synth", "sen2", "--people", 15, "--year", year, "--to", tmp_path / "return.xml")
    assert result.exit_code == 0, result.output
    assert read(tmp_path / "return.xml").year == year


def test_the_answer_can_be_read_by_a_program(tmp_path):
    told = run("synth", "sen2", "--people", 12, "--to", tmp_path / "return.xml", "--json")
    assert json.loads(told.output) == {"people": 12, "file": str(tmp_path / "return.xml")}
    told = json.loads(run("synth", "schools", "--people", 12, "--to", tmp_path / "schools.csv", "--json").output)
    with (tmp_path / "schools.csv").open(encoding="utf-8", newline="") as opened:
        assert told["schools"] == len(list(csv.DictReader(opened)))


def test_the_same_authority_one_year_on_has_the_same_children(tmp_path):
    for year in (2025, 2026):
        made = run("synth", "sen2", "--people", 90, "--since", 2025, "--year", year, "--to", tmp_path / f"{year}.xml")
        assert made.exit_code == 0, made.output
    before, now = (set(read(tmp_path / f"{year}.xml")["Person"]["UPN"].text()) for year in (2025, 2026))
    assert len(before & now) > 50


def test_a_draft_is_told_on_the_day_that_is_named(tmp_path):
    run("synth", "sen2", "--people", 20, "--year", 2027, "--as-at", "2026-11-20", "--to", tmp_path / "draft.xml")
    assert read(tmp_path / "draft.xml").header["DateTime"] == "2026-11-21T10:15:00"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (["--year", "2031"], "give one from 2023 to 2027"),
        (["--authority", "999"], "three-digit number"),
        (["--since", "2027"], "to the year of the return"),
        (["--as-at", "2026-06-01"], "census day, 15 January 2026"),
        (["--timeliness", "2025=46"], "from 0 to 1"),
        (["--error-rate", "2"], "range"),
        (["--people", "0"], "range"),
    ],
)
def test_what_cannot_be_made_is_wrong_use_and_leaves_no_file(wrong, words, tmp_path):
    result = run("synth", "sen2", *wrong, "--to", tmp_path / "return.xml")
    assert result.exit_code == 2
    assert words in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["sen2", "schools"])
def test_a_folder_that_is_not_there_is_named_without_a_traceback(what, tmp_path):
    result = run("synth", what, "--people", 5, "--to", tmp_path / "nowhere" / "file")
    assert result.exit_code == 1
    assert "No such file or directory" in result.output
    assert isinstance(result.exception, SystemExit)
