"""Each setting is read from the environment, and a wrong one is refused with its cure."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from wherewithal.config import environment


def test_yes_is_yes_and_nothing_is_no(monkeypatch):
    monkeypatch.setenv("WHEREWITHAL_A", " Yes ")
    assert environment.yes_or_no("WHEREWITHAL_A")
    assert not environment.yes_or_no("WHEREWITHAL_B")


def test_a_flag_that_is_neither_yes_nor_no_is_refused(monkeypatch):
    monkeypatch.setenv("WHEREWITHAL_DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="WHEREWITHAL_DEBUG is 'maybe': write yes or no"):
        environment.yes_or_no("WHEREWITHAL_DEBUG")


def test_words_stand_between_commas(monkeypatch):
    monkeypatch.setenv("WHEREWITHAL_HOSTS", "send.example.gov.uk, , help.example.gov.uk")
    assert environment.words("WHEREWITHAL_HOSTS") == ["send.example.gov.uk", "help.example.gov.uk"]


def test_a_day_is_read_and_no_day_is_none(monkeypatch):
    monkeypatch.setenv("WHEREWITHAL_TODAY", "2026-01-15")
    assert environment.day("WHEREWITHAL_TODAY") == date(2026, 1, 15)
    assert environment.day("WHEREWITHAL_OTHER") is None


def test_what_is_no_day_is_refused(monkeypatch):
    monkeypatch.setenv("WHEREWITHAL_TODAY", "15/01/2026")
    with pytest.raises(ImproperlyConfigured, match="write a day such as 2026-01-15"):
        environment.day("WHEREWITHAL_TODAY")


def test_the_home_is_made_for_us_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("WHEREWITHAL_HOME", str(tmp_path / "a" / "b"))
    assert environment.home().stat().st_mode & 0o777 == 0o700


def test_a_sqlite_address_is_a_file_whose_writers_wait_for_each_other():
    made = environment.database("sqlite:///srv/a%20b/wherewithal.sqlite3")
    assert made["NAME"] == Path("/srv/a b/wherewithal.sqlite3")
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert made["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in made["OPTIONS"]["init_command"]
    assert "synchronous=NORMAL" in made["OPTIONS"]["init_command"]


def test_a_postgresql_address_is_taken_apart():
    made = environment.database("postgres://ann:p%40ss@db.example:5433/send?sslmode=require")
    taken = {name: made[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert taken == {
        "NAME": "send",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_postgresql_address_may_name_the_folder_of_a_socket():
    made = environment.database("postgres://postgres@/send?host=%2Frun%2Fpostgresql")
    assert (made["HOST"], made["PORT"], made["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize(
    "address", ["", "mysql://a/b", "postgres://ann@db", "sqlite://relative.sqlite3", "/srv/wherewithal.sqlite3"]
)
def test_another_address_is_refused_without_repeating_its_password(address):
    with pytest.raises(ImproperlyConfigured, match=r"write sqlite:///folder/wherewithal\.sqlite3 or postgres://user"):
        environment.database(address)


def test_a_laptop_makes_its_key_once_and_keeps_it_to_itself(tmp_path):
    made = environment.secret_key(tmp_path, local=True)
    assert len(made) >= 50
    assert environment.secret_key(tmp_path, local=True) == made
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_a_key_is_never_made_for_a_server(tmp_path):
    assert environment.secret_key(tmp_path, local=False) == ""
    assert not [*tmp_path.iterdir()]
