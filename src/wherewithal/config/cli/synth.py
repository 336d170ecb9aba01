"""The commands that make up files of people who do not exist."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from wherewithal.config.cli.operate import quiet, shown, tell

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
def synth_sen2(
    *,
    people: int,
    year: int,
    seed: int,
    authority: str,
    as_at: datetime | None,
    since: int | None,
    timeliness: tuple[tuple[int, float], ...],
    error_rate: float,
    truth: Path | None,
    to: Path,
    quiet: bool,
) -> None:
    """Write a SEN2 return of made-up people, with stories as the published figures of England have them."""
    from wherewithal.domain.synth import write_sen2

    plan = _plan(
        people=people, year=year, seed=seed, authority=authority, as_at=as_at.date() if as_at else None, since=since,
        timeliness=dict(timeliness), error_rate=error_rate,
    )  # fmt: skip
    with shown(quiet) as bar, to.open("wb") as target:

        def watch(going_by: Iterable[Any]) -> Iterator[Any]:
            for done, person in enumerate(going_by, start=1):
                bar("Making up people", done, people)
                yield person

        if truth:
            with truth.open("w", newline="", encoding="utf-8") as told:
                written = write_sen2(target, plan, truth=told, watch=watch)
        else:
            written = write_sen2(target, plan, watch=watch)
    tell(f"Wrote {written:,} people to {to}", quiet)


@synth.command("schools")
@people
@year_option
@seed
@authority
@click.option("--to", type=NEW_FILE, required=True, help="The CSV file to write.")
@quiet
def synth_schools(*, people: int, year: int, seed: int, authority: str, to: Path, quiet: bool) -> None:
    """Write the schools register that goes with a made-up return of the same people, year and seed."""
    from wherewithal.domain.synth import write_schools

    plan = _plan(people=people, year=year, seed=seed, authority=authority)
    with to.open("w", newline="", encoding="utf-8") as target:
        write_schools(target, plan)
    tell(f"Wrote the schools to {to}", quiet)


def _plan(**asked: Any) -> Any:
    from wherewithal.domain.synth import PlanRefused, SynthPlan

    try:
        return SynthPlan(**asked)
    except PlanRefused as error:
        raise click.ClickException(str(error)) from None


COMMANDS = [synth]
