"""SEN2 files on the command line: checked, turned into tables and back, made up."""

import csv
import json

import pytest
from click.testing import CliRunner

from tests.returns.people import asked, person, planned, write
from wherewithal.config.cli import main

AS_AT = ["--as-at", "2026-01-15"]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def clean(tmp_path):
    return write(tmp_path / "clean.xml", [person(Requests=[planned()])])


@pytest.fixture
def faulty(tmp_path):
    late = asked(RequestOutcome="N", RequestOutcomeDate="2026-01-14", RequestMediation="0", RequestTribunal="0")
    return write(tmp_path / "faulty.xml", [person(Ethnicity="XXXX", Requests=[late])])


def test_a_sound_file_ends_with_0(clean):
    result = run("sen2", "check", clean, *AS_AT)
    assert result.exit_code == 0, result.output
    assert "0 that DfE would refuse" in result.output
    assert "The rule numbers are ours, not DfE's." in result.output


def test_a_file_that_dfe_would_refuse_ends_with_1_and_the_cure(faulty):
    result = run("sen2", "check", faulty, *AS_AT, "--json")
    told = json.loads(result.output)
    assert result.exit_code == 1
    assert told["rules"] == {"SV110": 1, "SV215": 1}
    assert (told["errors"], told["queries"]) == (1, 1)


def test_every_finding_can_be_had_as_csv_and_xlsx(faulty, tmp_path):
    run("sen2", "check", faulty, *AS_AT, "--csv", tmp_path / "p.csv", "--xlsx", tmp_path / "p.xlsx", "--quiet")
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert [row["Rule"] for row in csv.DictReader(opened)] == ["SV110", "SV215"]
    assert (tmp_path / "p.xlsx").read_bytes().startswith(b"PK")


def test_a_web_page_saved_as_xml_is_refused_in_one_line(tmp_path):
    page = tmp_path / "return.xml"
    page.write_text("<!DOCTYPE html><html><body>Sign in</body></html>")
    result = run("sen2", "check", page)
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1
    assert "Traceback" not in result.output


def test_a_schools_register_and_last_years_return_let_more_rules_run(clean, tmp_path):
    schools, last = tmp_path / "schools.csv", tmp_path / "last.xml"
    run("synth", "schools", "--people", "20", "--to", schools, "--quiet")
    run("synth", "sen2", "--people", "20", "--year", "2025", "--to", last, "--quiet")
    without = json.loads(run("sen2", "check", clean, *AS_AT, "--json").output)["not_run"]
    with_both = run("sen2", "check", clean, *AS_AT, "--schools", schools, "--last-year", last, "--json")
    assert set(json.loads(with_both.output)["not_run"]) < set(without)


def test_a_provider_number_of_an_open_school_is_found_in_the_register(tmp_path):
    run("synth", "schools", "--people", "20", "--to", tmp_path / "schools.csv", "--quiet")
    with (tmp_path / "schools.csv").open(encoding="utf-8", newline="") as opened:
        number = next(csv.DictReader(opened))["UKPRN"]
    request = planned()
    request["Assessment"][0]["NamedPlan"][0]["PlanDetail"] = [{"UKPRN": number, "PlacementRank": "1"}]
    file = write(tmp_path / "provider.xml", [person(Requests=[request])])
    told = run("sen2", "check", file, *AS_AT, "--schools", tmp_path / "schools.csv", "--json")
    assert "SV441" in json.loads(told.output)["rules"]


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx"])
def test_a_file_becomes_tables_and_the_same_file_again(form, clean, tmp_path):
    made = run("sen2", "tables", clean, "--to", tmp_path / "tables", "--format", form)
    assert made.exit_code == 0, made.output
    again = run("sen2", "write", tmp_path / "tables", "--to", tmp_path / "again.xml", "--year", "2026")
    assert again.exit_code == 0, again.output
    assert (tmp_path / "again.xml").read_bytes() == clean.read_bytes()


def test_what_another_year_does_not_collect_is_left_out_and_counted(clean, tmp_path):
    result = run("sen2", "write", clean, "--to", tmp_path / "old.xml", "--year", "2023")
    assert result.exit_code == 0, result.output
    assert "left out 1 values of RequestSource, which the return of 2023 does not collect" in result.output


def test_a_year_without_a_layout_is_refused_and_leaves_no_file(clean, tmp_path):
    result = run("sen2", "write", clean, "--to", tmp_path / "new.xml", "--year", "2035")
    assert result.exit_code == 1
    assert list(tmp_path.glob("new.xml*")) == []


def test_the_same_seed_makes_the_same_file(tmp_path):
    for name in ("one.xml", "two.xml"):
        made = run("synth", "sen2", "--people", "30", "--seed", "5", "--to", tmp_path / name)
        assert made.exit_code == 0, made.output
    assert (tmp_path / "one.xml").read_bytes() == (tmp_path / "two.xml").read_bytes()


def test_planted_faults_are_listed_and_found(tmp_path):
    file, truth = tmp_path / "faults.xml", tmp_path / "truth.csv"
    run("synth", "sen2", "--people", "60", "--error-rate", "0.5", "--truth", truth, "--to", file, "--quiet")
    with truth.open(newline="") as opened:
        planted = {row["rule"] for row in csv.DictReader(opened)}
    found = json.loads(run("sen2", "check", file, *AS_AT, "--json").output)
    assert planted
    assert planted <= set(found["rules"]) | set(found["not_run"])


def test_a_share_that_is_none_is_refused_with_an_example(tmp_path):
    result = run("synth", "sen2", "--timeliness", "2024", "--to", tmp_path / "x.xml")
    assert result.exit_code == 2
    assert "such as 2024=0.173" in result.output
