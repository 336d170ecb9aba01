"""The commands that show the rules of law, as they are applied."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from wherewithal.config.cli.shared import as_json

if TYPE_CHECKING:
    from wherewithal.domain.law import Rule


@click.group()
def law() -> None:
    """Show the rules of law that are applied, with their citations."""


@law.command("list")
@as_json
def list_rules(as_json: bool) -> None:
    """List every rule: its key, the duty, how long, and where the law says so."""
    from rich.console import Console
    from rich.table import Column, Table

    from wherewithal.domain.law import rules

    if as_json:
        click.echo(json.dumps([_plain(rule) for rule in rules()], indent=1))
        return
    table = Table(Column("Rule", no_wrap=True), "Duty", "Length", "Citation")
    for rule in rules():
        table.add_row(rule.key, rule.duty, f"{rule.length} {rule.unit}", rule.citation)
    Console().print(table)


@law.command()
@click.argument("key")
@as_json
def show(key: str, as_json: bool) -> None:
    """Show the rule KEY, such as FINAL-20W, in each period of its validity."""
    from wherewithal.domain.law import UnknownRule
    from wherewithal.domain.law.rulebook import periods

    try:
        found = periods(key.upper())
    except UnknownRule as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps([_plain(rule) for rule in found], indent=1))
        return
    for rule in found:
        _print(rule)


def _print(rule: "Rule") -> None:
    from rich.console import Console
    from rich.table import Table

    screen = Console()
    valid = f"from {rule.valid_from:%-d %B %Y}" + (f" to {rule.valid_to:%-d %B %Y}" if rule.valid_to else "")
    screen.print(f"[bold]{rule.key}[/bold]  {rule.duty}")
    table = Table.grid(padding=(0, 2))
    rows = {
        "Who": f"{rule.who}, for {rule.helps}",
        "Force": rule.force,
        "Length": f"{rule.length} {rule.unit}, counted by convention {rule.count}",
        "Starts with": ", ".join(rule.starts),
        "Met by": ", ".join(rule.acts) or "nothing that is recorded",
        "Excused by": ", ".join(rule.excused_by) or "nothing",
        "Citation": rule.citation + (" (citation to be checked)" if rule.unverified else ""),
        "Source": rule.url,
        "Valid": valid,
    }
    for name, words in rows.items():
        table.add_row(name, words)
    screen.print(table)


def _plain(rule: "Rule") -> dict[str, object]:
    return json.loads(json.dumps(asdict(rule), default=_day))


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be told in JSON")


COMMANDS = [law]
