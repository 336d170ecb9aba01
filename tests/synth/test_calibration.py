"""The national figures are those that were published."""

import zipfile
from pathlib import Path

import pytest

from tests.synth.published_files import recompute
from wherewithal.domain.synth import rates
from wherewithal.domain.synth.calibration import Published, assumed, tables


@pytest.mark.parametrize("name", tables())
def test_a_table_is_what_the_release_says(name, shared):
    table = tables()[name]
    assert recompute(table, shared / "data" / "ehc_plans" / "education-health-and-care-plans_2025.zip") == table.counts


def test_a_table_is_summed_over_its_rows_by_period(tmp_path):
    content = "\ufefftime_period,geographic_level,breakdown_topic,breakdown,plans\r\n" + "".join(
        f"{period},{level},{topic},{row},{plans}\r\n"
        for period, level, topic, row, plans in (
            ("2023", "National", "Age", "age 3", 1),
            ("2023", "National", "Age", "age 4", 2),
            ("2023", "National", "Age", "age 5", 4),
            ("2024", "National", "Age", "age 3", 8),
            ("2024", "National", "Age", "age 4", 16),
            ("2024", "National", "Age", "age 5", 32),
            ("2024", "Regional", "Age", "age 5", 64),
            ("2024", "National", "Sex", "age 5", 128),
        )
    )
    with zipfile.ZipFile(release := tmp_path / "release.zip", "w") as folder:
        folder.writestr("data/small.csv", content)
    table = Published("small", "", "small.csv", ("2023", "2024"), "Age", ("age 3|age 4", "age 5"), {"plans": ()})
    assert recompute(table, Path(release)) == {"plans": (3, 4, 24, 32)}


@pytest.mark.parametrize("name", tables())
def test_a_table_has_a_count_for_every_period_and_row(name):
    table = tables()[name]
    assert {len(counts) for counts in table.counts.values()} == {len(table.periods) * len(table.rows)}


def test_every_assumption_about_a_share_is_a_share():
    shares = {name: value for name, value in assumed().items() if isinstance(value, float)}
    assert shares
    assert all(0 < share < 1 for share in shares.values())


def test_without_a_statement_timeliness_is_that_of_england():
    assert round(rates.profile({}).share(2023), 3) == 0.503
    assert round(rates.profile({}).share(2024), 3) == 0.464


def test_a_year_without_a_stated_share_is_like_the_one_before():
    profile = rates.profile({2022: 0.986, 2024: 0.173})
    assert [profile.share(year) for year in range(2021, 2027)] == [0.986, 0.986, 0.986, 0.173, 0.173, 0.173]
