"""What people come for, from the sign-in page to the thing done."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect


@pytest.fixture
def signed_in(new_page, state_of, address):
    """A page of somebody with a role, on the first page of that role."""

    def signed_in(role):
        opened = new_page(state=state_of(role))
        opened.goto(address)
        return opened

    return signed_in


def test_a_wrong_password_is_refused_and_says_what_to_do(new_page, running):
    opened = new_page()
    opened.goto(running.address)
    opened.get_by_label("User name").fill("somebody else")
    opened.get_by_label("Password").fill("a guess")
    opened.get_by_role("button", name="Sign in").click()
    expect(opened.locator(".govuk-error-summary")).to_contain_text("Check both and try again")


def test_signing_in_needs_only_the_keyboard(new_page, running):
    opened = new_page()
    opened.goto(running.address)
    opened.get_by_label("User name").focus()
    opened.keyboard.type(running.names["caseworker"])
    opened.keyboard.press("Tab")
    opened.keyboard.type(running.password)
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_contain_text("Your children")


def test_a_caseworker_sees_who_needs_them_first_and_under_which_rule(signed_in):
    opened = signed_in("caseworker")
    first = opened.locator("tbody tr").first
    expect(first).to_contain_text("overdue")
    name = first.get_by_role("link").first.inner_text()
    first.get_by_role("link").first.click()
    expect(opened.get_by_role("heading", level=1)).to_contain_text(name)
    expect(opened.locator("main")).to_contain_text(re.compile(r"SI 2014/1530 reg|Children and Families Act 2014 s\."))


def test_a_child_is_found_by_name_and_the_name_is_not_in_the_address(signed_in):
    opened = signed_in("caseworker")
    name = opened.locator("tbody tr").nth(3).get_by_role("link").first.inner_text()
    opened.get_by_label("Name or UPN").fill(name)
    opened.get_by_role("button", name="Find").click()
    expect(opened.locator("tbody tr").first).to_contain_text(name)
    assert name.split()[-1] not in opened.url
    opened.get_by_role("button", name="Clear").click()
    expect(opened.get_by_label("Name or UPN")).to_have_value("")


def test_a_manager_gives_a_case_to_a_caseworker(signed_in, address):
    opened = signed_in("manager")
    opened.goto(address + reverse("plans:caseload") + "?caseworker=nobody")
    opened.locator("tbody input[type=checkbox]").first.check()
    opened.get_by_label("Give the chosen cases to").select_option("Robin Worker")
    opened.get_by_role("button", name="Give").click()
    expect(opened.get_by_text("now with Robin Worker")).to_be_visible()


def test_a_file_that_is_loaded_again_changes_nothing(signed_in, running, tmp_path):
    again = tmp_path / "the-same-again.xml"
    again.write_bytes((running.folder / "sen2-2026.xml").read_bytes())
    opened = upload(signed_in("data_officer"), again)
    expect(opened.get_by_text("Loaded.")).to_be_visible(timeout=60_000)
    expect(opened.locator("dl")).to_contain_text(re.compile(r"Changed\s*0"))


def test_a_file_that_is_no_return_is_refused_with_the_cure(signed_in, tmp_path):
    page = tmp_path / "a-page.xml"
    page.write_text("<!doctype html><html><title>Sign in</title></html>")
    opened = upload(signed_in("data_officer"), page)
    expect(opened.get_by_text("Nothing in the record has changed")).to_be_visible(timeout=60_000)
    expect(opened.locator("main li").first).to_contain_text("Wanted:")


def test_a_draft_return_can_be_downloaded(signed_in, address):
    opened = signed_in("data_officer")
    opened.goto(address + reverse("returns:index"))
    opened.locator("a[href*='/drafts/']:not([href$='/new'])").first.click()
    with opened.expect_download() as waiting:
        opened.get_by_role("button", name="Download the XML file").click()
    assert waiting.value.path().read_text("utf-8").startswith("<?xml")


def test_a_reader_may_not_load_a_file(signed_in, address):
    opened = signed_in("read_only")
    assert opened.goto(address + reverse("returns:upload")).status == 403
    expect(opened.get_by_role("heading", level=1)).to_be_visible()


def upload(opened, file):
    """Load a file; ``opened`` is then on the page that tells how far it has got, and renews itself."""
    opened.get_by_role("link", name="Returns").first.click()
    opened.get_by_role("button", name="Load a SEN2 file").click()
    opened.get_by_label("SEN2 file").set_input_files(file)
    opened.get_by_role("button", name="Check and load").click()
    return opened
