"""The facts of one case as plain values, whether they come from a file or from the record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, OuterRef, Subquery

from wherewithal.apps.plans.models import Case, NamedPlace, Need, PhaseTransfer, Placement, Review
from wherewithal.apps.plans.tables import listed, read

Values = dict[str, Any]
HISTORICAL = "H"

CASE_FIELDS = (
    "received_on",
    "source",
    "in_custody",
    "decision",
    "decided_on",
    "decision_mediated",
    "decision_appealed",
    "withdrawn_year",
    "moved_to",
    "came_from",
    "moved_in_year",
)
ASSESSMENT_FIELDS = (
    "outcome",
    "outcome_on",
    "outcome_mediated",
    "outcome_appealed",
    "content_mediated",
    "content_appealed",
    "exception_claimed",
)
PLAN_FIELDS = (
    "started_on",
    "residential",
    "work_based",
    "personal_budget",
    "organised_arrangements",
    "direct_payments",
    "ceased_on",
    "cease_reason",
)
PLACE_FIELDS = ("urn", "ukprn", "setting", "setting_words", "rank", "in_unit", "in_resourced_provision")
PLACEMENT_FIELDS = (*PLACE_FIELDS, "entered_on", "left_on", "attendance", "residential", "work_based")
NEED_FIELDS = ("type", "rank")
REVIEW_FIELDS = ("met_on", "outcome", "decided_on", "draft_sent_on")
PHASE_TRANSFER_FIELDS = ("due_on", "final_on")


@dataclass(frozen=True)
class Part:
    """What a case has several of: its table, the fields that are facts, and how a row names its case."""

    model: type[Model]
    fields: tuple[str, ...]
    under: str = "case"

    @property
    def of_case(self) -> Subquery:
        return listed(self.model.objects.filter(**{self.under: OuterRef("pk")}), self.under, *self.fields)

    def read(self, found: list[list[Any]] | None) -> list[Values]:
        return [_told(values) for values in read(self.model, self.fields, found)]


PARTS = {
    "named_places": Part(NamedPlace, PLACE_FIELDS, under="plan__case"),
    "placements": Part(Placement, PLACEMENT_FIELDS),
    "needs": Part(Need, NEED_FIELDS),
    "reviews": Part(Review, REVIEW_FIELDS),
    "phase_transfers": Part(PhaseTransfer, PHASE_TRANSFER_FIELDS),
}


@dataclass
class CaseFacts:
    """A case and all that belongs to it: dictionaries of model field to value, only for what is known."""

    case: Values = field(default_factory=dict)
    assessment: Values | None = None
    plan: Values | None = None
    named_places: list[Values] = field(default_factory=list)
    placements: list[Values] = field(default_factory=list)
    needs: list[Values] = field(default_factory=list)
    reviews: list[Values] = field(default_factory=list)
    phase_transfers: list[Values] = field(default_factory=list)

    def active(self, on: date) -> bool:
        """Whether the plan is in force on a day, as the return counts it."""
        if not self.plan or not (started := self.plan.get("started_on")):
            return False
        ceased = self.plan.get("ceased_on")
        return started <= on and (ceased is None or ceased > on)

    def placement(self, on: date) -> Values | None:
        """The main placement of a day: the one that is open then with the lowest rank."""
        here = [p for p in self.placements if _is_open(p, on)]
        return min(here, key=lambda p: p.get("rank") or 9, default=None)

    def main_need(self) -> str:
        ranked = sorted(self.needs, key=lambda n: n.get("rank") or 9)
        return ranked[0].get("type", "") if ranked else ""


def _is_open(placement: Values, on: date) -> bool:
    entered, left = placement.get("entered_on"), placement.get("left_on")
    return (entered is None or entered <= on) and (left is None or left >= on)


def facts_of(case: Case) -> CaseFacts:
    """The facts of a case that ``with_parts`` found."""
    assessment, plan = getattr(case, "assessment", None), getattr(case, "plan", None)
    parts = {name: part.read(getattr(case, f"told_{name}")) for name, part in PARTS.items()}
    return CaseFacts(
        case=_known(case, CASE_FIELDS),
        assessment=None if assessment is None else _known(assessment, ASSESSMENT_FIELDS),
        plan=None if plan is None else _known(plan, PLAN_FIELDS),
        **parts,
    )


def _known(row: Any, fields: tuple[str, ...]) -> Values:
    return _told({name: getattr(row, name) for name in fields})


def _told(values: Values) -> Values:
    return {name: value for name, value in values.items() if value not in (None, "")}


def same_cases(old: list[CaseFacts], new: list[CaseFacts]) -> Iterator[tuple[CaseFacts, CaseFacts]]:
    """Which cases are the same: by the day of the request, then that of the plan, then the only one left open."""
    left_old, left_new = list(old), list(new)
    for key in (_received, _started):
        for case in list(left_new):
            day = key(case)
            same = next((c for c in left_old if day is not None and key(c) == day and _agree(c, case)), None)
            if same is not None:
                left_old.remove(same)
                left_new.remove(case)
                yield same, case
    open_old = [case for case in left_old if _may_go_on(case)]
    open_new = [case for case in left_new if case.case.get("decision") == HISTORICAL]
    if len(open_old) == 1 and len(open_new) == 1 and _agree(open_old[0], open_new[0]):
        yield open_old[0], open_new[0]


def _received(case: CaseFacts) -> object:
    return case.case.get("received_on")


def _started(case: CaseFacts) -> object:
    return (case.plan or {}).get("started_on")


def _agree(one: CaseFacts, other: CaseFacts) -> bool:
    """No day that both tell differs."""
    return all(None in (key(one), key(other)) or key(one) == key(other) for key in (_received, _started))


def _may_go_on(case: CaseFacts) -> bool:
    """A later return may tell more: an assessment was agreed, or a plan has not ended."""
    agreed = case.case.get("decision") in {"Y", HISTORICAL} or case.assessment is not None
    return agreed and not (case.plan or {}).get("ceased_on")
