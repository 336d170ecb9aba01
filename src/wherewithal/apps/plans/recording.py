"""Writing the facts of many cases at once: new ones, and those that a file tells differently now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from wherewithal.apps.people.models import Child
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.facts import (
    ASSESSMENT_FIELDS,
    CASE_FIELDS,
    PARTS,
    PLAN_FIELDS,
    CaseFacts,
    Values,
    facts_of,
    same_cases,
)
from wherewithal.apps.plans.models import Assessment, Case, Clock, NamedPlace, Plan, Standing
from wherewithal.apps.plans.tables import BATCH, add_many, in_batches


@dataclass
class Story:
    """All that is told of one child's cases."""

    child: Child
    cases: list[CaseFacts]


@dataclass
class Written:
    """What was written: each case with its facts, and the names of the fields that changed, by child."""

    cases: list[tuple[Case, CaseFacts]]
    changed: dict[int, set[str]]


def record_new(authority: Authority, stories: Iterable[Story]) -> Written:
    """Write the cases of children who have none yet."""
    told = [(story.child, facts) for story in stories for facts in story.cases]
    rows = [Case(child=child, authority=authority, **facts.case) for child, facts in told]
    cases = Case.objects.bulk_create(rows, batch_size=BATCH)
    written = [(case, facts) for case, (_, facts) in zip(cases, told, strict=True)]
    _create_parts(written)
    return Written(written, {})


def record_changes(authority: Authority, stories: list[Story]) -> Written:
    """Write what is told differently of children who are in the record.  A case no longer told of is superseded.

    All their cases are returned, as where a case stands also hangs on who the child is.
    """
    recorded = _recorded_cases({story.child.pk: story.child for story in stories})
    changed: dict[int, set[str]] = {}
    kept: list[tuple[Case, CaseFacts]] = []
    touched: list[tuple[Case, CaseFacts]] = []
    new: list[Story] = []
    gone: list[Case] = []
    for story in stories:
        known = recorded.get(story.child.pk, [])
        same, dropped, added = _compare(known, story.cases)
        fields = {name for _, before, after in same for name in _differences(before, after)}
        kept += [(case, after) for case, _, after in same]
        touched += [(case, after) for case, before, after in same if before != after]
        gone += dropped
        new += [Story(story.child, added)] if added else []
        fields |= ({"case added"} if added else set()) | ({"case superseded"} if dropped else set())
        if fields:
            changed[story.child.pk] = fields
    _rewrite(touched)
    _supersede(gone)
    return Written(kept + record_new(authority, new).cases, changed)


def _recorded_cases(children: dict[int, Child]) -> dict[int, list[tuple[Case, CaseFacts]]]:
    found: dict[int, list[tuple[Case, CaseFacts]]] = {}
    for some in in_batches(children):
        cases = Case.objects.filter(child__in=some, superseded_at=None)
        for case in with_parts(cases).order_by("pk"):
            case.child = children[case.child_id]
            found.setdefault(case.child_id, []).append((case, facts_of(case)))
    return found


def with_parts(cases: models.QuerySet[Case]) -> models.QuerySet[Case]:
    """The cases with all that ``facts_of`` reads, in one query."""
    return cases.select_related("assessment", "plan").annotate(
        **{f"told_{name}": part.of_case for name, part in PARTS.items()}
    )


def _compare(
    known: list[tuple[Case, CaseFacts]], told: list[CaseFacts]
) -> tuple[list[tuple[Case, CaseFacts, CaseFacts]], list[Case], list[CaseFacts]]:
    """Cases told again (with the facts before and after), cases no longer told, and new ones.

    What is left over on both sides is taken as the same case with a corrected day, in order.
    """
    found = {id(after): before for before, after in same_cases([facts for _, facts in known], told)}
    before_left = [facts for _, facts in known if not any(facts is b for b in found.values())]
    told_left = [facts for facts in told if id(facts) not in found]
    found |= {id(after): before for before, after in zip(before_left, told_left, strict=False)}
    case_of = {id(facts): case for case, facts in known}
    same = [(case_of[id(found[id(t)])], found[id(t)], t) for t in told if id(t) in found]
    return same, [case_of[id(f)] for f in before_left[len(told_left) :]], told_left[len(before_left) :]


def _differences(before: CaseFacts, after: CaseFacts) -> set[str]:
    names = {name for name in PARTS if getattr(before, name) != getattr(after, name)}
    for part in ("case", "assessment", "plan"):
        old, new = getattr(before, part) or {}, getattr(after, part) or {}
        names |= {f"{part}.{name}" for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return names


def _rewrite(touched: list[tuple[Case, CaseFacts]]) -> None:
    for some in in_batches(touched):
        for case, facts in some:
            _set(case, CASE_FIELDS, facts.case)
        _upsert(Case, [case for case, _ in some], CASE_FIELDS)
        pks = [case.pk for case, _ in some]
        for part in PARTS.values():
            part.model.objects.filter(**{f"{part.under}__in": pks}).delete()
        _put_one(Assessment, "assessment", ASSESSMENT_FIELDS, some)
        _put_one(Plan, "plan", PLAN_FIELDS, some)
        _create_lists(some)


def _put_one(model: Any, name: str, fields: tuple[str, ...], some: list[tuple[Case, CaseFacts]]) -> None:
    """Make a case's one assessment or plan say what is told, keeping its row."""
    known = {row.case_id: row for row in model.objects.filter(case__in=[case.pk for case, _ in some])}
    keep, add, drop = [], [], []
    for case, facts in some:
        values, row = getattr(facts, name), known.get(case.pk)
        if values is None:
            drop += [row.pk] if row else []
        elif row:
            _set(row, fields, values)
            keep.append(row)
        else:
            add.append(model(case=case, **values))
    model.objects.filter(pk__in=drop).delete()
    _upsert(model, keep, fields)
    model.objects.bulk_create(add, batch_size=BATCH)


def _set(row: models.Model, fields: tuple[str, ...], values: Values) -> None:
    for name in fields:
        setattr(row, name, values.get(name, row._meta.get_field(name).get_default()))


def _upsert(model: Any, rows: list[Any], fields: tuple[str, ...]) -> None:
    if rows:
        model.objects.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=list(fields)
        )


def _create_parts(written: list[tuple[Case, CaseFacts]]) -> None:
    for model, name in ((Assessment, "assessment"), (Plan, "plan")):
        told = ((case.pk, getattr(facts, name)) for case, facts in written)
        add_many(model, ({"case_id": case} | values for case, values in told if values is not None))
    _create_lists(written)


def _create_lists(written: list[tuple[Case, CaseFacts]]) -> None:
    plans = _plan_of_each([case.pk for case, facts in written if facts.named_places])
    for name, part in PARTS.items():
        told = ((case.pk, values) for case, facts in written for values in getattr(facts, name))
        if part.model is NamedPlace:
            add_many(NamedPlace, ({"plan_id": plans[case]} | values for case, values in told))
        else:
            add_many(part.model, ({"case_id": case} | values for case, values in told))


def _plan_of_each(cases: list[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in in_batches(cases):
        found |= dict(Plan.objects.filter(case__in=some).values_list("case_id", "pk"))
    return found


def _supersede(cases: list[Case]) -> None:
    """What is superseded stays in the record, and has no clocks and no standing any more."""
    pks = [case.pk for case in cases]
    Case.objects.filter(pk__in=pks).update(superseded_at=timezone.now())
    for model in (Clock, Standing):
        model.objects.filter(case__in=pks).delete()
