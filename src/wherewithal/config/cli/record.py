"""The commands that take files into the record, and write the return from it."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wherewithal.config.cli.shared import as_json, quiet, set_up, shown, tell, told

if TYPE_CHECKING:
    from wherewithal.apps.places.models import Authority

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(exists=True, path_type=Path)
authority_option = click.option(
    "--authority",
    "number",
    metavar="NUMBER",
    help="DfE number of the authority, such as 201; the file's own if left out.",
)
as_at_option = click.option("--as-at", type=DAY, metavar="YYYY-MM-DD", help="The day to judge on; today if left out.")


@click.group()
def load() -> None:
    """Take a file into the record, whole or not at all."""


@load.command("sen2")
@click.argument("file", type=FILE)
@authority_option
@as_at_option
@quiet
@as_json
def load_sen2_file(file: Path, number: str | None, as_at: Any, quiet: bool, as_json: bool) -> None:
    """Check the SEN2 return FILE (XML, or a zip or folder of COLLECT's CSV files) and load it.

    The same child is recognised, so loading a corrected file or the next year's updates the record. If the file cannot
    be held whole it is refused with everything that is wrong, and nothing changes.
    """
    set_up()
    from wherewithal.apps.returns.loading import begin, load_sen2
    from wherewithal.domain.formats.errors import FileRejected

    with told(), shown(quiet or as_json) as bar:
        authority = _authority(number or _sender(file))
        asked = begin(authority=authority, by=None, file_name=file.name, as_at=as_at.date() if as_at else today())
        try:
            done = load_sen2(asked, file, progress=lambda percent, doing: bar(doing, percent, 100))
        except FileRejected as refusal:
            raise click.ClickException(str(refusal)) from None
    if as_json:
        click.echo(json.dumps({"year": done.year, **done.counts}))
    else:
        tell(_in_words(done), quiet)


def _in_words(load: Any) -> str:
    counts = load.counts
    lines = [
        f"Loaded {load.file_name}: the return of {load.year} for {load.authority.name}",
        f"  {counts['children']:,} children: {counts['new']:,} new, {counts['changed']:,} changed, "
        f"{counts['unchanged']:,} unchanged",
        f"  {counts['errors']:,} problems that DfE would refuse, {counts['queries']:,} to correct or explain",
    ]
    if counts["doubts"]:
        lines.append(f"  {counts['doubts']:,} doubtful matches to decide on the page Returns")
    return "\n".join(lines)


def _sender(file: Path) -> str:
    """The number of the authority that sent a file, read from its header.  Raises FileRejected as ClickException."""
    from wherewithal.domain.formats.errors import FileRejected
    from wherewithal.domain.formats.sen2.reading import read

    try:
        return read(file).header.get("LEA", "")
    except FileRejected as refusal:
        raise click.ClickException(str(refusal)) from None


def _authority(number: str) -> "Authority":
    from wherewithal.apps.places.models import Authority

    found = Authority.objects.filter(pk=number).first()
    if found is None:
        raise click.ClickException(f"There is no authority {number or 'named in the file'}. Name one with --authority")
    return found


def today() -> date:
    """The day it is here, or the frozen day of a demonstration."""
    from django.conf import settings
    from django.utils import timezone

    return settings.TODAY or timezone.localdate()


@load.command("schools")
@click.argument("file", type=FILE)
@quiet
@as_json
def load_schools_file(file: Path, quiet: bool, as_json: bool) -> None:
    """Load a schools register (a CSV file of Get Information about Schools)."""
    set_up()
    from wherewithal.apps.places.actions import load_schools
    from wherewithal.domain.formats.errors import FileRejected

    with told():
        try:
            done = load_schools(file, by=None)
        except FileRejected as refusal:
            raise click.ClickException(str(refusal)) from None
    if as_json:
        counts = {name: getattr(done, name) for name in ("added", "changed", "unchanged", "closed")}
        click.echo(json.dumps(counts | {"notes": list(done.notes)}))
        return
    tell(f"Loaded {file.name}: {done.added:,} added, {done.changed:,} changed, {done.unchanged:,} unchanged", quiet)
    for note in done.notes:
        tell(f"  {note}", quiet)


@click.group()
def export() -> None:
    """Write files from the record."""


@export.command("sen2")
@click.option("--year", type=int, required=True, help="Year of the return, such as 2026.")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@click.option("--authority", "number", metavar="NUMBER", required=True, help="DfE number of the authority.")
@click.option("--as-at", type=DAY, metavar="YYYY-MM-DD", help="Leave out what happened later; census day if not given.")
@click.option("--dmo", type=click.Choice(["Y", "N", "R"]), help="Medical officer in post: yes, no, recruiting.")
@click.option("--dco", type=click.Choice(["Y", "N", "R"]), help="Clinical officer in post.")
@click.option("--dsco", type=click.Choice(["Y", "N", "R"]), help="Social care officer in post.")
@quiet
@as_json
def export_sen2_file(
    *, year: int, to: Path, number: str, as_at: Any, quiet: bool, as_json: bool, **officers: str | None
) -> None:
    """Write the SEN2 return of a year from the record, and check it.

    The officers are those of the file of that year loaded last, unless they are given.
    Exit code 1 if the return has problems that DfE would refuse; the file is written all the same.
    """
    set_up()
    from django.utils import timezone

    from wherewithal.apps.returns.drafting import export_sen2
    from wherewithal.domain.formats.sen2.layout import layout

    given = {name.upper(): code for name, code in officers.items() if code}
    with told(), shown(quiet or as_json) as bar:
        try:
            done = export_sen2(
                _authority(number),
                year=year,
                as_at=as_at.date() if as_at else layout().census_date(year),
                to=to,
                made_at=timezone.now(),
                officers=given,
                progress=lambda percent, doing: bar(doing, percent, 100),
            )
        except ValueError as error:
            raise click.ClickException(str(error)) from None
    report = done.report
    if as_json:
        click.echo(json.dumps({"people": done.written.people, "errors": report.errors, "queries": report.queries}))
    else:
        tell(
            f"Wrote {to}: {done.written.people:,} people, {report.errors:,} problems that DfE would refuse, "
            f"{report.queries:,} to correct or explain",
            quiet,
        )
    if report.errors:
        raise SystemExit(1)


COMMANDS = [load, export]
