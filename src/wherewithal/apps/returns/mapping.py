"""Between the words of the SEN2 return and the fields of the record: one table, read both ways."""

from datetime import date
from typing import Any

from wherewithal.apps.plans.facts import CaseFacts, Values
from wherewithal.domain.formats.sen2.layout import Item, layout
from wherewithal.domain.formats.sen2.trees import Tree

FIELDS: dict[str, dict[str, str]] = {
    "Person": {
        "Surname": "surname",
        "Forename": "forename",
        "PersonBirthDate": "birth_on",
        "Sex": "sex",
        "Ethnicity": "ethnicity",
        "PostCode": "postcode",
        "UPN": "upn",
        "UniqueLearnerNumber": "uln",
        "UPNunknown": "number_unknown",
    },
    "Requests": {
        "ReceivedDate": "received_on",
        "RequestSource": "source",
        "RYA": "in_custody",
        "RequestOutcomeDate": "decided_on",
        "RequestOutcome": "decision",
        "RequestMediation": "decision_mediated",
        "RequestTribunal": "decision_appealed",
        "Exported": "moved_to",
    },
    "Assessment": {
        "AssessmentOutcome": "outcome",
        "AssessmentOutcomeDate": "outcome_on",
        "AssessmentMediation": "outcome_mediated",
        "AssessmentTribunal": "outcome_appealed",
        "OtherMediation": "content_mediated",
        "OtherTribunal": "content_appealed",
        "Week20": "exception_claimed",
    },
    "NamedPlan": {
        "StartDate": "started_on",
        "PlanRes": "residential",
        "PlanWBP": "work_based",
        "PB": "personal_budget",
        "OA": "organised_arrangements",
        "DP": "direct_payments",
        "CeaseDate": "ceased_on",
        "CeaseReason": "cease_reason",
    },
    "PlanDetail": {
        "URN": "urn",
        "UKPRN": "ukprn",
        "SENsetting": "setting",
        "SENSettingOther": "setting_words",
        "PlacementRank": "rank",
        "SENunitIndicator": "in_unit",
        "ResourcedProvisionIndicator": "in_resourced_provision",
    },
    "PlacementDetail": {
        "URN": "urn",
        "UKPRN": "ukprn",
        "SENsetting": "setting",
        "SENSettingOther": "setting_words",
        "PlacementRank": "rank",
        "EntryDate": "entered_on",
        "LeavingDate": "left_on",
        "AttendancePattern": "attendance",
        "SENunitIndicator": "in_unit",
        "ResourcedProvisionIndicator": "in_resourced_provision",
        "Res": "residential",
        "WBP": "work_based",
    },
    "SENneed": {"SENtype": "type", "SENtypeRank": "rank"},
}
CAME_FROM = {"TransferLA": "came_from"}
REVIEW = {
    "ReviewMeeting": "met_on",
    "ReviewOutcome": "outcome",
    "ReviewDraft": "draft_sent_on",
    "LastReview": "decided_on",
}
PHASE_TRANSFER = {"PhaseTransferDueDate": "due_on", "PhaseTransferFinalDate": "final_on"}
WITHDRAWN = "W"
SEX_OF_GENDER = {"1": "M", "2": "F", "0": "0", "9": "9"}

_ITEMS: dict[str, dict[str, Item]] = {
    record.name: {item.name: item for item in record.items} for record in layout().records
}


def child_values(person: Tree) -> Values:
    """The fields of a child from a person of the return; what the file leaves out is "" or None."""
    values = dict.fromkeys(FIELDS["Person"].values(), "") | {"birth_on": None}
    values |= _values("Person", FIELDS["Person"], person)
    if gender := person.get("GenderCurrent"):
        values["sex"] = SEX_OF_GENDER.get(gender, "")
    return values


def cases_told(person: Tree, year: int) -> list[CaseFacts]:
    """The cases that the return of a year tells of a person, in the order of the file."""
    told = [_case(request) for request in person.get("Requests", [])]
    for facts in told:
        if WITHDRAWN in (facts.case.get("decision"), (facts.assessment or {}).get("outcome")):
            facts.case["withdrawn_year"] = year
        if "came_from" in facts.case:
            facts.case["moved_in_year"] = year
    return told


def _case(request: Tree) -> CaseFacts:
    facts = CaseFacts(case=_values("Requests", FIELDS["Requests"], request))
    for assessment in request.get("Assessment", [])[:1]:
        facts.assessment = _values("Assessment", FIELDS["Assessment"], assessment)
        for plan in assessment.get("NamedPlan", [])[:1]:
            facts.plan = _values("NamedPlan", FIELDS["NamedPlan"], plan)
            facts.named_places = _each("PlanDetail", plan)
    for active in request.get("ActivePlans", [])[:1]:
        facts.case |= _values("ActivePlans", CAME_FROM, active)
        facts.placements = _each("PlacementDetail", active)
        facts.needs = _each("SENneed", active)
        facts.reviews = [found] if (found := _values("ActivePlans", REVIEW, active)) else []
        facts.phase_transfers = [found] if (found := _values("ActivePlans", PHASE_TRANSFER, active)) else []
    return facts


def _each(record: str, parent: Tree) -> list[Values]:
    return [_values(record, FIELDS[record], row) for row in parent.get(record, [])]


def _values(record: str, fields: dict[str, str], row: Tree) -> Values:
    items = _ITEMS[record]
    return {field: from_text(items[name], row[name]) for name, field in fields.items() if name in row}


def from_text(item: Item, text: str) -> Any:
    """A value of the return as the record holds it; the file has been checked, so it can be read."""
    match item.type:
        case "date":
            return date.fromisoformat(text[:10])
        case "flag":
            return text.lower() in {"1", "true", "y"}
        case "whole":
            return int(text)
    return text


def to_text(value: Any) -> str:
    """A value of the record as the return writes it."""
    match value:
        case bool():
            return "1" if value else "0"
        case date():
            return value.isoformat()
    return str(value)


def row(record: str, values: Values, fields: dict[str, str] | None = None) -> Tree:
    """A record of the return from the fields of the record; what is not known is left out."""
    return {
        name: to_text(values[field])
        for name, field in (fields or FIELDS[record]).items()
        if values.get(field) not in (None, "")
    }
