"""A report as tables: a summary for the screen, a CSV file, a workbook."""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice
from typing import BinaryIO, NamedTuple, TextIO

from xlsxwriter import Workbook

from wherewithal.domain.formats.sen2.check.report import ERROR, Finding, Report
from wherewithal.domain.formats.sen2.layout import layout

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 1_000_000

Cells = tuple[str | int, ...]


class SummaryRow(NamedTuple):
    rule: str
    severity: str
    findings: int
    text: str
    cure: str


def summary(report: Report) -> list[SummaryRow]:
    """A row for each rule with findings, errors first, then what was found most."""
    told = [(report.rules[number], count) for number, count in report.counts().items()]
    rows = [SummaryRow(each.id, each.severity, count, each.text, each.cure) for each, count in told]
    return sorted(rows, key=lambda row: (row.severity != ERROR, -row.findings, row.rule))


HEADINGS = (
    "Rule",
    "Error or query",
    "What is wrong",
    "Record",
    "Row",
    "Line",
    "Person",
    "UPN or ULN",
    "Item",
    "Found",
    "Wanted",
    "What to do",
    "Return",
)


def write_csv(report: Report, file: TextIO) -> None:
    """Write the findings, a row each, with headings; open ``file`` with newline=""."""
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    writer.writerows([_harmless(cell) for cell in _cells(report, each)] for each in report.findings())


def write_xlsx(report: Report, file: BinaryIO) -> None:
    """Write a workbook: a summary by rule, the findings, and the rules that were not run."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        _sheet(book, "Summary", ("Rule", "Error or query", "Findings", "What is wrong", "What to do"), summary(report))
        findings = (_cells(report, each) for each in report.findings())
        for number, part in enumerate(_parts(findings, MOST_ROWS), start=1):
            _sheet(book, "Findings" if number == 1 else f"Findings {number}", HEADINGS, part)
        _sheet(book, "Not run", ("Rule", "Why"), report.not_run.items())


def _cells(report: Report, finding: Finding) -> Cells:
    """A finding as a row of a table; positions count from 1, and what does not apply is empty."""
    return (
        finding.rule,
        finding.severity,
        report.rules[finding.rule].text,
        _titles().get(finding.record, "The file"),
        finding.row + 1 if finding.row >= 0 else "",
        finding.line or "",
        finding.person + 1 if finding.person >= 0 else "",
        finding.number,
        _item(finding.field),
        finding.found,
        finding.wanted,
        finding.cure,
        "last year's" if finding.last_year else "",
    )


@cache
def _titles() -> dict[str, str]:
    """The words for the record types and the items; items of the same name have the same words in all records."""
    records = {record.name: record.title for record in layout().records}
    items = [*layout().header, *(item for record in layout().records for item in record.items)]
    return records | {item.name: item.title for item in items}


def _item(field: str) -> str:
    """The item in words, with its name in the file."""
    return f"{_titles()[field]} ({field})" if field in _titles() else field


def _harmless(cell: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


def _parts(rows: Iterator[Cells], most: int) -> Iterator[Iterator[Cells]]:
    """The rows in parts of ``most``; the first part is there even if it is empty."""
    yield islice(rows, most)
    for first in rows:
        yield chain([first], islice(rows, most - 1))


def _sheet(book: Workbook, name: str, headings: Cells, rows: Iterable[Iterable[str | int]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
