"""What the commands share: their common options, their words, their bars, and the start of Django.

Nothing heavy is imported before a command needs it, so that help comes at once.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

if TYPE_CHECKING:
    from rich.progress import Progress

Shows = Callable[[str, int, int | None], None]

SECONDS_BEFORE_A_BAR = 2.0
SECONDS_BETWEEN = 0.1

quiet = click.option("--quiet", is_flag=True, help="Say nothing but what went wrong.")
as_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for another program.")


def tell(words: str, quiet: bool) -> None:
    if not quiet:
        click.echo(words)


def set_up() -> None:
    """Django, with every file we make closed to others.  Raises ClickException for settings that cannot be read."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wherewithal.config.settings")
    import django

    with told():
        django.setup()


def ready() -> None:
    """Set up, with a database that answers and is up to date; raises ClickException for any other."""
    set_up()
    from wherewithal.web.health import about_the_database

    for fault in about_the_database():
        raise click.ClickException(fault)


@contextmanager
def told() -> Iterator[None]:
    """What stands in the way in its own words, without a traceback; off a terminal, no words of any other error."""
    try:
        yield
    except (click.ClickException, click.Abort, click.exceptions.Exit):
        raise
    except OSError as error:
        raise click.ClickException(f"{error.filename or 'A file'}: {error.strerror or error}") from None
    except Exception as error:
        if (words := _in_words(error)) is None and sys.stderr.isatty():
            raise
        raise click.ClickException(words or _place_of(error)) from None


def _in_words(error: Exception) -> str | None:
    """The words of an error that somebody can put right; None for any other."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from wherewithal.config.archive import BackupRefused

    if isinstance(error, ImproperlyConfigured | BackupRefused):
        return str(error)
    if isinstance(error, DatabaseError):
        return f"The database did not do what was asked ({type(error).__name__}). Run: wherewithal doctor"
    return None


def _place_of(error: Exception) -> str:
    """Kind and place of a fault of ours; its words may be those of a child's record, and a journal keeps them."""
    from wherewithal.web.logs import without_messages

    return "\n".join(["This is a fault of Wherewithal. Report these lines:", *without_messages(error)])


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its place only when it is whole; what was there before stays until then."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as target:
            yield target
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def shown(quiet: bool) -> Iterator[Shows]:
    """A bar on a terminal for what takes more than two seconds; nothing elsewhere."""
    bar = _Bar(wanted=not quiet and sys.stderr.isatty())
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """Comes up by itself once its time has come, also while a step says nothing for long."""

    def __init__(self, wanted: bool) -> None:
        self.step: tuple[str, int, int | None] = ("", 0, None)
        self.bars: Progress | None = None
        self.next_at = 0.0
        self.timer = threading.Timer(SECONDS_BEFORE_A_BAR, self._start)
        self.timer.daemon = True
        if wanted:
            self.timer.start()

    def show(self, what: str, done: int, total: int | None) -> None:
        self.step = (what, done, total)
        if self.bars and time.monotonic() >= self.next_at:
            self._draw(self.bars)

    def close(self) -> None:
        self.timer.cancel()
        if self.timer.ident:
            self.timer.join()
        if self.bars:
            self.bars.stop()

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        bars = Progress(console=Console(stderr=True), transient=True)
        bars.add_task("")
        self._draw(bars)
        bars.start()
        self.bars = bars

    def _draw(self, bars: "Progress") -> None:
        what, done, total = self.step
        bars.update(bars.task_ids[0], description=what, completed=done, total=total)
        self.next_at = time.monotonic() + SECONDS_BETWEEN
