"""Rules on assessments."""

from wherewithal.domain.formats.sen2.check.days import elapsed
from wherewithal.domain.formats.sen2.check.facts import DISPUTES, Facts
from wherewithal.domain.formats.sen2.check.rules import Spot, rule
from wherewithal.domain.formats.sen2.columns import Bools, Days
from wherewithal.domain.formats.sen2.layout import codes

ABOUT_THE_PLAN = DISPUTES[2:]


@rule("SV301")
def outcome_invalid(f: Facts) -> Bools:
    return ~f.assessment["AssessmentOutcome"].isin(codes("assessment_outcome", f.year))


@rule("SV302")
def date_of_no_plan_missing(f: Facts) -> Bools:
    return _is(f, "N") & f.assessment.blank("AssessmentOutcomeDate")


@rule("SV303")
def date_of_plan_missing(f: Facts) -> Bools:
    return _is(f, "Y") & f.assessment.any("NamedPlan") & f.assessment.blank("AssessmentOutcomeDate")


@rule("SV304")
def date_without_a_plan(f: Facts) -> Bools:
    return _is(f, "Y") & f.assessment.has("AssessmentOutcomeDate") & ~f.assessment.any("NamedPlan")


@rule("SV305")
def date_not_needed(f: Facts) -> Bools:
    return _is(f, "A W H") & f.assessment.has("AssessmentOutcomeDate")


@rule("SV306")
def before_the_request_decision(f: Facts) -> Bools:
    return f.assessment.isin("RequestOutcome", "Y") & (_day(f) < f.assessment.day("RequestOutcomeDate"))


@rule("SV307")
def before_the_request(f: Facts) -> Bools:
    return _day(f) < f.assessment.day("ReceivedDate")


@rule("SV308")
def after_census(f: Facts) -> Bools:
    return _day(f) > f.census


@rule("SV309")
def should_be_historical(f: Facts) -> Bools:
    return _is(f, "Y N") & (_day(f) < f.period_start)


@rule("SV310")
def no_plan_took_over_16_weeks(f: Facts) -> Bools:
    return _is(f, "N") & _took_over(f, f.limit("SV310"))


@rule("SV311")
def plan_took_over_20_weeks(f: Facts) -> Bools:
    undisputed = ~f.assessment.yes(*DISPUTES)
    return _is(f, "Y") & f.assessment.no("Week20") & _took_over(f, f.limit("SV311")) & undisputed


@rule("SV312")
def plan_took_over_a_year(f: Facts) -> Bools:
    return _is(f, "Y") & _took_over(f, f.limit("SV312"))


@rule("SV313")
def exception_unanswered(f: Facts) -> Bools:
    return _is(f, "Y") & f.assessment.has("AssessmentOutcomeDate") & f.assessment.unanswered("Week20")


@rule("SV314")
def exception_although_in_time(f: Facts) -> Bools:
    taken = elapsed(f.assessment.day("ReceivedDate"), _day(f))
    return f.assessment.yes("Week20") & (taken <= f.limit("SV314"))


@rule("SV315")
def many_exceptions(f: Facts) -> list[Spot]:
    claimed = _is(f, "Y") & f.assessment.yes("Week20")
    return f.share("SV315", int(claimed.sum()), int(_is(f, "Y").sum()), "assessments that led to a plan")


@rule("SV316")
def exception_not_needed(f: Facts) -> Bools:
    return _is(f, "A W H") & f.assessment.yes("Week20")


@rule("SV317")
def disputes_unanswered(f: Facts) -> Bools:
    return _is(f, "Y N") & f.assessment.unanswered(*ABOUT_THE_PLAN)


@rule("SV318")
def disputes_not_needed(f: Facts) -> Bools:
    return _is(f, "A W H") & f.assessment.yes(*ABOUT_THE_PLAN)


@rule("SV319")
def disputed_although_agreed(f: Facts) -> Bools:
    return _is(f, "Y") & _decision_disputed(f)


@rule("SV320")
def content_disputed_without_a_plan(f: Facts) -> Bools:
    return _is(f, "N") & f.assessment.yes("OtherMediation", "OtherTribunal")


@rule("SV321")
def historical_but_the_request_is_not(f: Facts) -> Bools:
    return _is(f, "H") & f.assessment.isin("RequestOutcome", "Y N A W")


@rule("SV322")
def open_for_over_20_weeks(f: Facts) -> Bools:
    return _is(f, "A") & (elapsed(f.assessment.day("ReceivedDate"), f.today) > f.limit("SV322"))


@rule("SV323")
def historical_but_no_plan(f: Facts) -> Bools:
    return _is(f, "H") & ~f.assessment.any("NamedPlan")


@rule("SV324")
def plan_although_undecided(f: Facts) -> Bools:
    return _is(f, "A W") & f.assessment.any("NamedPlan")


@rule("SV325")
def plan_after_no_plan(f: Facts) -> Bools:
    return _is(f, "N") & f.assessment.any("NamedPlan") & ~_decision_disputed(f)


@rule("SV326")
def moved_in_but_not_historical(f: Facts) -> Bools:
    return f.assessment.has("TransferLA") & ~_is(f, "H")


@rule("SV327")
def more_than_one_assessment(f: Facts) -> Bools:
    return f.requests.count("Assessment") > 1


def _is(f: Facts, outcomes: str) -> Bools:
    return f.assessment.isin("AssessmentOutcome", outcomes)


def _day(f: Facts) -> Days:
    return f.assessment.day("AssessmentOutcomeDate")


def _took_over(f: Facts, days: float) -> Bools:
    return elapsed(f.assessment.day("ReceivedDate"), _day(f)) > days


def _decision_disputed(f: Facts) -> Bools:
    return f.assessment.yes("AssessmentMediation", "AssessmentTribunal")
