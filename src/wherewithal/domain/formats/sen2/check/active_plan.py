"""Rules on active plans: reviews and transfers."""

import numpy as np

from wherewithal.domain.formats.sen2.check.days import elapsed, month_and_day
from wherewithal.domain.formats.sen2.check.facts import Facts
from wherewithal.domain.formats.sen2.check.rules import rule
from wherewithal.domain.formats.sen2.columns import Bools, Days
from wherewithal.domain.formats.sen2.layout import codes

RECEPTION_AGE = 4


@rule("SV501")
def active_without_module_5(f: Facts) -> Bools:
    return f.active & ~f.plan.belongs_to("ActivePlans")


@rule("SV502")
def ended_without_module_5(f: Facts) -> Bools:
    return f.in_period(f.plan.day("CeaseDate")) & ~f.plan.belongs_to("ActivePlans")


@rule("SV503")
def module_5_without_a_plan(f: Facts) -> Bools:
    return ~f.active_plan.belongs_to("NamedPlan")


@rule("SV504")
def more_than_one(f: Facts) -> Bools:
    return f.requests.count("ActivePlans") > 1


@rule("SV505")
def moved_in_from_no_other_authority(f: Facts) -> Bools:
    return f.not_another_authority(f.active_plan, "TransferLA")


@rule("SV506")
def meeting_after_census(f: Facts) -> Bools:
    return _meeting(f) > f.census


@rule("SV507")
def meeting_before_the_plan(f: Facts) -> Bools:
    return (_meeting(f) < f.active_plan.day("StartDate")) & f.active_plan.blank("TransferLA")


@rule("SV508")
def outcome_invalid(f: Facts) -> Bools:
    return f.active_plan.where("ReviewOutcome", lambda word: word not in codes("review_outcome"))


@rule("SV509")
def outcome_without_a_meeting(f: Facts) -> Bools:
    return f.active_plan.has("ReviewOutcome") & f.active_plan.blank("ReviewMeeting")


@rule("SV510")
def decision_date_missing(f: Facts) -> Bools:
    return f.active_plan.has("ReviewOutcome") & f.active_plan.blank("LastReview")


@rule("SV511")
def decision_date_without_outcome(f: Facts) -> Bools:
    return (_decision(f) >= _meeting(f)) & f.active_plan.blank("ReviewOutcome")


@rule("SV512")
def decision_after_census(f: Facts) -> Bools:
    return _decision(f) > f.census


@rule("SV513")
def decision_before_the_meeting(f: Facts) -> Bools:
    return f.active_plan.has("ReviewOutcome") & (_decision(f) < _meeting(f))


@rule("SV514")
def decision_took_over_four_weeks(f: Facts) -> Bools:
    return elapsed(_meeting(f), _decision(f)) > f.limit("SV514")


@rule("SV515")
def decision_outstanding(f: Facts) -> Bools:
    return f.active_plan.blank("ReviewOutcome") & (elapsed(_meeting(f), f.today) > f.limit("SV515"))


@rule("SV516")
def review_overdue(f: Facts) -> Bools:
    last = np.where(f.active_plan.blank("ReviewMeeting"), f.active_plan.day("StartDate"), _meeting(f))
    return f.is_active(f.active_plan) & (elapsed(last, f.today) > f.limit("SV516"))


@rule("SV517")
def decision_on_the_day_of_the_meeting(f: Facts) -> Bools:
    return _decision(f) == _meeting(f)


@rule("SV518")
def draft_without_amending(f: Facts) -> Bools:
    return f.active_plan.has("ReviewDraft") & ~_decided(f, "A")


@rule("SV519")
def draft_at_an_impossible_time(f: Facts) -> Bools:
    draft = f.active_plan.day("ReviewDraft")
    return (draft < _meeting(f)) | (draft > f.census)


@rule("SV520")
def draft_after_four_weeks(f: Facts) -> Bools:
    return elapsed(_meeting(f), f.active_plan.day("ReviewDraft")) > f.limit("SV520")


@rule("SV521")
def no_draft(f: Facts) -> Bools:
    waiting = elapsed(_meeting(f), f.today) > f.limit("SV521")
    return _decided(f, "A") & f.active_plan.blank("ReviewDraft") & waiting


@rule("SV522")
def unusual_due_date(f: Facts) -> Bools:
    due = f.active_plan.day("PhaseTransferDueDate")
    usual = [int(day.replace("-", "")) for day in f.rules["SV522"].values]
    return ~np.isnat(due) & ~np.isin(month_and_day(due), usual)


@rule("SV523")
def final_without_due_date(f: Facts) -> Bools:
    return f.active_plan.has("PhaseTransferFinalDate") & f.active_plan.blank("PhaseTransferDueDate")


@rule("SV524")
def final_after_census(f: Facts) -> Bools:
    return f.active_plan.day("PhaseTransferFinalDate") > f.census


@rule("SV525")
def final_plan_late(f: Facts) -> Bools:
    return f.active_plan.day("PhaseTransferFinalDate") > f.active_plan.day("PhaseTransferDueDate")


@rule("SV526")
def no_final_plan(f: Facts) -> Bools:
    due = f.active_plan.day("PhaseTransferDueDate")
    return (due <= f.today) & f.active_plan.blank("PhaseTransferFinalDate")


@rule("SV527")
def transfer_year_without_due_date(f: Facts) -> Bools:
    school_year = f.academic_age(f.active_plan) - RECEPTION_AGE
    changing = np.isin(school_year, f.rules["SV527"].values)
    return f.is_active(f.active_plan) & changing & f.active_plan.blank("PhaseTransferDueDate")


@rule("SV528")
def ceased_on_paper_only(f: Facts) -> Bools:
    long_ago = elapsed(_decision(f), f.today) > f.limit("SV528")
    return _decided(f, "C") & f.is_active(f.active_plan) & long_ago


def _meeting(f: Facts) -> Days:
    return f.active_plan.day("ReviewMeeting")


def _decision(f: Facts) -> Days:
    return f.active_plan.day("LastReview")


def _decided(f: Facts, outcome: str) -> Bools:
    return f.active_plan.isin("ReviewOutcome", outcome)
