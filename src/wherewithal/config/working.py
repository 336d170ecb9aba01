"""The worker: it does what takes longer than a page may, such as loading a file."""

import fcntl
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from wherewithal.web.logs import without_messages


def work() -> None:
    """Do what waits until told to stop, finishing what is under way."""
    from django_tasks_db.compat import task_finished

    task_finished.connect(log_task)
    with at_work():
        call_command("db_worker", queue_name="*", reload=False, verbosity=0)


def log_task(sender: type, task_result: Any, **others: Any) -> None:
    """A line for each task: its name and how it went; for one that failed, where."""
    log = logging.getLogger("wherewithal.tasks")
    say = log.info
    if error := sys.exception():
        say = log.exception
        forget_message(task_result.id, error)
    say("%s %s", task_result.task.module_path, task_result.status.lower())


def forget_message(task: str, error: BaseException) -> None:
    """Keep where a task failed without the words of its error, which may be those of a child's record."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.filter(pk=task).update(traceback="\n".join(without_messages(error)))


def work_and_log() -> None:
    """Work; of a crash the journal is told kind and place."""
    try:
        work()
    except Exception:
        logging.getLogger("wherewithal.worker").exception("The worker ended")
        sys.exit(1)


@contextmanager
def at_work() -> Iterator[None]:
    """Hold the sign that somebody is at work; the system takes it down however the process ends."""
    with sign().open("a") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        yield


def is_at_work() -> bool:
    """Whether any worker holds the sign."""
    if not sign().exists():
        return False
    with sign().open() as tried:
        try:
            fcntl.flock(tried, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def sign() -> Path:
    return Path(settings.HOME) / "worker.lock"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wherewithal.config.settings")
    django.setup()
    work_and_log()
