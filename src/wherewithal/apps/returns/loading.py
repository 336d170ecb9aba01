"""Taking a SEN2 file into the record: read, check, match, then write whole or not at all.

Nothing is written until everything has been read, checked and matched; then all of it is written in one transaction, so
a process that is killed at any moment leaves the record as it was.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from wherewithal.apps.accounts.models import User
from wherewithal.apps.audit import actions as audit
from wherewithal.apps.audit.actions import Entry
from wherewithal.apps.people.models import Child, DoubtfulMatch
from wherewithal.apps.places.models import Authority
from wherewithal.apps.places.schools import schools_lookup
from wherewithal.apps.plans.tables import BATCH, add_many, in_batches
from wherewithal.apps.returns.holding import refuse_what_cannot_be_held
from wherewithal.apps.returns.matching import Match
from wherewithal.apps.returns.models import Finding, Load, SourceRecord
from wherewithal.apps.returns.telling import Told, documents, told_of
from wherewithal.apps.returns.turns import turn
from wherewithal.apps.returns.writing import write
from wherewithal.domain.formats.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.check import Report, check
from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.reading import read
from wherewithal.domain.formats.sen2.trees import build

UPLOADED = {".xml", ".zip"}
Progress = Callable[[int, str], None]


def load_sen2(load: Load, path: Path, *, progress: Progress = lambda percent, doing: None) -> Load:
    """Check a file and take it into the record of ``load.authority``.

    Returns the load, LOADED or REFUSED with its problems; raises FileRejected after noting the refusal.
    Waits while another file of the authority is being loaded.
    """
    with turn(load.authority):
        _note_interrupted(load)
        try:
            return _load(load, path, progress)
        except FileRejected as refusal:
            _note_refusal(load, refusal)
            raise
        except BaseException:
            Load.objects.filter(pk=load.pk).update(state=Load.State.INTERRUPTED, finished_at=timezone.now())
            raise


def _note_refusal(load: Load, refusal: FileRejected) -> None:
    load.state, load.finished_at = Load.State.REFUSED, timezone.now()
    load.problems = [vars_of(problem) for problem in refusal.problems]
    load.save()
    audit.record("return.refused", by=load.by, authority=load.authority, subject=load)


def _load(load: Load, path: Path, progress: Progress) -> Load:
    progress(1, "Reading the file")
    found = read(path)
    progress(15, "Checking it")
    report = check(
        found,
        as_at=load.as_at,
        schools=schools_lookup(load.authority),
        last_year=loaded_return(load.authority, found.year - 1) if found.year else None,
    )
    refuse_what_cannot_be_held(load.file_name, load.authority, found, report)
    load.year, load.census_on, load.digest = found.year, found.census_day, _file_digest(path)
    load.header = found.header
    progress(25, "Finding each child in the record")
    told, matches = told_of(found, load.authority)
    progress(35, "Writing the record")
    with transaction.atomic():
        changes = _write(load, found, told, progress)
        progress(90, "Keeping what the check found")
        _finish(load, report, told, matches, changes)
    progress(100, "Done")
    return load


def _note_interrupted(load: Load) -> None:
    """Say of loads that ended without a word that they were interrupted; they changed nothing."""
    unfinished = Load.objects.filter(authority=load.authority, state=Load.State.RUNNING).exclude(pk=load.pk)
    unfinished.update(state=Load.State.INTERRUPTED, finished_at=timezone.now())
    load.state = Load.State.RUNNING
    load.save(update_fields=["state"])


def loaded_return(authority: Authority, year: int) -> Return | None:
    """A year's return as it was loaded last; None if none was."""
    last = Load.objects.filter(authority=authority, year=year, state=Load.State.LOADED).first()
    if last is None:
        return None
    records = SourceRecord.objects.filter(child__authority=authority, year=year, superseded_by=None)
    documents = records.order_by("position", "pk").values_list("document", flat=True)
    return build(last.header, documents.iterator(chunk_size=BATCH))


def _file_digest(path: Path) -> str:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()


