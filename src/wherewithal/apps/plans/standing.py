"""Working out where cases stand: the clocks that run or ran, the stage, and what presses most.

Nothing here depends on the day on which it is worked out: a clock that runs has its last day, and whether that has
passed is asked when a page is shown.
"""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from wherewithal.apps.places.models import Authority, School
from wherewithal.apps.plans.facts import CaseFacts, facts_of
from wherewithal.apps.plans.lawful import UNRECORDED, ended_undated, law_facts
from wherewithal.apps.plans.models import Case, Clock, Stage, Standing
from wherewithal.apps.plans.recording import BATCH, with_parts
from wherewithal.domain import law

NOT_IN_EDUCATION = frozenset({"NEET", "NIEC", "NIEO"})


def work_out(authority: Authority, cases: Iterable[tuple[Case, CaseFacts]], *, as_at: date) -> int:
    """Make the clocks and the standing of some cases anew; returns how many cases."""
    schools = frozenset(School.objects.values_list("urn", flat=True))
    rows = iter(cases)
    done = 0
    while some := list(islice(rows, BATCH)):
        _forget([case.pk for case, _ in some])
        clocks, standings = [], []
        for case, facts in some:
            found = law.clocks(law_facts(facts, birth_on=case.child.birth_on), as_at)
            kept = [_clock(case, clock) for clock in found if is_kept(clock)]
            clocks += kept
            standings.append(_standing(case, facts, kept, as_at, schools))
        Clock.objects.bulk_create(clocks, batch_size=BATCH)
        Standing.objects.bulk_create(standings, batch_size=BATCH)
        done += len(some)
    return done


def work_out_again(authority: Authority, *, as_at: date) -> int:
    """Make the clocks and the standing of every case of an authority anew, as after a change of law."""
    recorded = with_parts(Case.objects.filter(authority=authority, superseded_at=None).select_related("child"))
    cases = recorded.order_by("pk").iterator(chunk_size=BATCH)
    return work_out(authority, ((case, facts_of(case)) for case in cases), as_at=as_at)


def _forget(cases: list[int]) -> None:
    Clock.objects.filter(case__in=cases).delete()
    Standing.objects.filter(case__in=cases).delete()


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


def _clock(case: Case, clock: law.Clock) -> Clock:
    return Clock(
        case=case,
        authority_id=case.authority_id,
        rule=clock.key,
        force=clock.rule.force,
        started_on=clock.started_on,
        due_on=clock.due_on,
        met_on=clock.met_on,
        exception_claimed=clock.exception_claimed,
    )


def _standing(case: Case, facts: CaseFacts, clocks: list[Clock], as_at: date, schools: frozenset[str]) -> Standing:
    running = [clock for clock in clocks if clock.met_on is None]
    next_clock = min(running, key=lambda clock: clock.due_on, default=None)
    place = facts.placement(as_at) or {}
    urn = place.get("urn", "")
    return Standing(
        case=case,
        authority_id=case.authority_id,
        stage=stage(facts, as_at),
        next_rule=next_clock.rule if next_clock else "",
        next_started_on=next_clock.started_on if next_clock else None,
        next_due_on=next_clock.due_on if next_clock else None,
        out_of_school=place.get("setting") in NOT_IN_EDUCATION,
        school_id=urn if urn in schools else None,
        setting=place.get("setting", ""),
        need=facts.main_need(),
        birth_on=case.child.birth_on,
    )


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
