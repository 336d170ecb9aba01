"""Tables, page numbers, filters and summaries."""

from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.utils.html import format_html
from lxml import html

from wherewithal.web import status
from wherewithal.web.pagination import pagination
from wherewithal.web.tables import Column, table


def drawn(component, name, *arguments):
    names = [f"a{number}" for number in range(len(arguments))]
    source = f'{{% from "components/{component}.jinja" import {name} %}}{{{{ {name}({", ".join(names)}) }}}}'
    text = engines["jinja2"].from_string(f"<div>{source}</div>").render(dict(zip(names, arguments, strict=True)))
    return html.fromstring(text)


def children(**options):
    columns = [
        Column("Child", order_by="?order=child"),
        Column("Age", numeric=True),
        Column("When", ordered="descending"),
    ]
    link = format_html('<a href="/1">{}</a>', "Ann <Rowan>")
    late = status.running(date(2025, 10, 11), date(2025, 10, 20))
    return table("Your children", columns, [[link, 7, late], ["Bo & Co", None, "None"]], **options)


def test_a_table_draws_words_as_words_and_what_draws_itself_as_it_does():
    page = drawn("table", "table", children())
    cells = [" ".join(cell.text_content().split()) for cell in page.xpath("//tbody//*[self::td or self::th]")]
    assert cells == ["Ann <Rowan>", "7", "9 days overdue", "Bo & Co", "", "None"]
    assert page.xpath("//tbody//strong/@class") == ["govuk-tag app-tag govuk-tag--red"]


def test_a_table_says_which_column_it_is_ordered_by_and_how_to_change_it():
    page = drawn("table", "table", children())
    assert page.xpath("//th[@aria-sort='descending']")[0].text_content().strip() == "When"
    assert page.xpath("//thead//a/@href") == ["?order=child"]


def test_a_table_can_be_reached_by_keyboard_and_has_a_name():
    (region,) = drawn("table", "table", children()).xpath("//div[@role='region']")
    assert (region.get("tabindex"), region.get("aria-label")) == ("0", "Your children")


def test_a_table_that_stacks_says_in_each_cell_what_it_is():
    page = drawn("table", "table", children(stacks=True))
    assert page.xpath("//div[contains(@class, 'app-table--stacks')]")
    assert page.xpath("//tbody/tr[1]/td/@data-label") == ["Age", "When"]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        drawn("table", "table", table("Plans", ["Child", "Age"], [["Ann"]]))


def page_of(number, total=20_000, query="stage=a"):
    page = Paginator(range(total), 50).get_page(number)
    return pagination(page, QueryDict(query), what="children")


def test_page_numbers_keep_every_filter():
    links = drawn("pagination", "pagination", page_of(3)).xpath("//a/@href")
    assert links[0] == "?stage=a&page=2"
    assert set(links) == {f"?stage=a&page={number}" for number in (1, 2, 3, 4, 400)}


def test_the_page_that_is_open_is_marked_and_the_range_is_said():
    page = drawn("pagination", "pagination", page_of(3))
    assert page.xpath("//a[@aria-current='page']")[0].text_content().strip() == "3"
    assert "Showing 101 to 150 of 20,000 children" in page.text_content()


def test_the_first_and_the_last_page_lead_one_way_only():
    assert "previous" not in page_of(1).parts and "next" in page_of(1).parts
    assert "next" not in page_of(400).parts and "previous" in page_of(400).parts


@pytest.mark.parametrize(("total", "said"), [(0, "No children"), (7, "7 children")])
def test_a_short_list_has_no_page_numbers(total, said):
    page = drawn("pagination", "pagination", page_of(1, total))
    assert page.text_content().strip() == said
    assert not page.xpath("//nav")


class Narrow(forms.Form):
    q = forms.CharField(label="Search name or UPN", required=False)
    stage = forms.ChoiceField(label="Stage", choices=[("", "All"), ("a", "Asked")], required=False)


def test_filters_ask_again_for_the_list_and_keep_what_was_chosen():
    page = drawn("filters", "filters", Narrow(QueryDict("q=Ann&stage=a")), "/cases")
    (form,) = page.xpath("//form[@method='get' and @action='/cases' and @role='search']")
    assert form.xpath(".//input[@name='q']/@value") == ["Ann"]
    assert form.xpath(".//option[@selected]/@value") == ["a"]
    assert form.xpath(".//a[@href='/cases']/text()") == ["Show all"]


def test_filters_that_nobody_used_offer_nothing_to_undo():
    assert not drawn("filters", "filters", Narrow(), "/cases").xpath("//a")


def test_a_summary_pairs_what_with_which():
    page = drawn("summary", "summary_list", [("Born", "3 March <2019>"), ("Status", status.waiting("the school"))])
    assert [text.strip() for text in page.xpath("//dt/text()")] == ["Born", "Status"]
    assert page.xpath("//dd")[0].text_content().strip() == "3 March <2019>"
    assert page.xpath("//dd//strong[contains(@class, 'govuk-tag')]")
