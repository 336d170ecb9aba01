"""Rules on the header and the file as a whole."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import numpy as np

from wherewithal.domain.formats.sen2.check.facts import Facts, NotKnown
from wherewithal.domain.formats.sen2.check.rules import Spot, rule
from wherewithal.domain.formats.sen2.check.views import Rows, View
from wherewithal.domain.formats.sen2.columns import Bools, Column, Extra, to_day
from wherewithal.domain.formats.sen2.layout import Item, UnknownYear, codes, layout
from wherewithal.domain.places.authorities import open_numbers

LAST_YEAR_OF_RES_WITH_THE_PLAN = 2023


@rule("SV001")
def no_header(f: Facts) -> Bools:
    return _one(not any(f.ret.header.values()))


@rule("SV002")
def another_collection(f: Facts) -> Bools:
    return _one(f.head("Collection").upper() != "SEN2")


@rule("SV003")
def year_and_census_day_differ(f: Facts) -> Bools:
    day = f.ret.census_day
    return _one(day is None or day.year != f.ret.year)


@rule("SV004")
def not_the_census_day(f: Facts) -> Bools:
    try:
        return _one(f.ret.census_day != layout().census_date(f.year))
    except UnknownYear as why:
        raise NotKnown(f"{why}.") from why


@rule("SV005")
def not_sent_by_an_authority(f: Facts) -> Bools:
    return _one(f.head("SourceLevel") != "L")


@rule("SV006")
def unknown_authority(f: Facts) -> Bools:
    return _one(f.head("LEA") not in open_numbers(f.census.astype(date)))


@rule("SV007")
def no_time_of_making(f: Facts) -> Bools:
    return _one(not _is_moment(f.head("DateTime")))


@rule("SV008")
def made_before_census_day(f: Facts) -> Bools:
    return _one(bool(to_day(f.head("DateTime")) < f.census))


@rule("SV009")
def no_serial_number(f: Facts) -> Bools:
    text = f.head("SerialNo")
    return _one(not (text.isascii() and text.isdecimal() and int(text[:20]) > 0))


@rule("SV010")
def no_medical_officer_answer(f: Facts) -> Bools:
    return _one(f.head("DMO") not in codes("officer"))


@rule("SV011")
def no_clinical_officer_answer(f: Facts) -> Bools:
    return _one(f.head("DCO") not in codes("officer"))


@rule("SV012")
def no_social_care_officer_answer(f: Facts) -> Bools:
    return _one(f.head("DSCO") not in codes("officer"))


@rule("SV013")
def no_health_officer(f: Facts) -> Bools:
    return _one(f.head("DMO") != "Y" and f.head("DCO") != "Y")


@rule("SV014")
def no_people(f: Facts) -> Bools:
    return _one(f.ret.people == 0)


@rule("SV015")
def not_collected_this_year(f: Facts) -> list[Spot]:
    outside = _items(f, lambda view, item: view.has(item.name) & (not item.collected_in(f.year)))
    return [
        *_extras(f, _has_no_place(f.year)),
        *_header_items(f, lambda item, _: not item.collected_in(f.year)),
        *outside,
    ]


@rule("SV016")
def repeated(f: Facts) -> list[Spot]:
    once = [record for record in layout().records if record.most == 1]
    records = (Spot(each.parent, each.name, _rows(f[each.parent].count(each.name) > 1)) for each in once)
    return [*_extras(f, lambda extra: extra.why == "repeated"), *records]


@rule("SV017")
def unreadable(f: Facts) -> list[Spot]:
    return [*_header_items(f, _is_unreadable), *_items(f, lambda view, item: ~view[item.name].readable(item))]


def _one(fails: bool) -> Bools:
    return np.array([fails])


def _rows(fails: Bools) -> Rows:
    return np.flatnonzero(fails).astype(np.int32)


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return "T" in text


def _is_unreadable(item: Item, text: str) -> bool:
    return not Column(["", text], np.ones(1, dtype=np.int32)).readable(item)[0]


def _has_no_place(year: int) -> Callable[[Extra], bool]:
    """Whether the year's layout has no such element there; until 2023 two items stood with the active plan."""
    moved = {("ActivePlans", "Res"), ("ActivePlans", "WBP")} if year <= LAST_YEAR_OF_RES_WITH_THE_PLAN else set()
    return lambda extra: extra.why in ("unknown", "misplaced") and (extra.record, extra.path) not in moved


def _extras(f: Facts, fails: Callable[[Extra], bool]) -> Iterator[Spot]:
    """What was found that has no place in the tables."""
    yield Spot("Extra", "", _rows(np.array([fails(extra) for extra in f.ret.extras], dtype=bool)))


def _header_items(f: Facts, fails: Callable[[Item, str], bool]) -> Iterator[Spot]:
    for item in layout().header:
        text = f.head(item.name)
        if text and fails(item, text):
            yield Spot("Header", item.name, np.zeros(1, dtype=np.int32))


def _items(f: Facts, fails: Callable[[View, Item], Bools]) -> Iterator[Spot]:
    """Every item of every record type, where it fails."""
    for view in f:
        for item in view.table.record.items:
            yield Spot(view.record, item.name, _rows(fails(view, item)))
