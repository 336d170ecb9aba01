"""Working out where cases stand: the clocks that run or ran, the stage, and what presses most.

Nothing here depends on the day on which it is worked out: a clock that runs has its last day, and whether that has
passed is asked when a page is shown.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from wherewithal.apps.places.models import Authority, School
from wherewithal.apps.plans.facts import CaseFacts, Values, facts_of
from wherewithal.apps.plans.lawful import UNRECORDED, ended_undated, law_facts
from wherewithal.apps.plans.models import Case, Clock, Stage, Standing
from wherewithal.apps.plans.recording import with_parts
from wherewithal.apps.plans.tables import add_many, columns, in_batches
from wherewithal.domain import law

NOT_IN_EDUCATION = frozenset({"NEET", "NIEC", "NIEO"})
TWENTY_WEEKS = timedelta(weeks=20)
DISPUTED = {
    "case": ("decision_mediated", "decision_appealed"),
    "assessment": ("outcome_mediated", "outcome_appealed", "content_mediated", "content_appealed"),
}
"""What keeps a plan out of the published measure of timeliness.  Source: DfE, "Education, health and care plans"."""

Rows = tuple[Values | None, list[Values]]
"""The standing of a case and its clocks: values by column."""


def work_out(authority: Authority, cases: Iterable[tuple[Case, CaseFacts]], *, as_at: date) -> int:
    """Bring the clocks and the standing of some cases up to date; returns how many cases.  What is right is left."""
    schools = frozenset(School.objects.values_list("urn", flat=True))
    done = 0
    for some in in_batches(cases):
        _bring_up_to_date(some, as_at, schools)
        done += len(some)
    return done


def work_out_again(authority: Authority, *, as_at: date) -> int:
    """Bring every case of an authority up to date, as after a change of law: some at a time, so that nobody waits."""
    cases = Case.objects.filter(authority=authority, superseded_at=None)
    pks = list(cases.order_by("pk").values_list("pk", flat=True))
    for some in in_batches(pks):
        with transaction.atomic():
            _held(some)
            found = with_parts(cases.filter(pk__in=some).select_related("child")).order_by("pk")
            work_out(authority, ((case, facts_of(case)) for case in found), as_at=as_at)
    return len(pks)


@transaction.atomic
def _bring_up_to_date(cases: list[tuple[Case, CaseFacts]], as_at: date, schools: frozenset[str]) -> None:
    caseworkers = _held([case.pk for case, _ in cases])
    worked_out = {case.pk: _rows(case, facts, caseworkers[case.pk], as_at, schools) for case, facts in cases}
    recorded = _recorded(list(worked_out))
    wrong = [case for case, rows in worked_out.items() if recorded[case] != rows]
    for model in (Clock, Standing):
        model.objects.filter(case__in=wrong).delete()
    add_many(Clock, (clock for case in wrong for clock in worked_out[case][1]))
    add_many(Standing, (worked_out[case][0] for case in wrong))


def _held(cases: list[int]) -> dict[int, int | None]:
    """The caseworker of each case; nobody else changes any of these cases until the transaction ends."""
    held = Case.objects.filter(pk__in=cases).order_by("pk").select_for_update(no_key=True)
    return dict(held.values_list("pk", "caseworker_id"))


def _recorded(cases: list[int]) -> dict[int, Rows]:
    clocks: dict[int, list[Values]] = {case: [] for case in cases}
    for clock in Clock.objects.filter(case__in=cases).order_by("pk").values(*columns(Clock)):
        clocks[clock["case_id"]].append(clock)
    standings = {row["case_id"]: row for row in Standing.objects.filter(case__in=cases).values(*columns(Standing))}
    return {case: (standings.get(case), clocks[case]) for case in cases}


def _rows(case: Case, facts: CaseFacts, caseworker: int | None, as_at: date, schools: frozenset[str]) -> Rows:
    found = law.clocks(law_facts(facts, birth_on=case.child.birth_on), as_at)
    clocks = [_clock(case, clock) for clock in found if is_kept(clock)]
    return _standing(case, facts, clocks, as_at, schools) | {"caseworker_id": caseworker}, clocks


def is_kept(clock: law.Clock) -> bool:
    """A legal limit that was met, late or in time, or that runs and whose end the record would hold."""
    rule = clock.rule
    if rule.force != "must":
        return False
    if clock.met_on is not None:
        return True
    return clock.is_open and not rule.conditional and clock.status is not law.Status.NOT_KNOWN and _would_be_seen(clock)


def _would_be_seen(clock: law.Clock) -> bool:
    return UNRECORDED.isdisjoint(clock.rule.acts)


def _clock(case: Case, clock: law.Clock) -> Values:
    return {
        "case_id": case.pk,
        "authority_id": case.authority_id,
        "rule": clock.key,
        "force": clock.rule.force,
        "started_on": clock.started_on,
        "due_on": clock.due_on,
        "met_on": clock.met_on,
        "exception_claimed": clock.exception_claimed,
    }


def _standing(case: Case, facts: CaseFacts, clocks: list[Values], as_at: date, schools: frozenset[str]) -> Values:
    running = [clock for clock in clocks if clock["met_on"] is None]
    next_clock = min(running, key=lambda clock: clock["due_on"], default={})
    place = facts.placement(as_at) or {}
    urn = place.get("urn", "")
    now = stage(facts, as_at)
    return {
        "case_id": case.pk,
        "child_id": case.child_id,
        "authority_id": case.authority_id,
        "stage": now.value,
        "is_open": now is not Stage.CLOSED,
        "received_on": facts.case.get("received_on"),
        "next_rule": next_clock.get("rule", ""),
        "next_started_on": next_clock.get("started_on"),
        "next_due_on": next_clock.get("due_on"),
        "out_of_school": place.get("setting") in NOT_IN_EDUCATION,
        "school_id": urn if urn in schools else None,
        "setting": place.get("setting", ""),
        "need": facts.main_need(),
        "surname": case.child.surname,
        "forename": case.child.forename,
        "birth_on": case.child.birth_on,
        **_issue(facts),
    }


def _issue(facts: CaseFacts) -> Values:
    """When the plan was issued and whether in time, if the published measure counts it."""
    assessment, received = facts.assessment or {}, facts.case.get("received_on")
    disputed = any((getattr(facts, part) or {}).get(name) for part, names in DISPUTED.items() for name in names)
    counted = assessment.get("outcome") == "Y" and received is not None and not disputed
    issued_on = assessment.get("outcome_on") if counted else None
    return {
        "issued_on": issued_on,
        "issued_in_time": issued_on is not None and issued_on <= received + TWENTY_WEEKS,
        "exception_claimed": issued_on is not None and assessment.get("exception_claimed", False),
    }


def stage(facts: CaseFacts, on: date) -> Stage:
    """Where a case is on a day."""
    if facts.plan is not None:
        return Stage.PLAN if facts.active(on) else Stage.CLOSED
    decision, assessment = facts.case.get("decision", ""), facts.assessment
    if ended_undated(facts) or (decision == "N" and assessment is None):
        return Stage.CLOSED
    if assessment is None:
        return Stage.ASSESSMENT if decision in {"Y", "H"} else Stage.REQUEST
    outcome = assessment.get("outcome", "A")
    return {"A": Stage.ASSESSMENT, "Y": Stage.PLAN_AGREED}.get(outcome, Stage.CLOSED)
