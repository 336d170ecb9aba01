"""The page docs/benchmarks.md: a section for each benchmark module, kept until that module is run again."""

import os
import platform
from collections.abc import Iterable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

INTRODUCTION = """\
# Benchmarks

Written by `make bench`; how each figure is measured is in `bench/README.md`. Of several runs the one with the least CPU
time is shown.
"""
NAMED = ("django", "duckdb", "lxml", "numpy")
LABELS = {"cpu_s": "s of CPU", "wall_s": "s", "peak_mb": "MB", "each_us": "µs each", "ratio": "× the other"}

Figures = dict[str, float]
Row = tuple[str, Figures, Figures, str]


def section(heading: str, rows: Iterable[Row], *, on: date) -> str:
    """Rows are (name, figures, goals, note)."""
    lines = [
        f"## {heading}",
        "",
        f"{on.day} {on:%B %Y}. {machine()}",
        "",
        "| what | CPU, s | time, s | memory, MB | for each | further figures | goals |",
        "| --- | ---: | ---: | ---: | ---: | --- | --- |",
        *(_row(*row) for row in rows),
    ]
    return "\n".join(lines) + "\n"


def merge(page: str, sections: dict[str, str]) -> str:
    """The page with these sections, by heading, in place of those of the same heading."""
    kept = {text.splitlines()[0]: f"## {text.strip()}\n" for text in page.split("\n## ")[1:]}
    merged = kept | sections
    return "\n".join([INTRODUCTION, *(merged[heading] for heading in sorted(merged))])


def missed(figures: Figures, goals: Figures) -> list[str]:
    return [name for name, most in goals.items() if figures[name] > most]


def machine() -> str:
    """The processor, the memory and the versions, in one sentence each."""
    versions = ", ".join(f"{name} {found}" for name in NAMED if (found := _version(name)))
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory_gb()} GB, {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}, {versions}."
    )


def _row(name: str, figures: Figures, goals: Figures, note: str) -> str:
    each = f"{figures['each_us']:.0f} µs" if "each_us" in figures else ""
    known = {"cpu_s", "wall_s", "peak_mb", "each_us"}
    further = [f"{_label(key)} {_number(value)}" for key, value in figures.items() if key not in known]
    if note:
        further.append(note)
    cells = [
        name,
        f"{figures['cpu_s']:.2f}",
        f"{figures['wall_s']:.2f}",
        f"{figures['peak_mb']:.0f}",
        each,
        "; ".join(further),
        "; ".join(_goal(key, most, figures[key]) for key, most in goals.items()),
    ]
    return "| " + " | ".join(cells) + " |"


def _goal(name: str, most: float, found: float) -> str:
    return f"≤ {_number(most)} {LABELS.get(name, name)}: {'reached' if found <= most else '**missed**'}"


def _label(name: str) -> str:
    return "ratio" if name == "ratio" else name


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory_gb() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
