"""Charts are drawn to scale, leave out what is not known, and have every figure in a table."""

import re

import pytest
from django.template import engines
from lxml import html

from wherewithal.web.charts import HEIGHT, Chart, Series, nice_top

MONTHS = ["Aug 25", "Sep 25", "Oct 25", "Nov 25"]


def chart(kind="columns", values=(10, 20, "withheld", 40), labels=MONTHS, unit="%", more=()):
    series = [Series("On time", values), *more]
    return Chart(kind, "New plans on time", "The share doubled.", "Month", labels, series, unit)


def drawn(made):
    source = '<div>{% from "components/chart.jinja" import chart %}{{ chart(made) }}</div>'
    return html.fromstring(engines["jinja2"].from_string(source).render({"made": made}))


def test_a_column_is_as_high_as_its_value():
    assert [mark.height for mark in chart().columns] == [HEIGHT / 4, HEIGHT / 2, HEIGHT]


def test_columns_of_several_series_stand_side_by_side_within_their_label():
    both = [*chart(more=[Series("Late", (1, 2, 3, 4))]).columns]
    first, second = both[0], both[3]
    assert (first.series, second.series) == (1, 2)
    assert first.x + first.width == pytest.approx(second.x)
    assert first.x >= 0 and second.x + second.width <= 25


def test_what_is_not_known_has_no_mark_and_breaks_the_line():
    made = chart("line")
    assert len([*chart().columns]) == 3
    assert [len(stretch) for stretch in made.points] == [2, 1]
    assert len([*made.segments]) == 1


def test_a_bar_without_a_number_still_says_why():
    assert [(mark.says, mark.width) for mark in chart("bars").bars][2] == ("Oct 25: withheld", 0)
    assert max(mark.width for mark in chart("bars").bars) == 100


@pytest.mark.parametrize("kind", ["columns", "line", "bars"])
def test_the_table_has_every_figure_and_the_words_for_what_is_not_known(kind):
    cells = [cell.text_content().strip() for cell in drawn(chart(kind)).xpath("//tbody//td")]
    assert cells == ["10%", "20%", "withheld", "40%"]


@pytest.mark.parametrize("kind", ["columns", "line", "bars"])
def test_a_chart_is_a_picture_with_a_name_and_a_description(kind):
    page = drawn(chart(kind))
    (picture,) = page.xpath("//svg[@role='img']")
    title, says = picture.get("aria-labelledby").split()
    assert page.xpath(f"//*[@id='{title}']")[0].text_content() == "New plans on time"
    assert page.xpath(f"//*[@id='{says}']")[0].text_content().startswith("The share doubled.")


@pytest.mark.parametrize("kind", ["columns", "line", "bars"])
def test_a_chart_obeys_the_content_security_policy(kind):
    assert not re.search(r"style=|<style|<script|href=", html.tostring(drawn(chart(kind)), encoding="unicode"))


def test_nothing_is_drawn_outside_the_plot():
    page = drawn(chart("line", values=(0, 98.6, 17.3, 100)))
    across = [float(each.rstrip("%")) for name in ("x1", "x2", "cx") for each in page.xpath(f"//svg//@{name}")]
    up = [float(each) for name in ("y1", "y2", "cy") for each in page.xpath(f"//svg//@{name}")]
    assert min(across) >= 0 and max(across) <= 100
    assert min(up) >= 0 and max(up) <= HEIGHT


def test_words_are_shown_as_words():
    assert "<b>" not in html.tostring(drawn(chart("bars", labels=["<b>", "c", "d", "e"])), encoding="unicode")


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (0.7, 0.8), (3, 4), (17.3, 20), (46, 80), (98.6, 100), (100, 100), (20_000, 20_000)]
)
def test_the_scale_ends_at_a_round_number(highest, top):
    assert nice_top(highest) == pytest.approx(top)


def test_counts_are_not_cut_in_quarters():
    assert [words for _, words in chart(values=(1, 2, 0, 1), unit="").ticks] == ["0", "1", "2", "3", "4"]


def test_a_chart_of_nothing_known_is_drawn_all_the_same():
    assert [*chart(values=("withheld",) * 4).columns] == []
    assert drawn(chart("bars", values=(), labels=[])).xpath("//svg")


def test_labels_that_would_overlap_are_thinned_and_more_so_on_a_phone():
    labels = [f"{month} {year}" for year in (24, 25) for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun")]
    axis = [*chart(values=range(12), labels=labels).axis]
    assert len(axis) == 6
    assert [label.text for label in axis if not label.wide_only] == ["Jan 24", "May 24", "Mar 25"]
