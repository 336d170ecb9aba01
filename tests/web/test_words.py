"""Days, lengths and counts are said in words."""

from datetime import UTC, date, datetime

import pytest
from jinja2.filters import FILTERS as JINJAS_OWN

from wherewithal.web import words

MONDAY = date(2025, 10, 20)


def test_a_day_is_said_in_full():
    assert words.day(MONDAY) == "20 October 2025"
    assert words.short_day(MONDAY) == "20 Oct 2025"
    assert words.weekday(MONDAY) == "Monday 20 October 2025"
    assert words.month(MONDAY) == "October 2025"


def test_a_day_that_nobody_knows_is_said_so():
    assert {words.day(None), words.weekday(None), words.moment(None), words.number(None)} == {"Not known"}


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2025, 7, 1, 14, 4, tzinfo=UTC), "1 July 2025 at 3:04pm"),
        (datetime(2025, 12, 1, 0, 30, tzinfo=UTC), "1 December 2025 at 12:30am"),
        (datetime(2025, 7, 1, 23, 30, tzinfo=UTC), "2 July 2025 at 12:30am"),
    ],
)
def test_a_moment_is_told_by_the_clock_in_england(at, said):
    assert words.moment(at) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (20, "20 days"),
        (21, "3 weeks"),
        (36, "5 weeks"),
        (729, "104 weeks"),
        (730, "2 years"),
    ],
)
def test_a_length_is_said_in_days_then_weeks_then_years(days, said):
    assert words.how_long(days) == said
    assert words.late(days) == f"{said} late"
    assert words.left(days) == f"{said} left"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2025, 10, 11), "9 days overdue"),
        (date(2025, 10, 20), "due today"),
        (date(2025, 10, 21), "due tomorrow"),
        (date(2025, 10, 24), "due in 4 days"),
        (date(2025, 11, 24), "5 weeks left"),
    ],
)
def test_what_is_due_says_how_far_it_is(on, said):
    assert words.due(on, MONDAY) == said


def test_things_are_counted_with_their_name():
    assert words.how_many(1, "child", "children") == "1 child"
    assert words.how_many(1204, "child", "children") == "1,204 children"
    assert words.how_many(0, "plan") == "0 plans"


def test_numbers_and_shares():
    assert (words.number(20000), words.percent(46.2), words.percent(17.34, 1)) == ("20,000", "46%", "17.3%")


def test_no_filter_hides_one_of_the_template_language_on_which_the_components_rely():
    assert words.FILTERS.keys() & JINJAS_OWN.keys() == set()
