"""Every page, opened by somebody who may, as a person would meet it."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser import checks
from tests.browser.pages import NOT_PAGES, PAGES

WIDE, TELEPHONE = 1280, 360

every_page = pytest.mark.parametrize("page", PAGES, ids=str)


def address_names(resolver: URLResolver, space: str = "") -> set[str]:
    names = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            names.add(f"{space}{entry.name}")
        else:
            names |= address_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
    return names


def test_every_address_is_walked_or_is_said_to_be_no_page():
    listed = {page.name for page in PAGES if not page.name.startswith("/")}
    assert address_names(get_resolver()) == listed | set(NOT_PAGES)


@every_page
@pytest.mark.parametrize("width", [WIDE, TELEPHONE])
def test_axe_finds_nothing(visit, page, width):
    checks.assert_accessible(visit(page, width=width))


@every_page
def test_nothing_is_wider_than_a_telephone(visit, page):
    checks.assert_no_sideways_scroll(visit(page, width=TELEPHONE))


@every_page
def test_nothing_is_wider_than_a_sheet_of_paper(visit, page):
    opened = visit(page, width=720)
    opened.emulate_media(media="print")
    checks.assert_no_sideways_scroll(opened)


@every_page
def test_the_keyboard_is_enough(visit, page):
    checks.assert_keyboard_reaches_everything(visit(page))


@every_page
def test_the_page_says_the_same_without_javascript(visit, page):
    said = [visit(page, javascript=javascript).locator("main").inner_text() for javascript in (True, False)]
    assert said[0] == said[1]


@every_page
def test_the_page_has_one_heading_and_a_title_that_tells_of_errors(visit, page):
    opened = visit(page)
    assert opened.get_by_role("heading", level=1).count() == 1
    assert opened.title().endswith(" – Wherewithal")
    assert opened.title().startswith("Error: ") == (opened.locator(".govuk-error-summary").count() == 1)


@every_page
def test_a_first_visit_is_light_and_asks_no_other_machine(visit, page, address, traffic):
    visit(page)
    assert [request.url for request in traffic.requests if not request.url.startswith(address)] == []
    checks.assert_light(traffic.sizes())


@every_page
def test_nothing_is_missing_or_refused_by_the_browser(visit, page, traffic):
    visit(page)
    assert traffic.complaints == []
