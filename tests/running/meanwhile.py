"""A backup during which somebody else records a child: ``python -m tests.running.meanwhile FILE``."""

import os
import sys
from pathlib import Path
from threading import Thread

import django


def main(target: Path) -> None:
    from django.utils import timezone

    from wherewithal.config.backup import back_up

    writers: list[Thread] = []

    def progress(doing: str, done: int, of: int) -> None:
        if not writers:
            writers.append(Thread(target=record_a_child))
            writers[0].start()
            writers[0].join()

    back_up(target, now=timezone.now(), progress=progress)


def record_a_child() -> None:
    """In a thread, and so on a connection of its own."""
    from django.db import connection

    from wherewithal.apps.people.models import Child

    Child.objects.create(authority_id="201", surname="Late")
    connection.close()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "wherewithal.config.settings"
    django.setup()
    main(Path(sys.argv[1]))
