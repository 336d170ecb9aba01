"""Faults in plans, the places they name, and their reviews."""

from __future__ import annotations

from datetime import timedelta

from wherewithal.domain.formats.sen2.trees import Tree
from wherewithal.domain.synth.faults.kinds import (
    Change,
    Setting,
    active_plan,
    active_request,
    add,
    assessments,
    day,
    detail,
    drop,
    fault,
    first,
    moved,
    plan_in_force,
    plans,
    put,
    requests,
)

UNKNOWN_URN = "899999"


@fault("SV401")
def start_missing(person: Tree, at: Setting) -> Change | None:
    return drop(plan_in_force(person), "NamedPlan", "StartDate")


@fault("SV402")
def starts_after_census(person: Tree, at: Setting) -> Change | None:
    return put(plan_in_force(person), "NamedPlan", "StartDate", at.after_census())


@fault("SV403")
def starts_before_birth(person: Tree, at: Setting) -> Change | None:
    early = day(person, "PersonBirthDate") - timedelta(days=at.dice.between(1, 90))
    return put(plan_in_force(person), "NamedPlan", "StartDate", early.isoformat())


@fault("SV405")
def starts_before_the_request(person: Tree, at: Setting) -> Change | None:
    issued = first(assessments(person), AssessmentOutcome="Y")
    received = [request for request in requests(person) if "ReceivedDate" in request]
    if issued is None or len(requests(person)) > 1 or not received:
        return None
    early = day(received[0], "ReceivedDate") - timedelta(days=at.dice.between(5, 40))
    return put(next(iter(plans(person)), None), "NamedPlan", "StartDate", early.isoformat())


@fault("SV408")
def residential_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    return put(plan_in_force(person), "NamedPlan", "PlanRes", "Y")


@fault("SV411")
def budget_not_said(person: Tree, at: Setting) -> Change | None:
    return drop(plan_in_force(person), "NamedPlan", "PB")


@fault("SV412")
def arrangements_not_said(person: Tree, at: Setting) -> Change | None:
    return drop(first(plans(person), PB="1"), "NamedPlan", "OA")


@fault("SV413")
def payments_without_a_budget(person: Tree, at: Setting) -> Change | None:
    return put(first(plans(person), PB="0"), "NamedPlan", "DP", at.dice.pick("EHSI"))


@fault("SV416")
def ends_before_it_starts(person: Tree, at: Setting) -> Change | None:
    return moved(_ended(person), "NamedPlan", "CeaseDate", since="StartDate", days=-at.dice.between(1, 60))


@fault("SV417")
def ends_after_census(person: Tree, at: Setting) -> Change | None:
    return put(_ended(person), "NamedPlan", "CeaseDate", at.after_census())


@fault("SV419")
def ended_without_a_reason(person: Tree, at: Setting) -> Change | None:
    return drop(_ended(person), "NamedPlan", "CeaseReason")


@fault("SV420")
def reason_without_an_end(person: Tree, at: Setting) -> Change | None:
    return put(plan_in_force(person), "NamedPlan", "CeaseReason", at.dice.pick("2456"))


@fault("SV421")
def reason_to_end_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    return put(_ended(person), "NamedPlan", "CeaseReason", "0")


@fault("SV430")
def names_no_place(person: Tree, at: Setting) -> Change | None:
    return drop(plan_in_force(person), "NamedPlan", "PlanDetail")


@fault("SV432")
def named_place_of_no_rank(person: Tree, at: Setting) -> Change | None:
    return put(detail(person), "PlanDetail", "PlacementRank", "3")


@fault("SV433")
def names_only_a_second_place(person: Tree, at: Setting) -> Change | None:
    return put(detail(person), "PlanDetail", "PlacementRank", "2")


@fault("SV434")
def names_two_main_places(person: Tree, at: Setting) -> Change | None:
    second: Tree = {"SENsetting": "OLA", "PlacementRank": "1", "SENunitIndicator": "0"}
    second["ResourcedProvisionIndicator"] = "0"
    return add(plan_in_force(person), "PlanDetail", second, "PlacementRank")


