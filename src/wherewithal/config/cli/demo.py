"""The demonstration: one command from nothing to a page."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wherewithal.config.cli.shared import set_up, shown, told

if TYPE_CHECKING:
    from wherewithal.config.demonstration import Found

PEOPLE = 2_000
HOME = Path("var") / "demo"


@click.command()
@click.option("--people", default=PEOPLE, show_default=True, type=click.IntRange(50, 200_000), help="How many people.")
@click.option("--serve/--no-serve", "serves", default=True, help="Whether to start the server after the result.")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
def demo(people: int, serves: bool, address: str) -> None:
    """Make up an authority, load its SEN2 file, say what was found, and serve the pages.

    All of it is in var/demo: delete that folder to begin afresh.
    """
    home = HOME.resolve()
    os.environ |= {"WHEREWITHAL_LOCAL": "yes", "WHEREWITHAL_HOME": str(home), "WHEREWITHAL_TODAY": "2026-01-22"}
    os.environ["WHEREWITHAL_DEMONSTRATION"] = "yes"
    os.environ.pop("WHEREWITHAL_DATABASE_URL", None)
    set_up()
    from django.core.management import call_command

    from wherewithal.config.cli.record import today
    from wherewithal.config.demonstration import demonstrate

    with told():
        click.echo(f"Preparing the database in {HOME}")
        call_command("migrate", interactive=False, verbosity=0)
        with shown(quiet=False) as bar:
            found = demonstrate(
                home / "files",
                people=people,
                on=today(),
                say=click.echo,
                progress=lambda percent, doing: bar(doing, percent, 100),
            )
    _tell(found)
    if serves:
        _serve(address)


def _tell(found: "Found") -> None:
    from rich.console import Console
    from rich.table import Table

    from wherewithal.apps.plans.presenters import next_rule
    from wherewithal.config.demonstration import TEAM
    from wherewithal.domain import law
    from wherewithal.web.words import day, due

    screen = Console()
    counts = found.load.counts
    screen.print(f"\n[bold]{found.load.authority.name}, as at {day(found.on)}[/bold] (everybody is made up)")
    screen.print(f"  {found.children:,} children, {found.open_cases:,} open cases")
    screen.print(
        f"  in the data: {counts['errors']:,} problems that DfE would refuse, "
        f"{counts['queries']:,} to correct or explain\n"
    )
    duties = Table("Overdue", "Duty", "Rule", title="Overdue, by duty", title_justify="left")
    for duty in found.duties:
        rule = law.rule(duty.rule, on=found.on)
        duties.add_row(f"{duty.overdue:,}", rule.duty, rule.citation)
    screen.print(duties)
    worst = Table("Child", "What is due", "When", title="Who needs somebody first", title_justify="left")
    for standing in found.worst:
        rule = next_rule(standing)
        if rule and standing.next_due_on:
            worst.add_row(standing.case.child.name, rule.what, due(standing.next_due_on, found.on))
    screen.print(worst)
    names = ", ".join(name for name in TEAM)
    screen.print(f"\nSign in as one of: {names}\nPassword for all: [bold]{found.password}[/bold] (new each time)\n")


def _serve(address: str) -> None:
    from wherewithal.config import serving

    with told():
        try:
            serving.serve(address, workers=2, with_worker=True, say=click.echo)
        except serving.CannotServe as error:
            raise click.ClickException(str(error)) from None


COMMANDS = [demo]
