"""A load that stops at a moment and waits: ``python -m tests.returns.stopping FILE PERCENT``.

It says "stopped" when it gets there, and goes on when it is told anything; PERCENT 101 never stops.
"""

import os
import sys
from datetime import date
from pathlib import Path

import django

AS_AT = date(2026, 1, 15)


def main(path: Path, moment: int) -> None:
    from tests.returns.people import AUTHORITY
    from wherewithal.apps.places.models import Authority
    from wherewithal.apps.returns.loading import begin, load_sen2

    stopped = []

    def progress(percent: int, doing: str) -> None:
        print(percent, flush=True)
        if percent >= moment and not stopped:
            stopped.append(percent)
            print("stopped", flush=True)
            sys.stdin.readline()

    load = begin(authority=Authority.objects.by_number(AUTHORITY), by=None, file_name=path.name, as_at=AS_AT)
    done = load_sen2(load, path, progress=progress)
    print(done.counts, flush=True)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "wherewithal.config.settings"
    django.setup()
    main(Path(sys.argv[1]), int(sys.argv[2]))
