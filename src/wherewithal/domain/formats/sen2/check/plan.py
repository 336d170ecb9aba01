"""Rules on plans."""

import numpy as np

from wherewithal.domain.formats.sen2.check import places
from wherewithal.domain.formats.sen2.check.days import end_of_school_year
from wherewithal.domain.formats.sen2.check.facts import Facts
from wherewithal.domain.formats.sen2.check.grouped import Spans, last_of
from wherewithal.domain.formats.sen2.check.rules import Spot, rule
from wherewithal.domain.formats.sen2.columns import Bools, Days
from wherewithal.domain.formats.sen2.layout import codes

FIRST_PLANS = np.datetime64("2014-09-01", "D")


@rule("SV401")
def start_missing(f: Facts) -> Bools:
    return f.plan.blank("StartDate")


@rule("SV402")
def starts_after_census(f: Facts) -> Bools:
    return f.plan.day("StartDate") > f.census


@rule("SV403")
def starts_before_birth(f: Facts) -> Bools:
    return f.plan.day("StartDate") < f.plan.day("PersonBirthDate")


@rule("SV404")
def starts_before_plans_existed(f: Facts) -> Bools:
    return f.plan.day("StartDate") < FIRST_PLANS


@rule("SV405")
def starts_before_the_request(f: Facts) -> Bools:
    return f.plan.isin("AssessmentOutcome", "Y") & (f.plan.day("StartDate") < f.plan.day("ReceivedDate"))


@rule("SV406")
def starts_on_another_day(f: Facts) -> Bools:
    start, issued = f.plan.day("StartDate"), f.plan.day("AssessmentOutcomeDate")
    return f.plan.isin("AssessmentOutcome", "Y") & ((start < issued) | (start > issued))


@rule("SV407")
def new_but_historical(f: Facts) -> Bools:
    new = f.in_period(f.plan.day("StartDate")) & f.plan.blank("TransferLA")
    return f.plan.isin("AssessmentOutcome", "H") & new


@rule("SV408")
def residential_invalid(f: Facts) -> Bools:
    return f.plan.where("PlanRes", lambda word: word not in codes("residential"))


@rule("SV409")
def work_based_invalid(f: Facts) -> Bools:
    return f.plan.where("PlanWBP", lambda word: word not in codes("work_based"))


@rule("SV410")
def work_based_too_young(f: Facts) -> Bools:
    return f.plan.has("PlanWBP") & (f.age(f.plan) < f.limit("SV410"))


@rule("SV411")
def budget_unanswered(f: Facts) -> Bools:
    return f.active & f.plan.unanswered("PB")


@rule("SV412")
def arrangements_unanswered(f: Facts) -> Bools:
    return f.plan.yes("PB") & f.plan.unanswered("OA")


@rule("SV413")
def budget_details_without_budget(f: Facts) -> Bools:
    return f.plan.no("PB") & (f.plan.yes("OA") | f.plan.has("DP"))


@rule("SV414")
def budget_without_route(f: Facts) -> Bools:
    return f.plan.yes("PB") & f.plan.no("OA") & f.plan.blank("DP")


@rule("SV415")
def direct_payment_invalid(f: Facts) -> Bools:
    return f.plan.where("DP", lambda word: word not in codes("direct_payment"))


@rule("SV416")
def ends_before_it_starts(f: Facts) -> Bools:
    return f.plan.day("CeaseDate") < f.plan.day("StartDate")


@rule("SV417")
def ends_after_census(f: Facts) -> Bools:
    return f.plan.day("CeaseDate") > f.census


@rule("SV418")
def ended_before_the_period(f: Facts) -> Bools:
    return f.plan.day("CeaseDate") < f.period_start


@rule("SV419")
def reason_missing(f: Facts) -> Bools:
    return f.plan.has("CeaseDate") & f.plan.blank("CeaseReason")


@rule("SV420")
def reason_without_date(f: Facts) -> Bools:
    return f.plan.has("CeaseReason") & f.plan.blank("CeaseDate")


@rule("SV421")
def reason_invalid(f: Facts) -> Bools:
    return f.plan.where("CeaseReason", lambda word: word not in codes("cease_reason"))


@rule("SV422")
def maximum_age_not_reached(f: Facts) -> Bools:
    age = f.age(f.plan, end_of_school_year(f.plan.day("CeaseDate")))
    return _ended_for(f, "1") & ((age < 19) | ((age <= 24) & ~f.plan.yes("RYA")))


@rule("SV423")
def too_young_for_work(f: Facts) -> Bools:
    return _ended_for(f, "3 4") & (f.age(f.plan, f.plan.day("CeaseDate")) < f.limit("SV423"))


@rule("SV424")
def too_young_to_leave(f: Facts) -> Bools:
    return _ended_for(f, "6") & (f.age(f.plan, f.plan.day("CeaseDate")) < f.limit("SV424"))


@rule("SV425")
def ended_for_another_reason(f: Facts) -> Bools:
    return _ended_for(f, "9")


@rule("SV426")
def many_other_reasons(f: Facts) -> list[Spot]:
    ended = f.plan.has("CeaseDate")
    return f.share("SV426", int((ended & _ended_for(f, "9")).sum()), int(ended.sum()), "plans that ended")


@rule("SV427")
def needs_met_without_education(f: Facts) -> Bools:
    p = f.placement
    last = last_of(p.row_of("Requests"), f.main, p.end("LeavingDate"), p.day("EntryDate"))
    out = f.requests.any("PlacementDetail", last & p.isin("SENsetting", places.NOT_IN_EDUCATION))
    return _ended_for(f, "2") & f.plan.at("Requests", out)


@rule("SV428")
def activity_after_death(f: Facts) -> Bools:
    return _ended_for(f, "8") & (f.plan.at("Person", _latest_day(f), np.datetime64("NaT")) > f.plan.day("CeaseDate"))


@rule("SV429")
def out_and_in_again(f: Facts) -> Bools:
    moved_in = f.requests.has("TransferLA")
    others = f.requests.fellows("Person", moved_in) - moved_in
    return _ended_for(f, "5") & (f.plan.at("Requests", others, 0) > 0)


@rule("SV430")
def no_named_place(f: Facts) -> Bools:
    return f.active & ~f.plan.any("PlanDetail")


@rule("SV431")
def too_many_named_places(f: Facts) -> Bools:
    return f.plan.count("PlanDetail") > 2


@rule("SV433")
def no_main_place(f: Facts) -> Bools:
    return f.plan.any("PlanDetail") & ~f.plan.any("PlanDetail", f.detail.rank() == 1)


@rule("SV453")
def two_active_plans(f: Facts) -> Bools:
    return f.active & (f.plan.fellows("Person", f.active) > 1)


@rule("SV454")
def plans_overlap(f: Facts) -> Bools:
    person, start, end = f.plan.row_of("Person"), f.plan.day("StartDate"), f.plan.end("CeaseDate")
    return Spans.of(person, start, end).meeting(person, start, end) > 1


def _ended_for(f: Facts, reasons: str) -> Bools:
    return f.plan.isin("CeaseReason", reasons)


def _latest_day(f: Facts) -> Days:
    """The latest day on which anything happened to each person."""
    latest = np.full(len(f.person), np.datetime64("NaT", "D"))
    for view in f:
        person = view.row_of("Person")
        for item in view.table.record.items:
            if item.type == "date" and item.name != "PhaseTransferDueDate":
                np.fmax.at(latest, person[person >= 0], view.day(item.name)[person >= 0])
    return latest
