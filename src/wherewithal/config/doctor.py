"""Is this installation well?  Each thing that was looked at, in words, with the cure where something must be done."""

import platform
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import connection
from django_tasks_db.models import DBTaskResult

import wherewithal
from wherewithal.apps.audit.chain import verify
from wherewithal.apps.audit.models import Event, Head
from wherewithal.apps.places.models import Authority, School
from wherewithal.config import safety, working
from wherewithal.web import health, words

GIGABYTE = 1 << 30
LEAST_ROOM = 2 * GIGABYTE
LONGEST_WAIT = timedelta(minutes=10)
OVERDUE = timedelta(days=2)
OTHERS = 0o077


@dataclass(frozen=True)
class Finding:
    """Something looked at: ``well``, or with a ``cure``."""

    about: str
    well: bool
    says: str
    cure: str = ""


def examine(now: datetime) -> Iterator[Finding]:
    """Look at everything; what a database tells is left out where none answers or where it is not up to date."""
    yield about_the_program()
    yield from either("Settings", safety.dangers(), "Safe to start with")
    yield from either("HTTPS", about_https(), "Plain HTTP, for this machine only" if settings.LOCAL else "Always")
    yield from either("Folder", about_the_folder(Path(settings.HOME)), f"{settings.HOME} is closed to others")
    yield about_room(Path(settings.HOME))
    yield from either("Style sheet", health.about_the_style_sheet(), "Built and collected")
    database = [*either("Database", health.about_the_database(), f"{connection.display_name}, up to date")]
    yield from database
    if all(finding.well for finding in database):
        yield from about_the_record(now)


def either(about: str, faults: Iterable[str], well: str) -> Iterator[Finding]:
    """A finding for each fault ("What is wrong. What to do"), or the one that all is well."""
    found = [*faults]
    for fault in found:
        says, _, cure = fault.partition(". ")
        yield Finding(about, False, says, cure)
    if not found:
        yield Finding(about, True, well)


def about_the_program() -> Finding:
    versions = f"Wherewithal {wherewithal.__version__}, Python {platform.python_version()}, Django {django.__version__}"
    return Finding("Program", True, versions)


def about_https() -> Iterator[str]:
    """What Django's own check for a server says of HTTPS and cookies."""
    if not settings.LOCAL:
        for message in run_checks(tags=[Tags.security], include_deployment_checks=True):
            if not message.is_silenced() and not message.id.startswith("wherewithal."):
                yield f"Django's check {message.id} fails. Undo what was changed in the settings: {message.msg}"


def about_the_folder(home: Path) -> Iterator[str]:
    """The record, the uploads and the key lie in it."""
    for path in [home, *database_elsewhere(home)]:
        if path.stat().st_mode & OTHERS:
            yield f"Other users of this machine can look into {path}. Run: chmod go= {path}"


def database_elsewhere(home: Path) -> list[Path]:
    """A SQLite file that does not lie under the guarded folder."""
    file = Path(settings.DATABASES["default"]["NAME"])
    return [file] if connection.vendor == "sqlite" and file.exists() and home not in file.parents else []


def about_room(home: Path) -> Finding:
    free = shutil.disk_usage(home).free
    cure = "" if free >= LEAST_ROOM else f"Make room on the disk of {home}: a load or a backup that finds none fails"
    return Finding("Disk", not cure, f"{free / GIGABYTE:.1f} GB are free", cure)


def about_the_record(now: datetime) -> Iterator[Finding]:
    authorities = Authority.objects.count()
    yield from either("Authorities", missing(authorities, "No authorities", "migrate"), f"{authorities} loaded")
    schools = School.objects.count()
    yield from either("Schools", missing(schools, "No schools", "load schools FILE"), f"{schools:,} loaded")
    yield from either("Worker", about_the_worker(now), "At work, and nothing waits for it")
    yield from either(
        "Audit trail", broken_chains(), f"{words.how_many(Event.objects.count(), 'event')}, none changed or missing"
    )
    yield from about_a_habit("Backup", "backup.made", "wherewithal backup FOLDER", now)
    yield from about_a_habit("Nightly jobs", "nightly.done", "wherewithal nightly", now)


def missing(number: int, nothing: str, command: str) -> Iterator[str]:
    if not number:
        yield f"{nothing} are loaded. Run: wherewithal {command}"


def about_the_worker(now: datetime) -> Iterator[str]:
    if not working.is_at_work():
        yield "Nobody does the work behind the pages. Run: wherewithal serve, or wherewithal worker beside it"
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - LONGEST_WAIT).count()
    if waiting:
        minutes = LONGEST_WAIT // timedelta(minutes=1)
        tasks = words.how_many(waiting, "task")
        yield f"{tasks} waiting for over {minutes} minutes. Look into what the worker last said"


def broken_chains() -> Iterator[str]:
    """The chains of the audit trail that do not hold, each with what is wrong first."""
    numbers = {
        *Head.objects.values_list("pk", flat=True),
        *Event.objects.values_list("authority", flat=True).distinct(),
    }
    for number in sorted(numbers):
        if found := verify(number):
            whose = f"authority {number}" if number else "no one authority"
            yield (
                f"The audit trail of {whose} is broken at event {found.position}: {found.says}. "
                "Keep this database as it is, find out who could write to it, and restore a backup beside it to compare"
            )


def about_a_habit(about: str, what: str, command: str, now: datetime) -> Iterator[Finding]:
    """Something that a timer is to do each night; a trial on one's own machine may go without."""
    last = Event.objects.of("").filter(what=what).last()
    says = f"Last on {words.moment(last.at)}" if last else "Never until now"
    well = settings.LOCAL or (last is not None and now - last.at < OVERDUE)
    yield Finding(about, well, says, "" if well else f"Let a timer run it each night: {command}")
