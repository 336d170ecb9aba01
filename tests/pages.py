"""What a page says to whoever reads it, without its marks."""

from django.http import HttpResponse
from lxml import html


def main_of(answer: HttpResponse) -> html.HtmlElement:
    """The part of a page that is its own."""
    assert answer.status_code == 200, answer
    (main,) = html.fromstring(answer.content.decode()).xpath("//main")
    return main


def text(answer: HttpResponse) -> str:
    """Its words in order, with single spaces."""
    return _words(main_of(answer))


def links(answer: HttpResponse) -> dict[str, str]:
    """The address behind the words of each link."""
    return {_words(link): link.get("href") for link in main_of(answer).iter("a")}


def cells(answer: HttpResponse, table: int = 0) -> list[list[str]]:
    """The words of each row of a table below its heads."""
    rows = main_of(answer).xpath("//table")[table].xpath(".//tbody/tr")
    return [[_words(cell) for cell in row.xpath("./th|./td")] for row in rows]


def typed(answer: HttpResponse) -> dict[str, str]:
    """What each field of the first form holds."""
    return dict(main_of(answer).xpath(".//form")[0].fields)


def _words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
