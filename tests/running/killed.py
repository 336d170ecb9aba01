"""A restore that is killed at a moment: ``python -m tests.running.killed MOMENT FILE``."""

import os
import signal
import sys
from pathlib import Path
from unittest import mock

import django


def die(*args, **options) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(moment: str, source: Path) -> None:
    from wherewithal.config import backup, rows

    insert = rows.insert

    def insert_and_die(table, content) -> None:
        insert(table, content)
        if rows.name_of(table) == moment:
            die()

    with (
        mock.patch.object(rows, "insert", insert_and_die),
        mock.patch.object(rows, "count_on_from_here", die),
        mock.patch.object(backup, "put_back", die if moment == "the first file" else backup.put_back),
    ):
        backup.restore(source)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "wherewithal.config.settings"
    django.setup()
    main(sys.argv[1], Path(sys.argv[2]))
