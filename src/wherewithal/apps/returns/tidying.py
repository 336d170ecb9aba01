"""What is done by itself at night to loads, drafts and the files they leave behind."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wherewithal.apps.audit.actions import Entry, record_many
from wherewithal.apps.returns.loading import private_folder
from wherewithal.apps.returns.models import Draft, Load


@transaction.atomic
def note_interrupted(*, before: datetime) -> int:
    """Say of loads and drafts asked for earlier and still running that they ended without a word; returns how many."""
    loads = list(Load.objects.filter(state=Load.State.RUNNING, asked_at__lt=before))
    drafts = list(Draft.objects.filter(state=Draft.State.RUNNING, asked_at__lt=before))
    now = timezone.now()
    Load.objects.filter(pk__in=[load.pk for load in loads]).update(state=Load.State.INTERRUPTED, finished_at=now)
    Draft.objects.filter(pk__in=[draft.pk for draft in drafts]).update(
        state=Draft.State.FAILED, problem="It was interrupted before it was written", finished_at=now
    )
    record_many(entry("return.interrupted", load) for load in loads)
    record_many(entry("draft.interrupted", draft) for draft in drafts)
    return len(loads) + len(drafts)


@transaction.atomic
def delete_old_files(*, drafts_before: datetime, uploads_before: datetime) -> int:
    """Delete drafts and leftover uploads last written earlier; returns how many.  A draft keeps all but its file."""
    written = set(Draft.objects.exclude(file="").values_list("file", flat=True))
    broken_off = Path(settings.FILE_UPLOAD_TEMP_DIR).glob("tmp*.upload*")
    left = [*private_folder().iterdir(), *broken_off]
    last = {True: drafts_before.timestamp(), False: uploads_before.timestamp()}
    old = [path for path in left if path.stat().st_mtime < last[path.name in written]]
    drafts = list(Draft.objects.filter(file__in=[path.name for path in old]))
    for path in old:
        path.unlink(missing_ok=True)
    Draft.objects.filter(pk__in=[draft.pk for draft in drafts]).update(file="")
    record_many(entry("draft.file-deleted", draft) for draft in drafts)
    return len(old)


def forget_problems(*, before: datetime) -> int:
    """Empty what was wrong in files refused earlier, which may name a child; returns of how many files."""
    refused = Load.objects.filter(state=Load.State.REFUSED, finished_at__lt=before)
    return refused.exclude(problems=[]).update(problems=[])


def entry(what: str, subject: Load | Draft) -> Entry:
    return Entry(what=what, by=None, authority=subject.authority_id, subject=subject)
