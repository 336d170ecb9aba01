"""Files into the record and out of it, on the command line."""

import json

import pytest
from click.testing import CliRunner

from tests.returns.people import in_force, person, planned, write
from wherewithal.apps.people.models import Child
from wherewithal.apps.returns.models import Load
from wherewithal.config.cli import main

pytestmark = pytest.mark.django_db
AS_AT = ["--as-at", "2026-01-15"]


def run(*arguments, typed=""):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


@pytest.fixture
def file(tmp_path):
    return write(tmp_path / "return.xml", [person(Requests=[planned()])])


def test_a_file_is_loaded_for_the_authority_that_sent_it(file):
    result = run("load", "sen2", file, *AS_AT)
    assert result.exit_code == 0, result.output
    assert "Loaded return.xml: the return of 2026 for City of London" in result.output
    assert "1 new, 0 changed, 0 unchanged" in result.output
    assert Child.objects.count() == 1


def test_the_counts_can_be_read_by_a_program(file):
    result = run("load", "sen2", file, *AS_AT, "--json")
    assert json.loads(result.output)["new"] == 1


def test_a_file_that_cannot_be_held_is_refused_with_what_is_wrong(tmp_path):
    path = write(tmp_path / "return.xml", [person(PersonBirthDate="4 May")])
    result = run("load", "sen2", path, *AS_AT)
    assert result.exit_code == 1
    assert "PersonBirthDate" in result.output
    assert "Traceback" not in result.output
    assert Child.objects.count() == 0


def test_what_is_no_return_is_refused_in_one_line(tmp_path):
    path = tmp_path / "page.xml"
    path.write_text("<!DOCTYPE html><html><body>Sign in</body></html>")
    result = run("load", "sen2", path)
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1
    assert Load.objects.count() == 0


def test_a_file_for_another_authority_than_the_one_named_is_refused(file):
    result = run("load", "sen2", file, "--authority", "202", *AS_AT)
    assert result.exit_code == 1
    assert "202, the number of Camden" in result.output


def test_an_unknown_authority_is_named_with_the_cure(file):
    result = run("load", "sen2", file, "--authority", "999")
    assert result.exit_code == 1
    assert "There is no authority 999. Name one with --authority" in result.output


def test_the_return_is_written_from_the_record(file, tmp_path):
    run("load", "sen2", file, *AS_AT)
    target = tmp_path / "out.xml"
    result = run("export", "sen2", "--year", "2026", "--authority", "201", "--to", target)
    assert result.exit_code == 0, result.output
    assert "1 people, 0 problems that DfE would refuse" in result.output
    assert b"<Surname>Rowan</Surname>" in target.read_bytes()


def test_a_return_with_errors_is_written_and_ends_with_1(tmp_path):
    run("load", "sen2", write(tmp_path / "return.xml", [person(Ethnicity="XXXX", Requests=[in_force()])]), *AS_AT)
    target = tmp_path / "out.xml"
    result = run("export", "sen2", "--year", "2026", "--authority", "201", "--to", target, "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["errors"] == 1
    assert target.exists()


def test_a_year_whose_layout_is_not_known_is_refused_and_nothing_is_written(file, tmp_path):
    run("load", "sen2", file, *AS_AT)
    result = run("export", "sen2", "--year", "2031", "--authority", "201", "--to", tmp_path / "out.xml")
    assert result.exit_code == 1
    assert "2031 is not known" in result.output
    assert not (tmp_path / "out.xml").exists()


def test_a_schools_register_is_loaded(tmp_path):
    register = tmp_path / "schools.csv"
    register.write_text(
        "URN,LA (code),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name)\n"
        "900001,201,Ash Green Primary School,Community school,Open\n"
    )
    result = run("load", "schools", register)
    assert result.exit_code == 0, result.output
    assert "1 added, 0 changed, 0 unchanged" in result.output


def test_somebody_can_be_let_in_and_shut_out():
    added = run(
        "user", "add", "jo", "--name", "Jo Marsh", "--role", "manager", "--authority", "201",
        "--password-stdin", typed="a long enough phrase\n",
    )  # fmt: skip
    assert added.exit_code == 0, added.output
    assert run("user", "close", "jo").output == "jo can sign in no more\n"


def test_a_weak_password_is_refused_with_the_reason():
    result = run(
        "user", "add", "jo", "--name", "Jo Marsh", "--role", "manager", "--authority", "201",
        "--password-stdin", typed="short\n",
    )  # fmt: skip
    assert result.exit_code == 1
    assert "12" in result.output
