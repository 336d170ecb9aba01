"""Taking a SEN2 file into the record: read, check, match, then write whole or not at all.

Nothing is written until everything has been read, checked and matched; then all of it is written in one transaction, so
a process that is killed at any moment leaves the record as it was.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
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
from wherewithal.apps.plans.facts import Values
from wherewithal.apps.plans.recording import BATCH, Story, Written, record_changes, record_new
from wherewithal.apps.plans.standing import work_out
from wherewithal.apps.returns.folding import fold
from wherewithal.apps.returns.holding import refuse_what_cannot_be_held
from wherewithal.apps.returns.mapping import cases_told, child_values
from wherewithal.apps.returns.matching import Match, Register
from wherewithal.apps.returns.models import Finding, Load, SourceRecord
from wherewithal.apps.returns.turns import turn
from wherewithal.domain.formats.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.check import Report, check
from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.reading import read
from wherewithal.domain.formats.sen2.trees import Tree, build, trees

UPLOADED = {".xml", ".zip"}
Progress = Callable[[int, str], None]


@dataclass
class _Person:
    """One child of the file, or two people of the file who are one child."""

    tree: Tree
    position: int
    line: int
    digest: str = ""


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
    people, matches = _people_and_matches(load.authority, found)
    progress(35, "Writing the record")
    with transaction.atomic():
        _write(load, people, matches, report, progress)
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


def _people_and_matches(authority: Authority, found: Return) -> tuple[list[_Person], list[Match]]:
    lines = found["Person"].line
    people = [_Person(tree, row + 1, int(lines[row])) for row, tree in enumerate(trees(found))]
    register = Register(Child.objects.filter(authority=authority).order_by("pk"))
    matches = register.match_all([child_values(person.tree) for person in people])
    return people, matches


def _write(load: Load, people: list[_Person], matches: list[Match], report: Report, progress: Progress) -> None:
    new = [(p, m) for p, m in zip(people, matches, strict=True) if m.is_new]
    _create_children(load.authority, [match.child for _, match in new])
    child_of = {person.position: match.child for person, match in zip(people, matches, strict=True)}
    told = _one_for_each_child(people, matches)
    known = {child.pk for child in child_of.values()} - {match.child.pk for _, match in new}
    changed = _changed(load, told, known)
    progress(45, "Writing what is new")
    stories = [Story(t.child, cases_told(t.person.tree, load.year)) for t in told if t.child.pk not in known]
    written = record_new(load.authority, stories)
    progress(65, "Writing what has changed")
    _put_source_records(load, [t for t in told if t.child.pk not in known or t in changed])
    rewritten = _record_changed(load, changed)
    progress(75, "Working out the clocks")
    work_out(load.authority, written.cases + rewritten.cases, as_at=load.as_at)
    progress(90, "Keeping what the check found")
    doubts = _ask(matches)
    _keep_findings(load, report, child_of)
    load.counts = _counts(report, told, len(stories), len(rewritten.changed), doubts)
    load.not_run = dict(report.not_run)
    load.state, load.finished_at, load.progress = Load.State.LOADED, timezone.now(), 100
    load.save()
    _audit(load, stories, rewritten)


@dataclass(eq=False)
class _Told:
    child: Child
    person: _Person


def _one_for_each_child(people: list[_Person], matches: list[Match]) -> list[_Told]:
    """What the file tells of each child; two people who are one child are told of together."""
    told: dict[int, _Told] = {}
    for person, match in zip(people, matches, strict=True):
        before = told.get(match.child.pk)
        if before is None:
            told[match.child.pk] = _Told(match.child, person)
        else:
            before.person.tree = together(before.person.tree, person.tree)
    for one in told.values():
        one.person.digest = document_digest(one.person.tree)
    return list(told.values())


def together(first: Tree, second: Tree) -> Tree:
    """The requests of two people who are one child, under the first one's name."""
    requests = first.get("Requests", []) + [r for r in second.get("Requests", []) if r not in first.get("Requests", [])]
    return {**second, **first, "Requests": requests}


