"""Writing the return of a year from the record: which cases belong in it, and how each is told.

The tests are those of the specification's list of cases in scope; see ``docs/sen2.md``.  ``as_of`` first takes a case
back to what had happened by a day, so a return can be written as at any past day.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from wherewithal.apps.people.models import Child
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.facts import HISTORICAL, CaseFacts, Values, facts_of
from wherewithal.apps.plans.models import Case
from wherewithal.apps.plans.recording import with_parts
from wherewithal.apps.returns.mapping import CAME_FROM, FIELDS, PHASE_TRANSFER, REVIEW, WITHDRAWN, row
from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.formats.sen2.trees import Tree

AT_ONCE = 1_000
NOT_DECIDED = "A"
GOES_ON = {"ReceivedDate": "received_on", "Exported": "moved_to"}


@dataclass(frozen=True)
class Period:
    """The days a return is about: ``first`` is 1 January of the year before, ``last`` census day or the as-at day."""

    year: int
    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def period(year: int, as_at: date) -> Period:
    """The period of a year's return as at a day.  Raises UnknownYear."""
    return Period(year, date(year - 1, 1, 1), min(as_at, layout().census_date(year)))


def people_to_return(authority: Authority, about: Period) -> Iterator[Tree]:
    """Each child who belongs in the return, told as the return wants it, in the order in which they were recorded."""
    for child, cases in _children_with_cases(authority):
        requests = [r for case in cases if (r := request(as_of(facts_of(case), about.last), about)) is not None]
        if requests:
            yield {**person(child), "Requests": requests}


def _children_with_cases(authority: Authority) -> Iterator[tuple[Child, list[Case]]]:
    children = list(Child.objects.of(authority).order_by("pk"))
    for start in range(0, len(children), AT_ONCE):
        some = {child.pk: (child, []) for child in children[start : start + AT_ONCE]}
        for case in with_parts(Case.objects.filter(child__in=some, superseded_at=None)).order_by("pk"):
            some[case.child_id][1].append(case)
        yield from some.values()


def person(child: Child) -> Tree:
    fields = FIELDS["Person"]
    values = {field: getattr(child, field) for field in fields.values()}
    told = row("Person", values)
    if child.sex in {"0", "9"}:
        del told["Sex"]
        told["GenderCurrent"] = child.sex
    return told


def request(facts: CaseFacts | None, about: Period) -> Tree | None:
    """A case as the return tells it, or None where it does not belong in the return."""
    if facts is None or not in_scope(facts, about):
        return None
    told = _decision(facts, about)
    if facts.assessment is not None:
        told["Assessment"] = [_assessment(facts, about)]
    if _active_in(facts, about):
        told["ActivePlans"] = [_active_plan(facts, about)]
    return told


def in_scope(facts: CaseFacts, about: Period) -> bool:
    """Whether a case belongs in the return: S1 to S7 of the specification's list."""
    if facts.plan is not None:
        return _active_in(facts, about)
    assessment = facts.assessment or {}
    if WITHDRAWN in (facts.case.get("decision"), assessment.get("outcome")):
        return facts.case.get("withdrawn_year") in (None, about.year)
    if assessment.get("outcome") in {"Y", "N"}:
        return "outcome_on" not in assessment or about.holds(assessment["outcome_on"])
    if facts.case.get("decision") == "N":
        return "decided_on" not in facts.case or about.holds(facts.case["decided_on"])
    return True


def _active_in(facts: CaseFacts, about: Period) -> bool:
    """Whether the plan was in force on some day of the period (S1, S2, S8)."""
    if facts.plan is None:
        return False
    ceased = facts.plan.get("ceased_on")
    return ceased is None or ceased >= about.first


def _decision(facts: CaseFacts, about: Period) -> Tree:
    """The request; of one decided before the period, what the 20 weeks of an assessment in the period need."""
    case, decided = facts.case, facts.case.get("decided_on")
    if case.get("decision") != HISTORICAL and (decided is None or decided >= about.first):
        return row("Requests", case)
    goes_on = facts.assessment is not None and not _is_history(facts, about)
    return {"RequestOutcome": HISTORICAL} | (row("Requests", case, GOES_ON) if goes_on else {})