def _write(load: Load, found: Return, told: list[Told], progress: Progress) -> dict[int, set[str]]:
    """Write what is new or told differently; returns the names of the fields that changed, by child in the record."""
    new = [each for each in told if each.is_new]
    _create_children(load.authority, [each.child for each in new])
    wanted = new + _changed(load, told)
    changes: dict[int, set[str]] = {}
    for done, some in enumerate(in_batches(documents(found, wanted))):
        progress(45 + 45 * done * BATCH // len(wanted), f"Writing the record, {done * BATCH:,} of {len(wanted):,}")
        changes |= write(load, found, some)
    return changes


def _finish(load: Load, report: Report, told: list[Told], matches: list[Match], changes: dict[int, set[str]]) -> None:
    doubts = _ask(matches)
    _keep_findings(load, report, matches)
    load.counts = _counts(report, told, len(changes), doubts)
    load.not_run = dict(report.not_run)
    load.state, load.finished_at, load.progress = Load.State.LOADED, timezone.now(), 100
    load.save()
    _audit(load, told, changes)


def _create_children(authority: Authority, children: list[Child]) -> None:
    for child in children:
        child.authority = authority
    Child.objects.bulk_create(children, batch_size=BATCH)


def _changed(load: Load, told: list[Told]) -> list[Told]:
    """Children of the record whose part of this year's return is not what was loaded before."""
    records = SourceRecord.objects.filter(child__authority=load.authority, year=load.year, superseded_by=None)
    current = dict(records.values_list("child_id", "digest"))
    return [each for each in told if not each.is_new and current.get(each.child.pk) != each.digest]


def _ask(matches: list[Match]) -> int:
    rows = [
        DoubtfulMatch(child=match.child, perhaps=perhaps, why=why.value)
        for match in matches
        for perhaps, why in match.doubts
    ]
    DoubtfulMatch.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return len(rows)


def _keep_findings(load: Load, report: Report, matches: list[Match]) -> None:
    """Keep what the check of the newest file of a year found; an older file's findings can be had by checking it."""
    Finding.objects.filter(load__authority=load.authority, load__year=load.year).delete()
    add_many(
        Finding,
        (
            {
                "load_id": load.pk,
                "rule": finding.rule,
                "severity": finding.severity,
                "child_id": matches[finding.person].child.pk if finding.person >= 0 else None,
                "record": finding.record,
                "line": finding.line,
                "field": finding.field[:60],
                "found": finding.found[:200],
            }
            for finding in report.findings()
        ),
    )


def _counts(report: Report, told: list[Told], changed: int, doubts: int) -> dict[str, int]:
    new = sum(each.is_new for each in told)
    return {
        "children": len(told),
        "new": new,
        "changed": changed,
        "unchanged": len(told) - new - changed,
        "doubts": doubts,
        "errors": report.errors,
        "queries": report.queries,
    }


def _audit(load: Load, told: list[Told], changes: dict[int, set[str]]) -> None:
    events = [_event(load, "child.added", each.child, {}) for each in told if each.is_new]
    events += [
        _event(load, "child.changed", each.child, {"fields": sorted(changes[each.child.pk])})
        for each in told
        if each.child.pk in changes
    ]
    whole = Entry(what="return.loaded", by=load.by, authority=load.authority, subject=load, details=load.counts)
    audit.record_many([*events, whole])


def _event(load: Load, what: str, child: Child, details: dict[str, Any]) -> Entry:
    return Entry(what=what, by=load.by, authority=load.authority, subject=child, details=details | {"load": load.pk})


def vars_of(problem: Problem) -> dict[str, str]:
    return {"where": problem.where, "found": problem.found, "wanted": problem.wanted, "cure": problem.cure}


def begin(*, authority: Authority, by: User | None, file_name: str, as_at: date) -> Load:
    """Note that a file is to be loaded."""
    return Load.objects.create(authority=authority, by=by, file_name=file_name, as_at=as_at)


def keep_upload(file: UploadedFile) -> str:
    """Keep an uploaded file in the private folder under a name that says nothing; returns the name.

    Without its ending a workbook is refused unread: one of a kilobyte may unpack to more cells than there is memory.
    """
    ending = Path(file.name or "").suffix.lower()
    name = f"{secrets.token_hex(16)}{ending if ending in UPLOADED else ''}"
    with (private_folder() / name).open("xb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return name


def private_folder() -> Path:
    """Where uploads and drafts lie: under the product's home, for its own user only, never served as files."""
    folder = Path(settings.HOME) / "private"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
