"""Deciding a doubtful match: one child or two."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wherewithal.apps.accounts.models import User
from wherewithal.apps.audit import actions as audit
from wherewithal.apps.people.models import Child, DoubtfulMatch
from wherewithal.apps.plans.facts import facts_of
from wherewithal.apps.plans.models import Case
from wherewithal.apps.plans.recording import Story, record_changes, with_parts
from wherewithal.apps.plans.standing import work_out
from wherewithal.apps.returns.folding import fold
from wherewithal.apps.returns.mapping import cases_told, child_values
from wherewithal.apps.returns.models import SourceRecord
from wherewithal.apps.returns.telling import document_digest, together
from wherewithal.apps.returns.writing import documents_of
from wherewithal.domain.formats.sen2.trees import Tree


class AlreadyDecided(Exception):
    """Somebody has decided it in the meantime."""


@transaction.atomic
def decide(*, doubt: DoubtfulMatch, answer: str, by: User, today: date) -> DoubtfulMatch:
    """Note that two records are one child, and put them together, or that they are two.  Raises AlreadyDecided."""
    doubt = DoubtfulMatch.objects.select_for_update().get(pk=doubt.pk)
    if doubt.answer != DoubtfulMatch.Answer.OPEN:
        raise AlreadyDecided
    doubt.answer, doubt.answered_by, doubt.answered_at = answer, by, timezone.now()
    doubt.save()
    if answer == DoubtfulMatch.Answer.SAME:
        _put_together(doubt.child, doubt.perhaps, today)
    audit.record(
        "match.decided",
        by=by,
        authority=doubt.perhaps.authority,
        subject=doubt,
        details={"answer": answer, "child": doubt.child_id, "perhaps": doubt.perhaps_id},
    )
    return doubt


def _put_together(child: Child, kept: Child, today: date) -> None:
    """Make ``child`` another name of ``kept``: what the returns told of both is told of one."""
    _move_source_records(child, kept)
    Case.objects.filter(child=child).update(child=kept)
    Child.objects.filter(same_as=child).update(same_as=kept)
    _ask_about_one(child, kept)
    documents = documents_of([kept.pk]).get(kept.pk, [])
    _name_as_told_last(child, kept, documents)
    _tell_again(kept, documents, today)


def _ask_about_one(child: Child, kept: Child) -> None:
    """What is still asked of ``child`` is asked of ``kept`` from now on, unless it is asked already."""
    for doubt in DoubtfulMatch.objects.filter(Q(child=child) | Q(perhaps=child), answer=DoubtfulMatch.Answer.OPEN):
        one, other = (kept if who == child else who for who in (doubt.child, doubt.perhaps))
        if one == other or DoubtfulMatch.objects.filter(child=one, perhaps=other).exists():
            doubt.delete()
        else:
            doubt.child, doubt.perhaps = one, other
            doubt.save(update_fields=["child", "perhaps"])


def _name_as_told_last(child: Child, kept: Child, documents: list[tuple[int, Tree]]) -> None:
    """``kept`` has the name and the numbers of the latest return, ``child`` the others, so that both are recognised."""
    child.same_as = kept
    told = child_values(documents[-1][1]) if documents else {}
    if told == {name: getattr(child, name) for name in told}:
        for name in told:
            before = getattr(kept, name)
            setattr(kept, name, getattr(child, name))
            setattr(child, name, before)
    child.save()
    kept.save()


def _move_source_records(child: Child, kept: Child) -> None:
    mine = {r.year: r for r in SourceRecord.objects.filter(child=kept, superseded_by=None)}
    for record in SourceRecord.objects.filter(child=child, superseded_by=None):
        if known := mine.get(record.year):
            known.document = together(known.document, record.document)
            known.digest = document_digest(known.document)
            known.save(update_fields=["document", "digest"])
            record.superseded_by = known.load
        record.child = kept
        record.save(update_fields=["child", "superseded_by"])


def _tell_again(kept: Child, documents: list[tuple[int, Tree]], today: date) -> None:
    """Lay the years over each other again, and keep the cases whose facts are the same."""
    story = Story(kept, fold(cases_told(document, year) for year, document in documents))
    record_changes(kept.authority, [story])
    cases = with_parts(Case.objects.filter(child=kept, superseded_at=None)).select_related("child")
    work_out(kept.authority, [(case, facts_of(case)) for case in cases], as_at=today)
