"""Writing what a return tells of some children: its own words, the facts, and where their cases stand."""

import json

from wherewithal.apps.people.models import Child
from wherewithal.apps.plans.facts import Values
from wherewithal.apps.plans.recording import Story, Written, record_changes, record_new
from wherewithal.apps.plans.standing import work_out
from wherewithal.apps.plans.tables import BATCH, add_many, in_batches
from wherewithal.apps.returns.folding import fold
from wherewithal.apps.returns.mapping import cases_told, child_values
from wherewithal.apps.returns.models import Load, SourceRecord
from wherewithal.apps.returns.telling import Told
from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.trees import Tree

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


def write(load: Load, found: Return, told: list[tuple[Told, Tree]]) -> dict[int, set[str]]:
    """Write what is new, or told differently; returns the names of the fields that changed, by child in the record."""
    _put_source_records(load, found, told)
    stories = [Story(each.child, cases_told(tree, load.year)) for each, tree in told if each.is_new]
    new = record_new(load.authority, stories)
    changed = _record_changed(load, [each.child for each, _ in told if not each.is_new])
    work_out(load.authority, new.cases + changed.cases, as_at=load.as_at)
    return changed.changed


def _put_source_records(load: Load, found: Return, told: list[tuple[Told, Tree]]) -> None:
    known = [each.child for each, _ in told if not each.is_new]
    SourceRecord.objects.filter(child__in=known, year=load.year, superseded_by=None).update(superseded_by=load)
    lines = found["Person"].line
    add_many(
        SourceRecord,
        (
            {
                "child_id": each.child.pk,
                "load_id": load.pk,
                "year": load.year,
                "position": each.row + 1,
                "line": int(lines[each.row]),
                "document": json.dumps(tree),
                "digest": each.digest,
            }
            for each, tree in told
        ),
    )


def _record_changed(load: Load, changed: list[Child]) -> Written:
    """Write the children told of differently: who they are, from the latest return, and their story from all years."""
    documents = documents_of([child.pk for child in changed])
    changes: dict[int, set[str]] = {}
    stories, children = [], []
    for child in changed:
        years = documents[child.pk]
        if fields := _set_child(child, child_values(years[-1][1])):
            changes[child.pk] = fields
            children.append(child)
        stories.append(Story(child, fold(cases_told(document, year) for year, document in years)))
    _save_children(children)
    written = record_changes(load.authority, stories)
    for child, fields in written.changed.items():
        changes.setdefault(child, set()).update(fields)
    return Written(written.cases, changes)


def documents_of(children: list[int]) -> dict[int, list[tuple[int, Tree]]]:
    """What each year's return tells of some children: year and document, earliest year first."""
    documents: dict[int, list[tuple[int, Tree]]] = {}
    for some in in_batches(children):
        records = SourceRecord.objects.filter(child__in=some, superseded_by=None).order_by("year", "pk")
        for child, year, document in records.values_list("child_id", "year", "document"):
            documents.setdefault(child, []).append((year, document))
    return documents


def _set_child(child: Child, values: Values) -> set[str]:
    changed = {name for name in CHILD_FIELDS if getattr(child, name) != values[name]}
    for name in changed:
        setattr(child, name, values[name])
    return changed


def _save_children(children: list[Child]) -> None:
    if children:
        Child.objects.bulk_create(
            children, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=list(CHILD_FIELDS)
        )
