"""A person's history as the return of one year tells it on one day: what is decided, what is open, what is history."""

from datetime import date

from wherewithal.domain.formats.sen2.trees import Tree
from wherewithal.domain.synth.days import age
from wherewithal.domain.synth.history import Assessment, Request
from wherewithal.domain.synth.person import Person
from wherewithal.domain.synth.plan import SynthPlan
from wherewithal.domain.synth.records import Value, record
from wherewithal.domain.synth.tell_plan import PlanTeller


def tell(person: Person, requests: list[Request], plan: SynthPlan) -> Tree:
    """The tree of a person with these requests."""
    return _Teller(person, plan).person(requests)


class _Teller:
    def __init__(self, whom: Person, plan: SynthPlan) -> None:
        self.whom = whom
        self.plan = plan
        self.on = plan.told_on
        self.first = plan.period_starts_on
        self.plans = PlanTeller(whom, plan)

    def person(self, requests: list[Request]) -> Tree:
        return record(
            "Person",
            self.plan.year,
            Surname=self.whom.surname,
            Forename=self.whom.forename,
            PersonBirthDate=self.whom.life.born_on,
            Sex=self.whom.sex,
            GenderCurrent={"M": "1", "F": "2"}[self.whom.sex],
            Ethnicity=self.whom.ethnicity,
            PostCode=self.whom.postcode,
            Requests=[self.request(request) for request in requests],
            **self.numbers(requests),
        )

    def numbers(self, requests: list[Request]) -> dict[str, Value]:
        """The UPN, from 16 on often a ULN too; for some little ones, and some who withdrew early, none is known yet."""
        born_on = self.whom.life.born_on
        if self.whom.without_number and not any(self.plans.known(request.plan) for request in requests):
            if age(born_on, self.plan.census_on) < 6:
                return {"UPNunknown": "UN1"}
            if all(self.request_outcome(request) == "W" for request in requests):
                return {"UPNunknown": "UN10"}
        learns = age(born_on, self.on) >= 16
        return {"UPN": self.whom.upn, "UniqueLearnerNumber": self.whom.learner_number if learns else None}

    def request(self, request: Request) -> Tree:
        if request.received_on is None or request.decided_on is None:
            return record("Requests", self.plan.year, RequestOutcome="H", **self.what_followed(request))
        outcome = self.request_outcome(request)
        now, decided = outcome != "H", outcome in {"Y", "N"}
        return record(
            "Requests",
            self.plan.year,
            ReceivedDate=request.received_on if now or not self.is_history(request.assessment) else None,
            RequestSource=request.source if now else None,
            RYA=request.in_custody if now else None,
            RequestOutcomeDate=request.decided_on if decided else None,
            RequestOutcome=outcome,
            RequestMediation=self.past(request.mediated_on) if decided else None,
            RequestTribunal=self.past(request.appealed_on) if decided else None,
            Exported=request.moved_to if self.is_over(request) else None,
            **self.what_followed(request),
        )

    def request_outcome(self, request: Request) -> str:
        if request.decided_on is None or (request.outcome != "W" and request.decided_on < self.first):
            return "H"
        return request.outcome if self.past(request.decided_on) else "A"

    def what_followed(self, request: Request) -> dict[str, Value]:
        """The assessment, if it has begun or is history, and what is known of the plan."""
        if request.assessment is None and request.plan is None:
            return {}
        if request.assessment and not self.past(request.assessment.begins_on):
            return {}
        if request.plan is None or not self.plans.known(request.plan):
            return {"Assessment": [self.assessment(request.assessment, [])]}
        named, active = self.plans.tell(request.plan)
        return {"Assessment": [self.assessment(request.assessment, [named])], "ActivePlans": [active]}

    def assessment(self, assessment: Assessment | None, named: list[Tree]) -> Tree:
        outcome = self.assessment_outcome(assessment)
        if assessment is None or outcome in {"A", "W", "H"}:
            return record("Assessment", self.plan.year, AssessmentOutcome=outcome, NamedPlan=named)
        ended = self.past(assessment.ended_on)
        return record(
            "Assessment",
            self.plan.year,
            AssessmentOutcome=outcome,
            AssessmentOutcomeDate=assessment.ended_on if ended else None,
            AssessmentMediation=self.past(assessment.mediated_on),
            AssessmentTribunal=self.past(assessment.appealed_on),
            OtherMediation=self.past(assessment.other_mediated_on),
            OtherTribunal=self.past(assessment.other_appealed_on),
            Week20=assessment.exempt if ended and outcome == "Y" else None,
            NamedPlan=named,
        )

    def assessment_outcome(self, assessment: Assessment | None) -> str:
        if assessment is None or self.is_history(assessment):
            return "H"
        known = self.past(assessment.ended_on) or self.past(assessment.agreed_on)
        return assessment.outcome if known else "A"

    def is_history(self, assessment: Assessment | None) -> bool:
        return assessment is not None and assessment.ended_on < self.first

    def is_over(self, request: Request) -> bool:
        return self.past(request.assessment.ended_on if request.assessment else request.decided_on)

    def past(self, day: date | None) -> bool:
        return day is not None and day <= self.on
