"""A case's facts as the law engine takes them: dated events, and which events the record does not hold."""

from collections.abc import Iterator
from datetime import date

from wherewithal.apps.plans.facts import HISTORICAL, CaseFacts
from wherewithal.domain.law import Fact, Facts, fact

UNRECORDED = frozenset(
    {
        "advice_requested",
        "advice_received",
        "assessment_completed",
        "draft_plan_served",
        "school_consulted",
        "school_replied",
        "representations_made",
        "review_notice_given",
        "review_papers_sent",
        "review_report_sent",
        "no_amendment_notified",
        "amended_final_sent",
    }
)
"""Events that a SEN2 return does not tell of, so that their absence says nothing."""

DRAFTS_TOLD_SINCE = date(2024, 1, 1)
YES_OR_NO = {"Y": "yes", "N": "no"}
REVIEW_OUTCOMES = {"M": "maintain", "A": "amend", "C": "cease"}
WITHDRAWN = "W"


def law_facts(facts: CaseFacts, *, birth_on: date | None) -> Facts:
    """The dated events of a case.  A request that ended on a day not recorded is left out: its clocks stopped."""
    events: list[Fact] = [fact("born", birth_on)] if birth_on else []
    if not ended_undated(facts):
        events += _request(facts)
        events += _assessment(facts)
    events += _plan(facts)
    events += _reviews(facts)
    return Facts(events, unrecorded=UNRECORDED if _drafts_are_told(facts) else UNRECORDED | {"amendment_notice_sent"})


def _drafts_are_told(facts: CaseFacts) -> bool:
    """The day of the draft is collected from the return of 2025 on, which tells of reviews since January 2024."""
    return any(review.get("met_on", date.min) >= DRAFTS_TOLD_SINCE for review in facts.reviews)


def ended_undated(facts: CaseFacts) -> bool:
    """Withdrawn, or moved away before the assessment was finished: the return gives no day for either."""
    outcomes = (facts.case.get("decision"), (facts.assessment or {}).get("outcome"))
    return WITHDRAWN in outcomes or (bool(facts.case.get("moved_to")) and facts.plan is None)


def _request(facts: CaseFacts) -> Iterator[Fact]:
    case = facts.case
    if received := case.get("received_on"):
        yield fact("request_received", received)
    decision, decided = case.get("decision", ""), case.get("decided_on")
    if decided and decision in YES_OR_NO:
        yield fact("assess_decision_notified", decided, outcome=YES_OR_NO[decision])
    elif received and decision in {"Y", HISTORICAL}:
        yield fact("assessment_under_way", received)


def _assessment(facts: CaseFacts) -> Iterator[Fact]:
    assessment = facts.assessment or {}
    if told := assessment.get("outcome_on"):
        match assessment.get("outcome"):
            case "N":
                yield fact("no_plan_notified", told)
            case "Y":
                yield fact("final_plan_sent", told)
    if assessment.get("exception_claimed") and (received := facts.case.get("received_on")):
        yield fact("exception_claimed", received, rule="FINAL-20W")


def _plan(facts: CaseFacts) -> Iterator[Fact]:
    plan = facts.plan or {}
    if started := plan.get("started_on"):
        yield fact("plan_made", started)
    if ceased := plan.get("ceased_on"):
        yield fact("plan_ceased", ceased)
    for transfer in facts.phase_transfers:
        if due := transfer.get("due_on"):
            yield fact("phase_deadline", due)
        if final := transfer.get("final_on"):
            yield fact("phase_final_sent", final)


def _reviews(facts: CaseFacts) -> Iterator[Fact]:
    """The return tells of the latest review alone, so the record of reviews begins with the first one it tells of."""
    days = [day for review in facts.reviews if (day := review.get("met_on") or review.get("decided_on"))]
    if days:
        yield fact("record_begins", min(days))
    for review in facts.reviews:
        if met := review.get("met_on"):
            yield fact("review_meeting", met)
        if sent := review.get("draft_sent_on"):
            yield fact("amendment_notice_sent", sent)
        if decided := review.get("decided_on"):
            outcome = REVIEW_OUTCOMES.get(review.get("outcome", ""))
            yield fact("review_decision_notified", decided, **({"outcome": outcome} if outcome else {}))
