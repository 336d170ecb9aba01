"""A status is words first, and a colour for those who see it."""

from datetime import date, timedelta

import pytest

from wherewithal.web import status

TODAY = date(2025, 10, 20)


@pytest.mark.parametrize(
    ("days", "words", "colour"),
    [
        (-7, "7 days overdue", "red"),
        (0, "Due today", "yellow"),
        (4, "Due in 4 days", "yellow"),
        (10, "Due in 10 days", "yellow"),
        (11, "On track, 11 days left", "blue"),
        (36, "On track, 5 weeks left", "blue"),
    ],
)
def test_what_runs_is_overdue_soon_or_on_track(days, words, colour):
    found = status.running(TODAY + timedelta(days), TODAY)
    assert (found.words, found.colour) == (words, colour)


def test_what_somebody_else_has_is_waiting():
    found = status.waiting("the educational psychologist")
    assert (found.words, found.colour) == ("Waiting for the educational psychologist", "grey")


def test_an_exception_pauses():
    found = status.paused("child away from the area")
    assert (found.words, found.colour) == ("Paused: child away from the area", "purple")


def test_what_is_done_says_whether_it_was_late():
    on_time, late = status.done(TODAY, TODAY), status.done(TODAY, TODAY + timedelta(12))
    assert (on_time.words, on_time.colour) == ("Done on time", "green")
    assert (late.words, late.colour) == ("Done 12 days late", "grey")


def test_a_status_draws_itself_as_a_tag_and_takes_no_markup():
    drawn = status.waiting("<b>Ann</b>").__html__()
    assert 'class="govuk-tag app-tag govuk-tag--grey"' in drawn
    assert "Waiting for &lt;b&gt;Ann&lt;/b&gt;" in drawn
