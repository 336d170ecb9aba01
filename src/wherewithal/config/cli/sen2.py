"""The commands that work on SEN2 files alone; nothing is kept and no database is needed."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wherewithal.config.cli.shared import as_json, quiet, replacing, shown, tell

if TYPE_CHECKING:
    from wherewithal.domain.formats.sen2.check import Report, Schools
    from wherewithal.domain.formats.sen2.columns import Return

Bar = Callable[[str, int, int | None], None]
FILE = click.Path(exists=True, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
STATUSES = {"open": "Open", "closing": "Open, but proposed to close"}
"""What the rules call the statuses of a register."""
SEVERITIES = {"error": "[red]DfE would refuse[/red]", "query": "explain"}


@contextmanager
def refusals() -> Iterator[None]:
    """What is wrong with a file in its own words, without a traceback."""
    from wherewithal.domain.formats.errors import FileRejected

    try:
        yield
    except (FileRejected, ValueError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or 'A file'}: {error.strerror}") from None


@click.group()
def sen2() -> None:
    """Check SEN2 files, turn them into tables, and back into XML."""


@sen2.command()
@click.argument("file", type=FILE)
@click.option("--as-at", type=DAY, metavar="YYYY-MM-DD", help="The day to judge on; today if left out.")
@click.option("--schools", type=FILE, help="A schools register (CSV), for the rules that look schools up.")
@click.option("--last-year", type=FILE, help="Last year's return, for the rules that compare with it.")
@click.option("--csv", "csv_file", type=click.Path(dir_okay=False, path_type=Path), help="Write every finding here.")
@click.option("--xlsx", "xlsx_file", type=click.Path(dir_okay=False, path_type=Path), help="The same as a workbook.")
@quiet
@as_json
def check(
    *,
    file: Path,
    as_at: datetime | None,
    schools: Path | None,
    last_year: Path | None,
    csv_file: Path | None,
    xlsx_file: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Check FILE (XML, or a zip or folder of COLLECT's CSV files) by 246 rules of our own.

    Exit code 1 if it has problems that DfE would refuse.
    """
    from wherewithal.domain.formats.sen2.check import check as run

    with refusals(), shown(quiet or as_json) as bar:
        found = _read(file, bar)
        bar("Checking", 0, None)
        report = run(
            found,
            as_at=as_at.date() if as_at else date.today(),  # noqa: DTZ011  the day it is here
            schools=_schools(schools) if schools else None,
            last_year=_read(last_year, bar) if last_year else None,
        )
        _keep(report, csv_file, xlsx_file)
    if as_json:
        click.echo(json.dumps(_as_json(found, report)))
    elif not quiet:
        _print(file.name, found, report)
    if report.errors:
        raise SystemExit(1)


def _read(file: Path, bar: Bar) -> "Return":
    from wherewithal.domain.formats.sen2.reading import read

    return read(file, progress=lambda done, total: bar(f"Reading {file.name}", done, total))


def _schools(file: Path) -> "Schools":
    from wherewithal.domain.formats.gias.schools import read_schools
    from wherewithal.domain.formats.sen2.check import School, Schools

    return Schools.of_register(
        School(
            urn=row.urn,
            ukprn=row.ukprn,
            type=row.type,
            status=STATUSES.get(row.status, row.status),
            closed_on=row.closed_on,
            has_unit=row.has_sen_unit,
            has_provision=row.has_resourced_provision,
        )
        for row in read_schools(file).schools
    )


def _keep(report: "Report", csv_file: Path | None, xlsx_file: Path | None) -> None:
    from wherewithal.domain.formats.sen2.check import write_csv, write_xlsx

    if csv_file:
        with csv_file.open("w", newline="", encoding="utf-8-sig") as target:
            write_csv(report, target)
    if xlsx_file:
        with xlsx_file.open("wb") as workbook:
            write_xlsx(report, workbook)


def _as_json(found: "Return", report: "Report") -> dict[str, object]:
    return {
        "year": found.year,
        "people": found.people,
        "errors": report.errors,
        "queries": report.queries,
        "rules": report.counts(),
        "not_run": report.not_run,
    }


def _print(name: str, found: "Return", report: "Report") -> None:
    from rich.console import Console
    from rich.table import Column, Table

    from wherewithal.domain.formats.sen2.check import summary

    screen = Console()
    screen.print(f"[bold]{name}[/bold]: the return of {found.year or 'no year'}, {found.people:,} people")
    if rows := summary(report):
        table = Table("How many", "", "What is wrong", "What to do", Column("Our rule", no_wrap=True))
        for row in rows:
            table.add_row(f"{row.findings:,}", SEVERITIES[row.severity], row.text, row.cure, row.rule)
        screen.print(table)
    screen.print(f"{report.errors:,} that DfE would refuse, {report.queries:,} to correct or explain")
    if report.not_run:
        screen.print(f"{len(report.not_run)} rules were not run, or only in part: they need --schools or --last-year")
    screen.print("The rule numbers are ours, not DfE's.")


@sen2.command()
@click.argument("file", type=FILE)
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True, help="The folder to write to.")
@click.option("--format", "form", type=click.Choice(["parquet", "csv", "xlsx"]), default="parquet", show_default=True)
@click.option("--overwrite", is_flag=True, help="Replace tables that are there already.")
@quiet
def tables(file: Path, folder: Path, form: str, overwrite: bool, quiet: bool) -> None:
    """Turn FILE into tables: the eight record types, typed and with keys, the header, and what had no place."""
    from wherewithal.domain.formats.sen2.tables import FolderInUse, TooBigForExcel, write_tables

    with refusals(), shown(quiet) as bar:
        found = _read(file, bar)
        bar("Writing the tables", 0, None)
        try:
            written = write_tables(found, folder, form, overwrite=overwrite)
        except (FolderInUse, TooBigForExcel) as error:
            raise click.ClickException(str(error)) from None
    tell(f"Wrote {found.people:,} people to {len(written)} files in {folder}", quiet)
    if found.extras:
        tell(f"{len(found.extras):,} values have no place in the layout: they are in the table Extras", quiet)


@sen2.command()
@click.argument("source", metavar="TABLES", type=FILE)
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The XML file.")
@click.option("--year", type=int, required=True, help="Year of the return; its items are those of that year.")
@quiet
def write(source: Path, target: Path, year: int, quiet: bool) -> None:
    """Write the XML of a year from TABLES: a folder or workbook that the command tables wrote, or another return."""
    from wherewithal.domain.formats.sen2.layout import layout
    from wherewithal.domain.formats.sen2.trees import trees
    from wherewithal.domain.formats.sen2.xml_out import write_xml

    with refusals(), shown(quiet) as bar:
        found = _read(source, bar)
        bar("Writing the XML", 0, None)
        header = found.header | {"Year": str(year), "ReferenceDate": layout().census_date(year).isoformat()}
        with replacing(target) as opened:
            done = write_xml(opened, header, trees(found), year)
    tell(f"Wrote {done.people:,} people to {target}", quiet)
    for item, count in sorted(done.left_out.items()):
        tell(f"  left out {count:,} values of {item}, which the return of {year} does not collect", quiet)
    if found.extras:
        tell(f"  left out {len(found.extras):,} values that have no place in the layout", quiet)


COMMANDS = [sen2]
