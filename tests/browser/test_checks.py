"""Each check of a page fails on a page that is wrong in that way."""

import pytest

from tests.browser import checks

GOOD = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><main><h1>A page</h1><p><a href="/x">A link</a></p>%s</main></body></html>"""


@pytest.fixture
def show(new_page):
    def show(html, width=1280):
        page = new_page(width=width)
        page.set_content(GOOD % html)
        return page

    return show


def test_a_page_with_nothing_wrong_passes_every_check(show):
    page = show("<p><label>Name <input></label></p>")
    checks.assert_accessible(page)
    checks.assert_no_sideways_scroll(page)
    checks.assert_keyboard_reaches_everything(page)


def test_a_picture_without_words_is_not_accessible(show):
    with pytest.raises(AssertionError, match="image-alt"):
        checks.assert_accessible(show('<img src="data:,">'))


def test_a_page_wider_than_a_telephone_scrolls_sideways(show):
    with pytest.raises(AssertionError, match="pixels wide on a screen of 360"):
        checks.assert_no_sideways_scroll(show('<div style="width: 500px">wide</div>', width=360))


def test_a_button_that_hands_the_focus_on_is_out_of_reach(show):
    with pytest.raises(AssertionError, match=r"never reaches.*Press"):
        checks.assert_keyboard_reaches_everything(
            show("""<button id="b">Press</button><script>
                document.addEventListener("keydown", e => { if (e.key === "Tab") e.preventDefault() })</script>""")
        )


def test_a_link_that_looks_the_same_with_the_focus_is_found(show):
    with pytest.raises(AssertionError, match="No sign of the focus"):
        checks.assert_keyboard_reaches_everything(show("<style>a:focus { outline: none }</style>"))


def test_one_button_of_a_group_stands_for_all(show):
    page = show('<label><input type="radio" name="n"> Yes</label> <label><input type="radio" name="n"> No</label>')
    checks.assert_keyboard_reaches_everything(page)


def test_a_heavy_page_is_found():
    with pytest.raises(AssertionError, match="100,001 bytes"):
        checks.assert_light([100_000, 1])
