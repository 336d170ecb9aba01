"""Tasks for a worker that a test started."""

import os
import signal

from django_tasks import task


@task()
def end_the_worker() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@task()
def fail() -> None:
    raise ValueError("Surname Rowan, UPN A201200119001")