def document_digest(tree: Tree) -> str:
    return hashlib.sha256(json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _create_children(authority: Authority, children: list[Child]) -> None:
    for child in children:
        child.authority = authority
    Child.objects.bulk_create(children, batch_size=BATCH)


def _changed(load: Load, told: list[_Told], known: set[int]) -> list[_Told]:
    """Those whose part of this year's return is not what was loaded before."""
    current = dict(
        SourceRecord.objects.filter(child__authority=load.authority, year=load.year, superseded_by=None).values_list(
            "child_id", "digest"
        )
    )
    return [t for t in told if t.child.pk in known and current.get(t.child.pk) != t.person.digest]


def _put_source_records(load: Load, told: list[_Told]) -> None:
    children = [t.child.pk for t in told]
    for start in range(0, len(children), BATCH):
        before = SourceRecord.objects.filter(
            child__in=children[start : start + BATCH], year=load.year, superseded_by=None
        )
        before.update(superseded_by=load)
    rows = (
        SourceRecord(
            child=t.child,
            load=load,
            year=load.year,
            position=t.person.position,
            line=t.person.line,
            document=t.person.tree,
            digest=t.person.digest,
        )
        for t in told
    )
    SourceRecord.objects.bulk_create(rows, batch_size=BATCH)


def _record_changed(load: Load, changed: list[_Told]) -> Written:
    """Write the children told of differently: who they are, from the latest return, and their story from all years."""
    documents = documents_of([t.child.pk for t in changed])
    changes: dict[int, set[str]] = {}
    stories, children = [], []
    for t in changed:
        years = documents[t.child.pk]
        if fields := _set_child(t.child, child_values(years[-1][1])):
            changes[t.child.pk] = fields
            children.append(t.child)
        stories.append(Story(t.child, fold(cases_told(document, year) for year, document in years)))
    save_children(children)
    written = record_changes(load.authority, stories)
    for child, fields in written.changed.items():
        changes.setdefault(child, set()).update(fields)
    return Written(written.cases, changes)


def documents_of(children: list[int]) -> dict[int, list[tuple[int, Tree]]]:
    """What each year's return tells of some children: year and document, earliest year first."""
    documents: dict[int, list[tuple[int, Tree]]] = {}
    for start in range(0, len(children), BATCH):
        records = SourceRecord.objects.filter(child__in=children[start : start + BATCH], superseded_by=None)
        for child, year, document in records.order_by("year", "pk").values_list("child_id", "year", "document"):
            documents.setdefault(child, []).append((year, document))
    return documents


CHILD_FIELDS = (
    "surname",
    "forename",
    "birth_on",
    "sex",
    "ethnicity",
    "postcode",
    "upn",
    "uln",
    "number_unknown",
)


def _set_child(child: Child, values: Values) -> set[str]:
    changed = {name for name in CHILD_FIELDS if getattr(child, name) != values[name]}
    for name in changed:
        setattr(child, name, values[name])
    return changed


def save_children(children: list[Child]) -> None:
    if children:
        Child.objects.bulk_create(
            children, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=list(CHILD_FIELDS)
        )


def _ask(matches: list[Match]) -> int:
    rows = [
        DoubtfulMatch(child=match.child, perhaps=perhaps, why=why.value)
        for match in matches
        for perhaps, why in match.doubts
    ]
    DoubtfulMatch.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return len(rows)


def _keep_findings(load: Load, report: Report, child_of: dict[int, Child]) -> None:
    """Keep what the check of the newest file of a year found; an older file's findings can be had by checking it."""
    Finding.objects.filter(load__authority=load.authority, load__year=load.year).delete()
    rows = (
        Finding(
            load=load,
            rule=finding.rule,
            severity=finding.severity,
            child=child_of.get(finding.person + 1) if finding.person >= 0 else None,
            record=finding.record,
            line=finding.line,
            field=finding.field[:60],
            found=finding.found[:200],
        )
        for finding in report.findings()
    )
    Finding.objects.bulk_create(rows, batch_size=BATCH)


def _counts(report: Report, told: list[_Told], new: int, changed: int, doubts: int) -> dict[str, int]:
    return {
        "children": len(told),
        "new": new,
        "changed": changed,
        "unchanged": len(told) - new - changed,
        "doubts": doubts,
        "errors": report.errors,
        "queries": report.queries,
    }


def _audit(load: Load, stories: list[Story], rewritten: Written) -> None:
    children = {t.pk: t for t in Child.objects.filter(pk__in=rewritten.changed)}
    events = [_event(load, "child.added", story.child, {}) for story in stories]
    events += [
        _event(load, "child.changed", children[child], {"fields": sorted(fields)})
        for child, fields in rewritten.changed.items()
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
