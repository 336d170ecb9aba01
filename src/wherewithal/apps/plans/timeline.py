"""What happened in a case, day by day, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wherewithal.apps.plans.facts import CaseFacts, Values
from wherewithal.domain.formats.sen2.layout import codes

KINDS = DECISIONS, REVIEWS, PLACES = "Decisions", "Reviews", "Places"


@dataclass(frozen=True)
class Event:
    """``kind`` is what the timeline can be narrowed to."""

    on: date
    words: str
    kind: str


Names = Mapping[str, str]
"""The name of each school, by its number."""


def events(facts: CaseFacts, schools: Names) -> list[Event]:
    """Every dated fact of a case, the newest first."""
    found = [*_request(facts), *_assessment(facts), *_plan(facts), *_reviews(facts), *_places(facts, schools)]
    return sorted(found, key=lambda event: event.on, reverse=True)


def _request(facts: CaseFacts) -> Iterator[Event]:
    case = facts.case
    if received := case.get("received_on"):
        who = codes("request_source").get(case.get("source", ""), "")
        custody = ", while the young person was in custody" if case.get("in_custody") else ""
        yield Event(received, f"Request for an assessment{_from(who)}{custody}", DECISIONS)
    if decided := case.get("decided_on"):
        outcome = {"Y": "Decided to assess", "N": "Decided not to assess"}.get(case.get("decision", ""), "Decided")
        yield Event(decided, outcome, DECISIONS)


def _from(who: str) -> str:
    return f" from: {who[:1].lower()}{who[1:]}" if who else ""


def _assessment(facts: CaseFacts) -> Iterator[Event]:
    assessment = facts.assessment or {}
    if on := assessment.get("outcome_on"):
        outcome = {"Y": "Final plan sent", "N": "Told that there will be no plan"}
        claimed = (
            "; the authority says an exception to the 20 weeks applied" if assessment.get("exception_claimed") else ""
        )
        yield Event(on, outcome.get(assessment.get("outcome", ""), "Assessment ended") + claimed, DECISIONS)


def _plan(facts: CaseFacts) -> Iterator[Event]:
    plan = facts.plan or {}
    started = plan.get("started_on")
    if started and started != (facts.assessment or {}).get("outcome_on"):
        yield Event(started, "Plan begins", DECISIONS)
    if ceased := plan.get("ceased_on"):
        why = codes("cease_reason").get(plan.get("cease_reason", ""), "")
        yield Event(ceased, f"Plan ended{_because(why)}", DECISIONS)
    for transfer in facts.phase_transfers:
        if due := transfer.get("due_on"):
            yield Event(due, "Last day for the plan to name the next school or college", DECISIONS)
        if final := transfer.get("final_on"):
            yield Event(final, "Final plan for the move to the next school or college", DECISIONS)


def _because(why: str) -> str:
    return f": {why[:1].lower()}{why[1:]}" if why else ""


def _reviews(facts: CaseFacts) -> Iterator[Event]:
    outcomes = {
        "A": "decided to amend the plan",
        "C": "decided to end the plan",
        "M": "decided to keep the plan as it is",
    }
    for review in facts.reviews:
        if met := review.get("met_on"):
            yield Event(met, "Annual review meeting", REVIEWS)
        if decided := review.get("decided_on"):
            outcome = outcomes.get(review.get("outcome", ""), "decision told to the family")
            yield Event(decided, f"Annual review: {outcome}", REVIEWS)
        if sent := review.get("draft_sent_on"):
            yield Event(sent, "Draft of the amended plan sent", REVIEWS)


def _places(facts: CaseFacts, schools: Names) -> Iterator[Event]:
    for placement in facts.placements:
        began, ended = ("Started at ", "Left ") if _is_a_school(placement) else ("Began: ", "Ended: ")
        if entered := placement.get("entered_on"):
            yield Event(entered, began + place(placement, schools), PLACES)
        if left := placement.get("left_on"):
            yield Event(left, ended + place(placement, schools), PLACES)


def _is_a_school(values: Values) -> bool:
    return "urn" in values or "ukprn" in values


def place(values: Values, schools: Names) -> str:
    """A place in words: its name, its number where the schools register does not have it, or the kind of setting."""
    if urn := values.get("urn"):
        return schools.get(urn, f"school {urn}")
    if ukprn := values.get("ukprn"):
        return f"provider {ukprn}"
    words = codes("setting").get(values.get("setting", ""), "a place not recorded")
    return f"{words[:1].lower()}{words[1:]}"