@fault("SV435")
def named_place_not_identified(person: Tree, at: Setting) -> Change | None:
    return drop(detail(person), "PlanDetail", "URN")


@fault("SV437")
def named_school_number_too_long(person: Tree, at: Setting) -> Change | None:
    return put(detail(person), "PlanDetail", "URN", "9000001")


@fault("SV438")
def named_school_unknown(person: Tree, at: Setting) -> Change | None:
    return put(detail(person), "PlanDetail", "URN", UNKNOWN_URN)


@fault("SV442")
def names_no_education(person: Tree, at: Setting) -> Change | None:
    found = detail(person)
    return put(found, "PlanDetail", "SENsetting", "NEET") if drop(found, "PlanDetail", "URN") else None


@fault("SV445")
def unit_in_the_plan_not_said(person: Tree, at: Setting) -> Change | None:
    return drop(detail(person), "PlanDetail", "SENunitIndicator")


@fault("SV446")
def names_unit_and_provision(person: Tree, at: Setting) -> Change | None:
    found = detail(person)
    return put(found, "PlanDetail", "SENunitIndicator", "1") and put(
        found, "PlanDetail", "ResourcedProvisionIndicator", "1"
    )


@fault("SV501")
def in_force_without_its_module(person: Tree, at: Setting) -> Change | None:
    return drop(active_request(person), "Requests", "ActivePlans")


@fault("SV505")
def moved_in_from_the_own_authority(person: Tree, at: Setting) -> Change | None:
    return put(active_plan(person), "ActivePlans", "TransferLA", at.authority)


@fault("SV506", first_year=2024)
def review_after_census(person: Tree, at: Setting) -> Change | None:
    return put(active_plan(person), "ActivePlans", "ReviewMeeting", at.after_census())


@fault("SV508", first_year=2024)
def review_outcome_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    return put(_reviewed(person), "ActivePlans", "ReviewOutcome", "N")


@fault("SV509", first_year=2024)
def outcome_without_a_meeting(person: Tree, at: Setting) -> Change | None:
    return drop(_reviewed(person), "ActivePlans", "ReviewMeeting")


@fault("SV510", first_year=2024)
def outcome_without_its_date(person: Tree, at: Setting) -> Change | None:
    return drop(_reviewed(person), "ActivePlans", "LastReview")


@fault("SV512")
def review_decided_after_census(person: Tree, at: Setting) -> Change | None:
    return put(active_plan(person), "ActivePlans", "LastReview", at.after_census())


@fault("SV513", first_year=2024)
def review_decided_before_it_was_held(person: Tree, at: Setting) -> Change | None:
    return moved(_reviewed(person), "ActivePlans", "LastReview", since="ReviewMeeting", days=-at.dice.between(1, 30))


@fault("SV518", first_year=2025)
def draft_of_a_plan_kept_as_it_is(person: Tree, at: Setting) -> Change | None:
    found = active_plan(person)
    if found is None or found.get("ReviewOutcome") != "M":
        return None
    return put(found, "ActivePlans", "ReviewDraft", str(found["LastReview"]))


@fault("SV519", first_year=2025)
def draft_before_the_meeting(person: Tree, at: Setting) -> Change | None:
    return moved(active_plan(person), "ActivePlans", "ReviewDraft", since="ReviewMeeting", days=-at.dice.between(1, 30))


@fault("SV523", first_year=2025)
def final_without_a_due_day(person: Tree, at: Setting) -> Change | None:
    found = active_plan(person)
    return drop(found, "ActivePlans", "PhaseTransferDueDate") if found and "PhaseTransferFinalDate" in found else None


def _ended(person: Tree) -> Tree | None:
    return next((plan for plan in plans(person) if "CeaseDate" in plan), None)


def _reviewed(person: Tree) -> Tree | None:
    found = active_plan(person)
    return found if found and "ReviewOutcome" in found else None
