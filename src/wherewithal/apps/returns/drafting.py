"""A return of a year drafted from the record: written, checked, and kept for download."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from wherewithal.apps.accounts.models import User
from wherewithal.apps.audit import actions as audit
from wherewithal.apps.places.models import Authority
from wherewithal.apps.places.schools import schools_lookup
from wherewithal.apps.returns.exporting import people_to_return, period
from wherewithal.apps.returns.loading import private_folder
from wherewithal.apps.returns.models import Draft, Load
from wherewithal.domain.formats.sen2.check import Report, check
from wherewithal.domain.formats.sen2.reading import read
from wherewithal.domain.formats.sen2.xml_out import OFFICERS, Written, return_header, write_xml

Progress = Callable[[int, str], None]


@dataclass(frozen=True)
class Exported:
    """A return written to a file: how many people, which values the year does not collect, what the check says."""

    written: Written
    report: Report


def export_sen2(
    authority: Authority,
    *,
    year: int,
    as_at: date,
    to: Path,
    made_at: datetime,
    officers: Mapping[str, str] | None = None,
    progress: Progress = lambda percent, doing: None,
) -> Exported:
    """Write the return of ``year`` from the record to ``to``, whole or not at all, and check it.

    ``officers`` are the codes of DMO, DCO and DSCO; those left out are taken from the file of that year loaded last.
    Raises UnknownYear, CannotBeWritten.
    """
    about = period(year, as_at)
    header = return_header(
        year,
        authority.number,
        _serial(authority, year),
        made_at,
        officers=_officers(authority, year) | (officers or {}),
    )
    progress(5, "Writing the return")
    part = to.with_name(f"{to.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as target:
            written = write_xml(target, header, people_to_return(authority, about), year)
        progress(60, "Checking it")
        report = check(read(part), as_at=as_at, schools=schools_lookup(authority))
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
    return Exported(written, report)


def _serial(authority: Authority, year: int) -> int:
    return Draft.objects.filter(authority=authority, year=year, state=Draft.State.READY).count() + 1


def _officers(authority: Authority, year: int) -> dict[str, str]:
    last = Load.objects.filter(authority=authority, year=year, state=Load.State.LOADED).first()
    return {name: last.header[name] for name in OFFICERS if name in last.header} if last else {}


def ask_for_draft(*, authority: Authority, year: int, as_at: date, officers: Mapping[str, str], by: User) -> Draft:
    """Note that a draft is wanted; ``write_draft`` makes it."""
    draft = Draft.objects.create(authority=authority, year=year, as_at=as_at, officers=dict(officers), by=by)
    audit.record("draft.asked", by=by, authority=authority, subject=draft, details={"year": year})
    return draft


def write_draft(draft: Draft, *, progress: Progress = lambda percent, doing: None) -> Draft:
    """Make the file of a draft in the private folder and note what the check says of it."""
    draft.state = Draft.State.RUNNING
    draft.save(update_fields=["state"])
    name = f"{secrets.token_hex(16)}.xml"
    try:
        done = export_sen2(
            draft.authority,
            year=draft.year,
            as_at=draft.as_at,
            to=private_folder() / name,
            made_at=timezone.now(),
            officers=draft.officers,
            progress=progress,
        )
    except ValueError as error:
        draft.state, draft.problem = Draft.State.FAILED, str(error)[:500]
    else:
        draft.state, draft.file, draft.counts = Draft.State.READY, name, _counts(done)
    draft.finished_at = timezone.now()
    draft.save()
    return draft


def _counts(done: Exported) -> dict[str, object]:
    return {
        "people": done.written.people,
        "left_out": done.written.left_out,
        "errors": done.report.errors,
        "queries": done.report.queries,
        "rules": {rule: count for rule, count in done.report.counts().items() if count},
    }
