"""Make the record that the browser tests meet, in a process of its own, and print who can sign in.

``python -m tests.browser.record DAY`` prints {"password": …, "names": {role: user name}}.
"""

import json
import os
import re
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import django

PEOPLE = 300


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "wherewithal.config.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    print(json.dumps(demonstration(settings.HOME / "demonstration", on=date.fromisoformat(sys.argv[1]))))


def demonstration(folder: Path, *, on: date) -> dict[str, object]:
    """The demonstration authority, small; with a draft, a refused file, a doubtful match and a file that waits."""
    from wherewithal.apps.accounts.models import User
    from wherewithal.apps.returns.drafting import ask_for_draft, write_draft
    from wherewithal.apps.returns.loading import begin
    from wherewithal.config.demonstration import demonstrate

    found = demonstrate(folder, people=PEOPLE, on=on, say=lambda words: None, progress=lambda percent, doing: None)
    officer = User.objects.get(username="data")
    write_draft(ask_for_draft(authority=officer.authority, year=found.load.year, as_at=on, officers={}, by=officer))
    return_ = (folder / found.load.file_name).read_text()
    load(folder / "saved-page.xml", "<!doctype html><title>Sign in</title>", officer, on)
    load(folder / "with-another-number.xml", with_another_number(return_), officer, on)
    begin(authority=officer.authority, by=officer, file_name="in-the-queue.xml", as_at=on)
    return {"password": found.password, "names": {user.role: user.username for user in User.objects.order_by("-pk")}}


def with_another_number(return_: str) -> str:
    """The first child with a UPN has another one, so that nobody can tell whether it is the same child."""
    return re.sub(r"(<UPN>\w+)\w</UPN>", r"\1X</UPN>", return_, count=1)


def load(file: Path, words: str, officer: object, on: date) -> None:
    from wherewithal.apps.returns.loading import begin, load_sen2
    from wherewithal.domain.formats.errors import FileRejected

    file.write_text(words)
    with suppress(FileRejected):
        load_sen2(begin(authority=officer.authority, by=officer, file_name=file.name, as_at=on), file)


if __name__ == "__main__":
    main()
