"""The style sheet is ours to use, small, and built only when something has changed."""

import gzip
import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def build():
    """assets/build.py, with the style sheet built."""
    spec = importlib.util.spec_from_file_location("build", ROOT / "assets" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main()
    return module


def test_it_names_nothing_that_only_gov_uk_may_use_and_no_other_machine(build):
    sheet = build.SHEET.read_text()
    for words in ("GDS Transport", "crest", "crown", "@font-face", "url("):
        assert words not in sheet


def test_it_is_small_over_the_wire(build):
    assert len(gzip.compress(build.SHEET.read_bytes())) < 20_000


def test_it_styles_every_class_of_ours(build):
    sheet = build.SHEET.read_text()
    used = ("app-table--stacks", "app-filters__fields", "app-chart__mark--4", "app-person__line", "app-link-button")
    assert [name for name in used if f".{name}" not in sheet] == []


def test_it_is_not_built_again_when_nothing_has_changed(build, monkeypatch):
    monkeypatch.setattr(build, "run", lambda command: pytest.fail(f"ran {command}"))
    build.main()


def test_a_sheet_that_names_what_it_may_not_is_thrown_away(build, monkeypatch, tmp_path):
    monkeypatch.setattr(build, "SHEET", tmp_path / "sheet.css")
    build.SHEET.write_text('a{font-family:"GDS Transport"}')
    with pytest.raises(SystemExit, match="GDS Transport"):
        build.refuse_forbidden(build.SHEET.read_text())
    assert not build.SHEET.exists()


def test_the_lock_has_hashes_and_no_address_to_download_from():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = {name: package for name, package in packages.items() if name}
    assert all(package["integrity"].startswith("sha512-") for package in wanted.values())
    assert not any("resolved" in package for package in wanted.values())
