"""The tables of calibration.toml worked out again from the files of the release."""

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from wherewithal.domain.synth.calibration import Published


def recompute(table: Published, release: Path) -> dict[str, tuple[int, ...]]:
    """The counts of a table from the release: for each period the sums over each of its rows."""
    found = {(row["time_period"], row["breakdown"]): row for row in _national(table, release)}
    return {column: tuple(_counts(table, column, found)) for column in table.counts}


def _counts(table: Published, column: str, found: dict[tuple[str, str], dict[str, str]]) -> Iterable[int]:
    for period in table.periods:
        for row in table.rows:
            yield sum(int(found[period, breakdown][column]) for breakdown in row.split("|"))


def _national(table: Published, release: Path) -> Iterable[dict[str, str]]:
    with zipfile.ZipFile(release) as folder, folder.open(f"data/{table.file}") as content:
        for row in csv.DictReader(io.TextIOWrapper(content, "utf-8-sig", newline="")):
            if row["geographic_level"] == "National" and row["breakdown_topic"] == table.topic:
                yield row
