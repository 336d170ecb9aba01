"""Long lists, a page at a time."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from wherewithal.web.words import how_many

PAGE = "page"


@dataclass(frozen=True)
class Pagination:
    """``range`` says what is shown; ``parts`` is what GOV.UK's pagination takes, empty if all is on one page."""

    range: str
    parts: dict[str, Any]


def pagination(page: Page, query: QueryDict, *, what: str = "results", one: str = "") -> Pagination:
    """Links that keep every filter.  ``what`` names the things counted, ``one`` a single one if "s" is not all."""
    total = page.paginator.count
    if not total:
        return Pagination(f"No {what}", {})
    if not page.has_other_pages():
        return Pagination(how_many(total, one or what.removesuffix("s"), what), {})
    shown = f"Showing {page.start_index():,} to {page.end_index():,} of {total:,} {what}"
    return Pagination(shown, _parts(page, query))


def _parts(page: Page, query: QueryDict) -> dict[str, Any]:
    parts: dict[str, Any] = {"items": [_item(number, page, query) for number in _numbers(page)]}
    if page.has_previous():
        parts["previous"] = {"href": _href(page.previous_page_number(), query)}
    if page.has_next():
        parts["next"] = {"href": _href(page.next_page_number(), query)}
    return parts


def _numbers(page: Page) -> list[int | str]:
    return [*page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)]


def _item(number: int | str, page: Page, query: QueryDict) -> dict[str, Any]:
    if number == Paginator.ELLIPSIS:
        return {"ellipsis": True}
    return {"number": number, "href": _href(number, query), "current": number == page.number}


def _href(number: int | str, query: QueryDict) -> str:
    kept = query.copy()
    kept[PAGE] = number
    return f"?{kept.urlencode()}"
