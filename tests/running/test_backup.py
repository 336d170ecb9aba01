"""A backup holds everything as it was at one moment, and comes back exactly, on either database."""

import json
import stat
from zipfile import ZipFile

import pytest

from wherewithal.config import rows


@pytest.mark.django_db
def test_every_row_of_every_table_comes_back_as_it_was_and_the_record_goes_on(source, target, tmp_path):
    before = source.tables()
    source.done("backup", tmp_path / "backup.zip")
    assert "as they were on" in target.done("restore", tmp_path / "backup.zip")
    after = target.tables()
    assert before.pop("sessions.Session") and after.pop("sessions.Session") == []
    assert after == before
    assert target.files() == source.files()
    assert may_sign_in(target, "robin") == "Robin can sign in as robin\n"
    findings = json.loads(target.run("doctor", "--json").stdout)
    assert [each["well"] for each in findings if each["about"] == "Audit trail"] == [True]


def may_sign_in(installation, name):
    """A new row in two tables, numbered by the database."""
    who = (name, f"--name={name.title()}", "--role=manager", "--authority=201", "--password-stdin")
    return installation.done("user", "add", *who, typed="a kettle on seven hills\n")


def test_the_record_of_these_tests_has_a_row_in_every_table(filled):
    assert [name for name, found in filled().tables().items() if not found] == []


def test_a_backup_says_what_it_holds_and_what_it_leaves_out(backup):
    with ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert set(manifest["tables"]) == {rows.name_of(table) for table in rows.tables()}
    assert manifest["left_out"] == ["sessions.session"]
    assert (manifest["database"], list(manifest["files"])) == ("sqlite", ["upload.xml"])
    assert manifest["tables"]["people_child"]["number"] == 2


def test_only_its_owner_can_read_a_backup(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_backup_into_a_folder_has_the_moment_in_its_name(filled, tmp_path):
    said = filled().done("backup", tmp_path, "--json")
    (made,) = tmp_path.iterdir()
    assert made.name.startswith("wherewithal-20") and str(made) == json.loads(said)["file"]


def test_a_backup_never_takes_the_place_of_another(filled, tmp_path):
    (tmp_path / "backup.zip").write_text("another")
    ended = filled().run("backup", tmp_path / "backup.zip")
    assert ended.returncode == 1
    assert "is there already. Give another name" in ended.stderr
    assert (tmp_path / "backup.zip").read_text() == "another"


def test_a_backup_that_cannot_be_written_leaves_nothing(filled, tmp_path):
    ended = filled().run("backup", tmp_path / "no such folder" / "backup.zip")
    assert ended.returncode == 1 and "No such file or directory" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_backup_is_of_one_moment_though_others_write_meanwhile(empty, source_on, target_on, tmp_path):
    source, target = empty(source_on), empty(target_on)
    ended = source.python("-m", "tests.running.meanwhile", tmp_path / "backup.zip")
    assert ended.returncode == 0, ended.stderr
    assert ["Late" in row for row in source.tables()["people.Child"]] == [True]
    target.done("restore", tmp_path / "backup.zip")
    assert target.tables()["people.Child"] == []
