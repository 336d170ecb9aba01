"""What a night does: it tidies up, works every clock out again, and checks that the audit trail is whole."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wherewithal.apps.audit import actions as audit
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.standing import work_out_again
from wherewithal.apps.returns.tidying import delete_old_files, forget_problems, note_interrupted
from wherewithal.config.doctor import broken_chains

LONGEST_TASK = timedelta(hours=6)
FILES_KEPT = timedelta(days=30)
UPLOADS_KEPT = timedelta(days=1)
TASKS_KEPT = timedelta(days=14)


@dataclass(frozen=True)
class Done:
    """How many of each; ``broken`` are the chains of the audit trail that do not hold, in words."""

    sessions: int
    interrupted: int
    files: int
    problems: int
    tasks: int
    cases: int
    broken: list[str]


def nightly(*, now: datetime, today: date) -> Done:
    done = Done(
        sessions=forget_sessions(now),
        interrupted=end_tasks(now) + note_interrupted(before=now - LONGEST_TASK),
        files=delete_old_files(drafts_before=now - FILES_KEPT, uploads_before=now - UPLOADS_KEPT),
        problems=forget_problems(before=now - FILES_KEPT),
        tasks=forget_tasks(now),
        cases=sum(work_out_again(authority, as_at=today) for authority in _with_cases()),
        broken=[*broken_chains()],
    )
    details = asdict(done) | {"broken": len(done.broken)}
    audit.record("nightly.done", by=None, authority=None, details=details)
    return done


def forget_sessions(now: datetime) -> int:
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def end_tasks(now: datetime) -> int:
    """Tasks whose worker ended without a word."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=now - LONGEST_TASK)
    return lost.update(status=TaskResultStatus.FAILED, finished_at=now)


def forget_tasks(now: datetime) -> int:
    return DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()[0]


def _with_cases() -> QuerySet[Authority]:
    return Authority.objects.filter(cases__isnull=False).distinct()


def in_words(done: Done) -> list[str]:
    return [
        f"Sessions that had ended: {done.sessions:,} removed",
        f"Loads, drafts and tasks that were interrupted: {done.interrupted:,} noted",
        f"Drafts of more than {FILES_KEPT.days} days and uploads left over from the day before: {done.files:,} deleted",
        f"Files refused more than {FILES_KEPT.days} days ago: the problems of {done.problems:,} forgotten",
        f"Tasks done more than {TASKS_KEPT.days} days ago: {done.tasks:,} forgotten",
        f"Cases whose clocks were worked out again: {done.cases:,}",
        *(done.broken or ["The audit trail is whole"]),
    ]
