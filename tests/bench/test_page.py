"""The page of benchmarks says what was measured and which goals were reached."""

from datetime import date

from bench import page

FIGURES = {"cpu_s": 4.2, "wall_s": 5.0, "peak_mb": 151.0, "each_us": 210.0}
ON = date(2026, 11, 5)


def test_a_goal_is_reached_at_its_limit_and_missed_above_it():
    assert page.missed(FIGURES, {"cpu_s": 4.2, "peak_mb": 150}) == ["peak_mb"]


def test_a_section_names_the_day_the_machine_and_the_missed_goal():
    text = page.section("SEN2 files", [("Read", FIGURES, {"peak_mb": 150}, "")], on=ON)
    assert "5 November 2026." in text
    assert "Python 3." in text
    assert "| Read | 4.20 | 5.00 | 151 | 210 µs |  | ≤ 150 MB: **missed** |" in text


def test_a_module_run_again_replaces_only_its_own_section():
    first = page.merge("", {"A": "## A\n\nold\n", "B": "## B\n\nkept\n"})
    again = page.merge(first, {"A": "## A\n\nnew\n"})
    assert "old" not in again
    assert again.index("new") < again.index("kept")
    assert again.count("# Benchmarks\n") == 1