def _is_history(facts: CaseFacts, about: Period) -> bool:
    """Whether the plan was decided before the period, or moved in with the child."""
    assessment = facts.assessment or {}
    decided = assessment.get("outcome_on")
    moved_in = facts.case.get("moved_in_year") == about.year
    return assessment.get("outcome") == HISTORICAL or moved_in or (decided is not None and decided < about.first)


def _assessment(facts: CaseFacts, about: Period) -> Tree:
    history: Tree = {"AssessmentOutcome": HISTORICAL}
    told = history if _is_history(facts, about) else row("Assessment", facts.assessment or {})
    if facts.plan is not None:
        plan = row("NamedPlan", facts.plan)
        told["NamedPlan"] = [plan | _some("PlanDetail", facts.named_places)]
    return told


def _active_plan(facts: CaseFacts, about: Period) -> Tree:
    told: Tree = {}
    if facts.case.get("moved_in_year") == about.year:
        told |= row("ActivePlans", facts.case, CAME_FROM)
    told |= row("ActivePlans", _latest_review(facts.reviews), REVIEW)
    told |= row("ActivePlans", _transfer(facts.phase_transfers, about), PHASE_TRANSFER)
    attended = [p for p in facts.placements if p.get("left_on") is None or p["left_on"] >= about.first]
    return told | _some("PlacementDetail", attended) | _some("SENneed", facts.needs)


def _some(record: str, values: list[Values]) -> Tree:
    return {record: [row(record, one) for one in values]} if values else {}


def _latest_review(reviews: list[Values]) -> Values:
    return max(reviews, key=lambda r: r.get("met_on") or r.get("decided_on") or date.min, default={})


def _transfer(transfers: list[Values], about: Period) -> Values:
    """The transfer that is not final or became so in the period, and falls due in it or after it: the last of them."""
    told = [t for t in transfers if all(t.get(name, about.first) >= about.first for name in ("due_on", "final_on"))]
    return max(told, key=lambda t: t.get("due_on") or date.min, default={})


def as_of(facts: CaseFacts, on: date) -> CaseFacts | None:
    """What had happened in a case by the end of a day; None if it had not begun.  What has no day is told as it is."""
    case = facts.case
    if not _had_begun(facts, on):
        return None
    then = deepcopy(facts)
    if case.get("decided_on", on) > on:
        then.case = _without(case, "decided_on", "decision_mediated", "decision_appealed") | {"decision": NOT_DECIDED}
        then.assessment = None
    if then.assessment and then.assessment.get("outcome_on", on) > on:
        then.assessment = {"outcome": NOT_DECIDED}
    _plan_as_of(then, on)
    then.reviews = [_review_as_of(r, on) for r in then.reviews if (r.get("met_on") or r.get("decided_on") or on) <= on]
    then.phase_transfers = [_until(t, on, "final_on") for t in then.phase_transfers]
    then.placements = [_until(p, on, "left_on") for p in then.placements if p.get("entered_on", on) <= on]
    return then


def _had_begun(facts: CaseFacts, on: date) -> bool:
    """Judged by the request, the plan if nothing before it is told, and the first place of a plan that moved in."""
    days = [facts.case.get("received_on", on)]
    if (facts.assessment or {}).get("outcome") == HISTORICAL:
        days.append((facts.plan or {}).get("started_on", on))
    if year := facts.case.get("moved_in_year"):
        entered = (p["entered_on"] for p in facts.placements if "entered_on" in p)
        days += [date(year - 1, 1, 1), min(entered, default=on)]
    return max(days) <= on


def _plan_as_of(then: CaseFacts, on: date) -> None:
    if then.plan is None:
        return
    if then.assessment is None or then.plan.get("started_on", on) > on:
        then.plan, then.named_places, then.placements, then.needs = None, [], [], []
    elif then.plan.get("ceased_on", on) > on:
        then.plan = _without(then.plan, "ceased_on", "cease_reason")


def _review_as_of(review: Values, on: date) -> Values:
    if review.get("decided_on", on) > on:
        review = _without(review, "decided_on", "outcome", "draft_sent_on")
    return _until(review, on, "draft_sent_on")


def _until(values: Values, on: date, name: str) -> Values:
    return _without(values, name) if values.get(name, on) > on else values


def _without(values: Values, *names: str) -> Values:
    return {name: value for name, value in values.items() if name not in names}
