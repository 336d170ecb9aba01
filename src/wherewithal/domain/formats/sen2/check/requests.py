"""Rules on requests for an assessment."""

import numpy as np

from wherewithal.domain.formats.sen2.check.days import elapsed
from wherewithal.domain.formats.sen2.check.facts import Facts
from wherewithal.domain.formats.sen2.check.grouped import Spans, repeated
from wherewithal.domain.formats.sen2.check.rules import rule
from wherewithal.domain.formats.sen2.columns import Bools, Ints
from wherewithal.domain.formats.sen2.layout import codes


@rule("SV201")
def outcome_invalid(f: Facts) -> Bools:
    return ~f.requests["RequestOutcome"].isin(codes("request_outcome"))


@rule("SV202")
def received_date_missing(f: Facts) -> Bools:
    return _is(f, "Y N A W") & f.requests.blank("ReceivedDate")


@rule("SV203")
def received_after_census(f: Facts) -> Bools:
    return f.requests.day("ReceivedDate") > f.census


@rule("SV204")
def received_before_birth(f: Facts) -> Bools:
    return f.requests.day("ReceivedDate") < f.requests.day("PersonBirthDate")


@rule("SV205")
def too_old_at_request(f: Facts) -> Bools:
    return f.age(f.requests, f.requests.day("ReceivedDate")) >= f.limit("SV205")


@rule("SV206")
def source_missing(f: Facts) -> Bools:
    return ~_is(f, "H") & f.requests.blank("RequestSource")


@rule("SV207")
def source_invalid(f: Facts) -> Bools:
    return f.requests.where("RequestSource", lambda word: word not in codes("request_source"))


@rule("SV208")
def custody_unanswered(f: Facts) -> Bools:
    return ~_is(f, "H") & f.requests.unanswered("RYA")


@rule("SV209")
def custody_at_an_unlikely_age(f: Facts) -> Bools:
    age = f.age(f.requests, f.requests.day("ReceivedDate"))
    return f.requests.yes("RYA") & ((age < 10) | (age > 18))


@rule("SV210")
def decision_date_missing(f: Facts) -> Bools:
    return _is(f, "Y N") & f.requests.blank("RequestOutcomeDate")


@rule("SV211")
def decision_date_not_needed(f: Facts) -> Bools:
    return _is(f, "A W H") & f.requests.has("RequestOutcomeDate")


@rule("SV212")
def decided_before_received(f: Facts) -> Bools:
    return f.requests.day("RequestOutcomeDate") < f.requests.day("ReceivedDate")


@rule("SV213")
def decided_after_census(f: Facts) -> Bools:
    return f.requests.day("RequestOutcomeDate") > f.census


@rule("SV214")
def should_be_historical(f: Facts) -> Bools:
    return _is(f, "Y N") & (f.requests.day("RequestOutcomeDate") < f.period_start)


@rule("SV215")
def decision_took_over_six_weeks(f: Facts) -> Bools:
    taken = elapsed(f.requests.day("ReceivedDate"), f.requests.day("RequestOutcomeDate"))
    return _is(f, "Y N") & (taken > f.limit("SV215"))


@rule("SV216")
def open_for_over_six_weeks(f: Facts) -> Bools:
    return _open_for_over(f, f.limit("SV216"))


@rule("SV217")
def open_for_over_a_year(f: Facts) -> Bools:
    return _open_for_over(f, f.limit("SV217"))


@rule("SV218")
def historical_but_received_in_the_period(f: Facts) -> Bools:
    return _is(f, "H") & f.in_period(f.requests.day("ReceivedDate")) & f.requests.blank("TransferLA")


@rule("SV219")
def disputes_unanswered(f: Facts) -> Bools:
    return _is(f, "Y N") & f.requests.unanswered("RequestMediation", "RequestTribunal")


@rule("SV220")
def disputes_not_needed(f: Facts) -> Bools:
    return _is(f, "A W H") & _disputed(f)


@rule("SV221")
def disputed_although_agreed(f: Facts) -> Bools:
    return _is(f, "Y") & _disputed(f)


@rule("SV222")
def exported_to_no_other_authority(f: Facts) -> Bools:
    return f.not_another_authority(f.requests, "Exported")


@rule("SV223")
def exported_but_a_plan_was_issued(f: Facts) -> Bools:
    issued = f.requests.any("NamedPlan", f.plan.isin("AssessmentOutcome", "Y"))
    return f.requests.has("Exported") & issued


@rule("SV224")
def exported_but_nothing_was_open(f: Facts) -> Bools:
    return f.requests.has("Exported") & _is(f, "N H")


@rule("SV225")
def same_request_twice(f: Facts) -> Bools:
    person, received = f.requests.row_of("Person"), f.requests.day("ReceivedDate")
    return repeated((person >= 0) & ~np.isnat(received), person, received)


@rule("SV226")
def two_requests_open(f: Facts) -> Bools:
    unfinished = _is(f, "A") | f.requests.any("Assessment", f.assessment.isin("AssessmentOutcome", "A"))
    return unfinished & (f.requests.fellows("Person", unfinished) > 1)


@rule("SV227")
def request_while_a_plan_is_active(f: Facts) -> Bools:
    received = f.requests.day("ReceivedDate")
    return f.in_period(received) & (_active_then(f, "Person") > _active_then(f, "Requests"))


@rule("SV228")
def agreed_but_no_assessment(f: Facts) -> Bools:
    return _is(f, "Y") & ~f.requests.any("Assessment")


@rule("SV229")
def historical_but_no_assessment(f: Facts) -> Bools:
    return _is(f, "H") & ~f.requests.any("Assessment")


@rule("SV230")
def assessment_although_undecided(f: Facts) -> Bools:
    return _is(f, "A W") & f.requests.any("Assessment")


@rule("SV231")
def assessment_after_refusal(f: Facts) -> Bools:
    return _is(f, "N") & f.requests.any("Assessment") & ~_disputed(f)


def _is(f: Facts, outcomes: str) -> Bools:
    return f.requests.isin("RequestOutcome", outcomes)


def _disputed(f: Facts) -> Bools:
    return f.requests.yes("RequestMediation", "RequestTribunal")


def _open_for_over(f: Facts, days: float) -> Bools:
    return _is(f, "A") & (elapsed(f.requests.day("ReceivedDate"), f.today) > days)


def _active_then(f: Facts, group: str) -> Ints:
    """How many plans of the same person, or under the same request, were active on the day of each request."""
    received = f.requests.day("ReceivedDate")
    plans = Spans.of(f.plan.row_of(group), f.plan.day("StartDate"), f.plan.end("CeaseDate"))
    return plans.meeting(f.requests.row_of(group), received, received + 1)
