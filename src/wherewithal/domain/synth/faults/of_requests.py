"""Faults in requests and assessments."""

from __future__ import annotations

from datetime import timedelta

from wherewithal.domain.formats.sen2.trees import Tree
from wherewithal.domain.synth.faults.kinds import (
    Change,
    Setting,
    add,
    assessments,
    day,
    drop,
    fault,
    first,
    moved,
    put,
    requests,
    text,
)


@fault("SV201")
def outcome_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    return put(requests(person)[0], "Requests", "RequestOutcome", at.dice.pick("XPU"))


@fault("SV202")
def received_date_missing(person: Tree, at: Setting) -> Change | None:
    return drop(_asked(person), "Requests", "ReceivedDate")


@fault("SV203")
def received_after_census(person: Tree, at: Setting) -> Change | None:
    return put(_asked(person), "Requests", "ReceivedDate", at.after_census())


@fault("SV204")
def received_before_birth(person: Tree, at: Setting) -> Change | None:
    early = day(person, "PersonBirthDate") - timedelta(days=30)
    return put(_asked(person), "Requests", "ReceivedDate", early.isoformat())


@fault("SV206", first_year=2025)
def source_missing(person: Tree, at: Setting) -> Change | None:
    return drop(_asked(person), "Requests", "RequestSource")


@fault("SV207", first_year=2025)
def source_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    return put(_asked(person), "Requests", "RequestSource", at.dice.pick("0689"))


@fault("SV208")
def youth_custody_not_said(person: Tree, at: Setting) -> Change | None:
    return drop(_asked(person), "Requests", "RYA")


@fault("SV210")
def decision_date_missing(person: Tree, at: Setting) -> Change | None:
    return drop(_decided(person), "Requests", "RequestOutcomeDate")


@fault("SV212")
def decided_before_received(person: Tree, at: Setting) -> Change | None:
    return moved(_decided(person), "Requests", "RequestOutcomeDate", since="ReceivedDate", days=-at.dice.between(1, 9))


@fault("SV213")
def decided_after_census(person: Tree, at: Setting) -> Change | None:
    return put(_decided(person), "Requests", "RequestOutcomeDate", at.after_census())


@fault("SV214")
def decided_before_the_period(person: Tree, at: Setting) -> Change | None:
    return put(_decided(person), "Requests", "RequestOutcomeDate", at.before_period())


@fault("SV219")
def mediation_not_said(person: Tree, at: Setting) -> Change | None:
    return drop(_decided(person), "Requests", at.dice.pick(("RequestMediation", "RequestTribunal")))


@fault("SV222")
def moved_to_the_own_authority(person: Tree, at: Setting) -> Change | None:
    return put(_asked(person), "Requests", "Exported", at.authority)


@fault("SV225")
def the_same_request_twice(person: Tree, at: Setting) -> Change | None:
    request = first(requests(person), RequestOutcome="NW")
    return add(person, "Requests", dict(request), "ReceivedDate") if request else None


@fault("SV228")
def agreed_without_an_assessment(person: Tree, at: Setting) -> Change | None:
    request = first(requests(person), RequestOutcome="Y")
    return drop(request, "Requests", "Assessment")


@fault("SV230")
def withdrawn_with_an_assessment(person: Tree, at: Setting) -> Change | None:
    request = first(requests(person), RequestOutcome="Y")
    return put(request, "Requests", "RequestOutcome", "W")


@fault("SV301")
def assessment_outcome_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    return put(next(iter(assessments(person)), None), "Assessment", "AssessmentOutcome", "X")


@fault("SV302")
def no_plan_without_a_date(person: Tree, at: Setting) -> Change | None:
    return drop(first(assessments(person), AssessmentOutcome="N"), "Assessment", "AssessmentOutcomeDate")


@fault("SV303")
def issued_without_a_date(person: Tree, at: Setting) -> Change | None:
    found = _issued(person)
    return drop(found, "Assessment", "AssessmentOutcomeDate") if found and "NamedPlan" in found else None


@fault("SV307")
def issued_before_the_request(person: Tree, at: Setting) -> Change | None:
    request, assessment = _asked(person), _issued(person)
    if request is None or assessment is None or "ReceivedDate" not in request or len(requests(person)) > 1:
        return None
    early = day(request, "ReceivedDate") - timedelta(days=at.dice.between(2, 20))
    return put(assessment, "Assessment", "AssessmentOutcomeDate", early.isoformat())


@fault("SV308")
def issued_after_census(person: Tree, at: Setting) -> Change | None:
    return put(_issued(person), "Assessment", "AssessmentOutcomeDate", at.after_census())


@fault("SV309")
def issued_before_the_period(person: Tree, at: Setting) -> Change | None:
    return put(_issued(person), "Assessment", "AssessmentOutcomeDate", at.before_period())


@fault("SV313")
def exceptions_not_said(person: Tree, at: Setting) -> Change | None:
    return drop(_issued(person), "Assessment", "Week20")


@fault("SV317")
def disputes_not_said(person: Tree, at: Setting) -> Change | None:
    items = ("AssessmentMediation", "AssessmentTribunal", "OtherMediation", "OtherTribunal")
    return drop(first(assessments(person), AssessmentOutcome="YN"), "Assessment", at.dice.pick(items))


@fault("SV323")
def historical_without_a_plan(person: Tree, at: Setting) -> Change | None:
    return drop(first(assessments(person), AssessmentOutcome="H"), "Assessment", "NamedPlan")


@fault("SV324")
def withdrawn_with_a_plan(person: Tree, at: Setting) -> Change | None:
    found = _issued(person)
    return put(found, "Assessment", "AssessmentOutcome", "W") if found and "NamedPlan" in found else None


def _asked(person: Tree) -> Tree | None:
    """The first request that is not history."""
    return first(requests(person), RequestOutcome="YNAW")


def _decided(person: Tree) -> Tree | None:
    return first(requests(person), RequestOutcome="YN")


def _issued(person: Tree) -> Tree | None:
    found = first(assessments(person), AssessmentOutcome="Y")
    return found if found and text(found, "AssessmentOutcomeDate") else None
