"""Random SEN2 returns: mostly right, now and then with a value that is wrong for its item."""

from datetime import date
from functools import cache

from hypothesis import strategies as st

from wherewithal.domain.formats.sen2.columns import Extra, Return
from wherewithal.domain.formats.sen2.layout import Item, codes, ethnicities, layout
from wherewithal.domain.formats.sen2.trees import Tree, build

AWKWARD = ["=1+1", 'O"Neil, & <Sons>', "1", "true", "2025-01-20", "_x0041_", "]]>", "a\tb", "a\nb", "Zoë", "李", "😀"]
WRONG = {
    "date": ["2025-13-01", "20 October 2025", "20/10/2025", "2025-01-20T00:00:00", "0201-03-04", "20250120"],
    "flag": ["true", "N", "yes", "2"],
    "whole": ["007", "two", "1.0", "-1", "12345678901"],
    "code": ["X", "none of these"],
}


def years() -> st.SearchStrategy[int]:
    return st.sampled_from(layout().years)


@cache
def texts() -> st.SearchStrategy[str]:
    """What XML can hold, without space at its ends; formulas, quotes, line breaks and far alphabets among it."""
    letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    free = st.text(letters, min_size=1, max_size=6).filter(lambda text: text == text.strip())
    return st.one_of(st.sampled_from(AWKWARD), free)


@cache
def values(item: Item, year: int) -> st.SearchStrategy[str]:
    """A value for an item: in most cases one that is right."""
    wrong = st.sampled_from(WRONG[item.type]) if item.type in WRONG else texts()
    return st.one_of(_right(item, year), _right(item, year), wrong, texts())


def _right(item: Item, year: int) -> st.SearchStrategy[str]:
    if item.type == "date":
        return st.dates(date(1995, 1, 1), date(2027, 12, 31)).map(date.isoformat)
    if item.type == "flag":
        return st.sampled_from(["1", "0"])
    if item.type == "whole":
        return st.integers(0, 999_999_999).map(str)
    if item.type == "code":
        return st.sampled_from(sorted(ethnicities() if item.codes == "ethnicity" else codes(item.codes, year)))
    return texts()


@cache
def headers(year: int) -> st.SearchStrategy[dict[str, str]]:
    items = [item for item in layout().header if item.collected_in(year) and item.name != "Year"]
    return some_of(items, year, most=4).map(lambda found: {"Year": str(year), **found})


@cache
def trees(year: int, record: str = "Person") -> st.SearchStrategy[Tree]:
    """A tree of the items that are collected in a year; never one without any item."""
    items = [item for item in layout().record(record).items if item.collected_in(year)]
    parts = [some_of(items, year, most=3)]
    for child in layout().children(record):
        below = st.lists(trees(year, child.name), max_size=min(child.most or 2, 2))
        parts.append(below.map(lambda found, name=child.name: {name: found} if found else {}))
    return st.tuples(*parts).map(lambda found: {name: value for part in found for name, value in part.items()})


def some_of(items: list[Item], year: int, most: int) -> st.SearchStrategy[dict[str, str]]:
    pairs = st.one_of(*(st.tuples(st.just(item.name), values(item, year)) for item in items))
    return st.lists(pairs, min_size=1, max_size=most).map(dict)


@cache
def people(year: int) -> st.SearchStrategy[list[Tree]]:
    return st.lists(trees(year), max_size=3)


@st.composite
def returns(draw: st.DrawFn, strays: bool = True) -> Return:
    """A return of any year, with lines, values that have no place, and (``strays``) rows that hang under nobody."""
    year = draw(years())
    ret = build(draw(headers(year)), draw(people(year)), source="tables")
    for table in ret.tables.values():
        table.line[:] = range(len(table)) if draw(st.booleans()) else 0
        if strays and len(table) and table.record.parent and draw(st.booleans()):
            table.parent[draw(st.integers(0, len(table) - 1))] = -1
    ret.extras = draw(st.lists(extras(ret), max_size=3))
    return ret


def extras(ret: Return) -> st.SearchStrategy[Extra]:
    rows = [(name, row) for name, table in ret.tables.items() for row in range(len(table))]
    whys = st.sampled_from(["unknown", "repeated", "misplaced", "ignored"])
    return st.builds(
        lambda at, path, value, why, line: Extra(*at, path, value, why, line),
        st.sampled_from([("", -1), *rows]),
        texts(),
        st.one_of(texts(), st.just("")),
        whys,
        st.integers(0, 999_999_999),
    )
