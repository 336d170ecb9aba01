"""The commands of whoever runs an installation: start it, keep it well, back it up."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from wherewithal.config.cli.shared import as_json, quiet, ready, set_up, shown, tell, told

SOMETHING_TO_DO = 3
"""The exit code where all went through and something must be done."""


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Processes that answer pages.")
@click.option("--worker/--no-worker", "with_worker", default=True, help="Whether to do the work behind the pages too.")
def serve(address: str, workers: int, with_worker: bool) -> None:
    """Serve the pages until Ctrl+C."""
    set_up()
    from wherewithal.config import serving

    with told():
        try:
            serving.serve(address, workers=workers, with_worker=with_worker, say=click.echo)
        except serving.CannotServe as error:
            raise click.ClickException(str(error)) from None


@click.command()
def worker() -> None:
    """Do the work behind the pages.

    For a service of its own beside serve --no-worker; without that option serve does it too.
    """
    ready()
    from wherewithal.config import safety, working

    with told():
        safety.refuse_unsafe_start()
        working.work()


@click.command()
@quiet
def migrate(quiet: bool) -> None:
    """Bring the database up to this version.

    Makes the tables of a new one.
    """
    set_up()
    from django.core.management import call_command

    with told():
        call_command("migrate", interactive=False, verbosity=0 if quiet else 1)


@click.command()
@as_json
def doctor(as_json: bool) -> None:
    """Say what is missing or wrong, and the cure.

    Exit code 0 if all is well, 3 if something must be done.
    """
    set_up()
    from django.utils import timezone

    from wherewithal.config.doctor import examine

    with told():
        findings = [*examine(timezone.now())]
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=1))
    else:
        for each in findings:
            click.echo(f"{'well' if each.well else 'TO DO'}\t{each.about}: {each.says}".expandtabs(8))
            if each.cure:
                click.echo(f"\t{each.cure}".expandtabs(8))
    if not all(finding.well for finding in findings):
        raise SystemExit(SOMETHING_TO_DO)


@click.command()
@click.argument("to", type=click.Path(path_type=Path))
@quiet
@as_json
def backup(to: Path, quiet: bool, as_json: bool) -> None:
    """Write the whole record to a file.

    TO is a new file, or a folder in which one is made. The uploads and drafts are in it. Left out: who is signed in,
    the settings and the secret key. The backup holds the data of children and is not encrypted; only you can read it.
    It can be restored on SQLite and on PostgreSQL.
    """
    ready()
    from django.utils import timezone

    from wherewithal.config.backup import back_up

    with told(), shown(quiet or as_json) as progress:
        target, manifest = back_up(to, now=timezone.now(), progress=progress)
    tell(f"Backed up {manifest.row_count:,} rows and {len(manifest.files)} files to {target}", quiet or as_json)
    if as_json:
        click.echo(json.dumps({"file": str(target), "rows": manifest.row_count, "files": len(manifest.files)}))


@click.command()
@click.argument("source", metavar="FROM", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@quiet
def restore(source: Path, quiet: bool) -> None:
    """Fill an empty database from a backup.

    All of the backup FROM comes back, or nothing. Make the database first with: wherewithal migrate. Stop the server
    and the worker before.
    """
    ready()
    from wherewithal.config.backup import restore as put_back
    from wherewithal.web import words

    with told(), shown(quiet) as progress:
        manifest = put_back(source, progress=progress)
    made = words.moment(datetime.fromisoformat(manifest.made_at))
    tell(f"Restored {manifest.row_count:,} rows and {len(manifest.files)} files, as they were on {made}", quiet)


@click.command()
@as_json
def nightly(as_json: bool) -> None:
    """Do the jobs of a night, for a timer.

    Tidies up, works every clock out again, and checks that the audit trail is whole.
    Exit code 0 if all is well, 3 if the audit trail is broken.
    """
    ready()
    from django.conf import settings
    from django.utils import timezone

    from wherewithal.config import nightly as jobs

    with told():
        done = jobs.nightly(now=timezone.now(), today=settings.TODAY or timezone.localdate())
    if as_json:
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo("\n".join(jobs.in_words(done)))
    if done.broken:
        raise SystemExit(SOMETHING_TO_DO)


COMMANDS = [serve, worker, migrate, doctor, backup, restore, nightly]
