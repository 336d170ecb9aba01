"""The domain takes every day and moment as an argument, so that any past day can be worked out again."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import wherewithal.domain

FOLDER = Path(wherewithal.domain.__file__).parent
CLOCKS = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
}


def clock_reads(source: str) -> Iterator[int]:
    """The lines that ask what time it is."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS.get(_last_name(node.value), ()):
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for alias in node.names if alias.name in CLOCKS["time"])


def _last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_the_domain_asks_no_clock(path):
    assert list(clock_reads(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "date.today()",
        "datetime.date.today()",
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "clock = time.time",
        "from time import time",
    ],
)
def test_each_way_to_ask_the_clock_is_seen(line):
    assert list(clock_reads(f"import datetime\n{line}\n")) == [2]


@pytest.mark.parametrize("line", ["started = time.perf_counter()", "day = date(2026, 11, 5)", "census.date.year"])
def test_what_only_looks_like_a_clock_is_let_be(line):
    assert list(clock_reads(line)) == []
