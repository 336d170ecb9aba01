"""The commands that make up files of people who do not exist."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from wherewithal.config.cli.shared import Shows, as_json, quiet, replacing, shown, tell, told

if TYPE_CHECKING:
    from wherewithal.domain.formats.sen2.trees import Tree
    from wherewithal.domain.synth import SynthPlan

DAY = click.DateTime(["%Y-%m-%d"])
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


class Shares(click.ParamType):
    """A share for a year, such as 2024=0.173."""

    name = "YEAR=SHARE"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, float]:
        try:
            year, share = value.split("=")
            return int(year), float(share)
        except ValueError:
            self.fail(f"{value} is not a year and a share, such as 2024=0.173", param, ctx)


people = click.option("--people", default=2_000, show_default=True, type=click.IntRange(1), help="How many people.")
year_option = click.option("--year", default=2026, show_default=True, help="Year of the return.")
seed = click.option("--seed", default=1, show_default=True, help="The same seed makes the same people.")
authority = click.option("--authority", default="201", show_default=True, metavar="NUMBER", help="DfE number.")


@click.group()
def synth() -> None:
    """Make up files to try things on: a SEN2 return, a schools register.  Nobody in them exists."""


@synth.command("sen2")
@people
@year_option
@seed
@authority
@click.option("--as-at", type=DAY, metavar="YYYY-MM-DD", help="The last day the file knows of; census day if left out.")
@click.option(
    "--since", type=int, help="The year whose return has --people people; makes years that follow each other."
)
@click.option("--timeliness", type=Shares(), multiple=True, help="Share of plans on time in a year; may be repeated.")
@click.option("--error-rate", default=0.0, type=click.FloatRange(0, 1), help="Share of people with a planted fault.")
@click.option("--truth", type=NEW_FILE, help="Write a CSV file that lists every planted fault.")
@click.option("--to", type=NEW_FILE, required=True, help="The XML file to write.")
@quiet
@as_json
def synth_sen2(*, to: Path, truth: Path | None, quiet: bool, as_json: bool, **asked: Any) -> None:
    """Write a SEN2 return of made-up people, with stories as the published figures of England have them.

    For the same authority one year on, keep --people and --seed and add --since: with --since 2025 --year 2026 the
    children of 2025 are told of one year older.
    """
    from wherewithal.domain.synth import write_sen2

    plan = _plan(**asked)
    with told(), ExitStack() as files, shown(quiet or as_json) as bar:
        target = files.enter_context(replacing(to))
        listed = files.enter_context(_text(truth)) if truth else None
        written = write_sen2(target, plan, truth=listed, watch=partial(_watched, bar=bar, expected=plan.people))
    if as_json:
        click.echo(json.dumps({"people": written, "file": str(to)}))
    else:
        tell(f"Wrote {written:,} people to {to}", quiet)


@synth.command("schools")
@people
@year_option
@seed
@authority
@click.option("--to", type=NEW_FILE, required=True, help="The CSV file to write.")
@quiet
@as_json
def synth_schools(*, to: Path, quiet: bool, as_json: bool, **asked: Any) -> None:
    """Write the schools register that goes with a made-up return of the same people and seed."""
    from wherewithal.domain.synth import write_schools

    plan = _plan(**asked)
    with told(), _text(to) as target:
        written = write_schools(target, plan)
    if as_json:
        click.echo(json.dumps({"schools": written, "file": str(to)}))
    else:
        tell(f"Wrote {written:,} schools to {to}", quiet)


def _plan(
    *, as_at: datetime | None = None, timeliness: tuple[tuple[int, float], ...] = (), **asked: Any
) -> "SynthPlan":
    from wherewithal.domain.synth import PlanRefused, SynthPlan

    try:
        return SynthPlan(as_at=as_at.date() if as_at else None, timeliness=dict(timeliness), **asked)
    except PlanRefused as error:
        raise click.UsageError(str(error)) from None


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    """A CSV file to write, which takes its place only when it is whole."""
    with replacing(path) as target, TextIOWrapper(target, "utf-8", newline="") as text:
        yield text


def _watched(going_by: Iterable["Tree"], *, bar: Shows, expected: int) -> Iterator["Tree"]:
    for done, person in enumerate(going_by, start=1):
        bar("Making up people", done, expected)
        yield person


COMMANDS = [synth]
