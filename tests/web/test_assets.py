"""The style sheet is ours to use, small, and built only when something has changed."""

import gzip
import importlib.util
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from wherewithal.web.storage import Collected

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


def classes_of_ours():
    """The classes that begin with app- in any template, whole ones only."""
    for template in (ROOT / "src").rglob("*.jinja"):
        for names in re.findall(r'class="([^"]*)"', template.read_text()):
            yield from (name for name in names.split() if re.fullmatch(r"app-[a-z_-]*[a-z]", name))


def test_it_styles_every_class_of_ours(build):
    used = set(classes_of_ours())
    assert {"app-filters", "app-person__line", "app-link-button"} <= used
    assert {name for name in used if f".{name}" not in build.SHEET.read_text()} == set()


def test_before_it_is_collected_it_has_its_plain_name_and_then_one_of_its_content(build, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "wherewithal.web.storage.Collected"}}
    assert Collected().url("vendor/wherewithal.css") == "/static/vendor/wherewithal.css"
    call_command("collectstatic", interactive=False, verbosity=0)
    name = Collected().url("vendor/wherewithal.css").removeprefix("/static/")
    assert re.fullmatch(r"vendor/wherewithal\.[0-9a-f]{12}\.css", name)
    assert (tmp_path / f"{name}.gz").stat().st_size < 20_000


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
