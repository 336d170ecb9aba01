"""A backup that is not whole, not ours, or not for this database changes nothing."""

import json
import signal
from zipfile import ZipFile

import pytest

from wherewithal.apps.places.models import Region
from wherewithal.apps.returns.loading import private_folder
from wherewithal.config import rows
from wherewithal.config.archive import BackupRefused
from wherewithal.config.backup import restore

CHILDREN = "tables/people_child.jsonl"


def changed(backup, target, **contents):
    """A sound zip with the parts of a backup, of which some have another content, or are left out where it is None."""
    with ZipFile(backup) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            content = contents.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def with_manifest(backup, target, **entries):
    with ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return changed(backup, target, **{"manifest.json": json.dumps(manifest | entries)})


def refuses(path):
    """What is said of a backup that changed nothing."""
    before = rows.with_rows(), Region.objects.count(), list(private_folder().iterdir())
    with pytest.raises(BackupRefused) as refusal:
        restore(path)
    assert (rows.with_rows(), Region.objects.count(), list(private_folder().iterdir())) == before
    return str(refusal.value)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"<html>Not found</html>", b"PK\x03\x04 and nothing else", b"PK\x05\x06" * 9])
def test_a_file_that_is_no_backup_is_refused(tmp_path, content):
    path = tmp_path / "backup.zip"
    path.write_bytes(content)
    assert refuses(path).startswith("backup.zip is damaged, or is not a backup of Wherewithal. Nothing was restored")


@pytest.mark.django_db
@pytest.mark.parametrize("share", [0.01, 0.5, 0.9, 0.999])
def test_a_backup_that_was_cut_off_is_refused(backup, tmp_path, share):
    whole = backup.read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: int(len(whole) * share)])
    assert "cut.zip is damaged" in refuses(tmp_path / "cut.zip")


@pytest.mark.django_db
def test_a_backup_with_a_changed_byte_is_refused_wherever_the_content_is_another(backup, tmp_path):
    with ZipFile(backup) as archive:
        part = archive.getinfo(CHILDREN)
    start = part.header_offset + 30 + len(CHILDREN)
    for at in range(start + 20, start + part.compress_size, 25):
        content = bytearray(backup.read_bytes())
        content[at] ^= 0xFF
        (tmp_path / "changed.zip").write_bytes(content)
        assert "changed.zip is damaged" in refuses(tmp_path / "changed.zip")


@pytest.mark.django_db
@pytest.mark.parametrize("content", [None, b"", b"[1,2]\n"])
def test_a_backup_without_a_table_or_with_another_one_is_refused(backup, tmp_path, content):
    assert "is damaged" in refuses(changed(backup, tmp_path / "changed.zip", **{CHILDREN: content}))


@pytest.mark.django_db
@pytest.mark.parametrize("manifest", [None, b"", b"[]", b"{}", b'{"format": "another"}', b"\xff"])
def test_a_backup_without_a_manifest_of_ours_is_refused(backup, tmp_path, manifest):
    assert "is damaged" in refuses(changed(backup, tmp_path / "changed.zip", **{"manifest.json": manifest}))


@pytest.mark.django_db
def test_a_backup_of_another_version_is_refused_with_the_way_round(backup, tmp_path):
    said = refuses(with_manifest(backup, tmp_path / "old.zip", version="0.0.9", migrations=["plans.0001_initial"]))
    assert said.startswith("The backup was made by Wherewithal 0.0.9 with other tables than this database has")
    assert "Install that version, run its wherewithal migrate on an empty database, restore, then upgrade" in said


@pytest.mark.django_db
def test_a_file_of_a_backup_stays_within_the_private_folder(backup, tmp_path):
    with ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        (part,) = manifest["files"].values()
        content = archive.read("files/upload.xml")
    path = with_manifest(backup, tmp_path / "sly.zip", files={"../sly": part})
    with ZipFile(path, "a") as archive:
        archive.writestr("files/../sly", content)
    assert "leads out of the private folder" in refuses(path)
    assert not (private_folder().parent / "sly").exists()


@pytest.mark.django_db
def test_a_record_that_is_not_empty_is_left_alone(backup):
    from tests.somebody import somebody

    somebody()
    said = refuses(backup)
    assert said.startswith("The database is not empty: there are rows in accounts_user")
    assert "Name a new database in WHEREWITHAL_DATABASE_URL, run wherewithal migrate, then restore" in said


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["the first file", "people_child", "the end"])
def test_a_restore_that_is_killed_leaves_the_record_empty_and_can_be_done_again(backup, target, untouched, moment):
    ended = target.python("-m", "tests.running.killed", moment, backup)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert target.tables() == untouched
    assert target.done("restore", backup).startswith("Restored ")


def test_a_database_that_is_not_there_yet_is_said_to_need_its_tables(backup, tmp_path):
    from tests.running.installation import Installation

    ended = Installation(tmp_path).run("restore", backup)
    assert ended.returncode == 1
    assert "changes wait. Run: wherewithal migrate" in ended.stderr
