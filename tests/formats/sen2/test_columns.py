"""Columns answer for every row at once, and a builder fills them row by row."""

from datetime import date

import numpy as np
import pytest

from wherewithal.domain.formats.sen2.columns import Builder, Column, Extra, to_day
from wherewithal.domain.formats.sen2.layout import Item


def column(*values: str) -> Column:
    """A column with these values; "" is blank."""
    words = ["", *dict.fromkeys(filter(None, values))]
    return Column(words, np.array([words.index(value) for value in values], dtype=np.int32))


@pytest.mark.parametrize("text", ["2025-01-20", "2025-01-20T10:15:00", "2025-01-20 00:00:00"])
def test_a_date_is_read_and_a_time_after_it_left_aside(text):
    assert to_day(text) == np.datetime64("2025-01-20")


@pytest.mark.parametrize(
    "text", ["2025-W01-1", "20250120", "2025-13-01", "2025-02-29", "20/01/2025", "2025-01-20x", "2025-01-2", "", "x"]
)
def test_what_is_not_written_as_a_date_is_none(text):
    assert np.isnat(to_day(text))


def test_a_column_tells_what_is_present_blank_and_equal():
    found = column("Y", "", "N", "Y")
    assert len(found) == 4
    assert found.present.tolist() == [True, False, True, True]
    assert found.blank.tolist() == [False, True, False, False]
    assert found.isin({"Y", ""}).tolist() == [True, False, False, True]
    assert list(found.text()) == ["Y", None, "N", "Y"]


def test_a_column_reads_days_flags_and_whole_numbers():
    assert column("2025-01-20", "", "soon").days().astype(str).tolist() == ["2025-01-20", "NaT", "NaT"]
    assert column("1", "false", "Y", "", "2").flags().tolist() == [1, 0, 1, -1, -1]
    assert column("7", "", "x", "-1", "1234567890", "٣").wholes().tolist() == [7, -1, -1, -1, -1, -1]


def test_a_column_tells_what_can_be_read_as_its_type():
    found = column("2025-01-20", "1", "")
    kinds = {kind: found.readable(Item("Any", kind, "")).tolist() for kind in ("date", "flag", "whole", "text")}
    assert kinds == {
        "date": [True, False, True],
        "flag": [False, True, True],
        "whole": [False, True, True],
        "text": [True, True, True],
    }


def test_a_return_tells_its_year_its_census_day_and_its_people():
    builder = Builder("ours.xml")
    builder.header = {"Year": "2026", "ReferenceDate": "2026-01-15"}
    builder.add("Person", -1)
    ret = builder.finish()
    assert (ret.year, ret.census_day, ret.people, ret.source) == (2026, date(2026, 1, 15), 1, "ours.xml")
    nothing = Builder().finish()
    assert (nothing.year, nothing.census_day, nothing.people) == (None, None, 0)


def test_a_row_finds_the_row_of_any_record_above_it():
    builder = Builder()
    for person in (builder.add("Person", -1), builder.add("Person", -1)):
        plan = builder.add("ActivePlans", builder.add("Requests", person))
        builder.add("SENneed", plan)
    builder.add("SENneed", -1)
    ret = builder.finish()
    assert ret.up("SENneed", "Person").tolist() == [0, 1, -1]
    assert ret.up("PlanDetail", "Person").tolist() == []


def test_a_value_is_set_once_on_the_last_row_or_on_any():
    builder = Builder()
    rows = [builder.add("Person", -1, line) for line in (3, 9, 12)]
    assert builder.put("Person", "Sex", "F")
    assert not builder.put("Person", "Sex", "M")
    assert builder.put_at("Person", rows[1], "Sex", "M")
    assert not builder.put_at("Person", rows[1], "Sex", "F")
    assert builder.put_at("Person", rows[0], "UPN", "A1")
    ret = builder.finish()
    assert list(ret["Person"]["Sex"].text()) == [None, "M", "F"]
    assert list(ret["Person"]["UPN"].text()) == ["A1", None, None]
    assert ret["Person"].line.tolist() == [3, 9, 12]
    assert (builder.count("Person"), builder.rows) == (3, 3)


def test_what_has_no_place_is_kept_beside_the_tables():
    builder = Builder()
    extra = Extra("Person", 0, "Colour", "green", "unknown", 7)
    builder.spare(extra)
    assert builder.finish().extras == [extra]
