"""Which clocks the facts of a case start, and what stops, replaces or hides them."""

from datetime import date

import pytest

from tests.law.lines import day, facts, keys, the_clock
from wherewithal.domain.law import Facts, Reason, Status, clocks, fact

REQUEST = ["DRAFT-LATEST", "EHCNA-DECIDE-6W", "FINAL-20W", "NOPLAN-16W"]
MEETING = ["AR-DECISION-4W", "AR-NOTICE-2W", "AR-PAPERS-2W", "AR-REPORT-2W"]
AMENDING = ["AR-AMEND-NOTICE-4W", "AR-FINAL-12W"]


def test_no_facts_start_no_clocks():
    assert clocks(Facts(), date(2026, 11, 2)) == []


def test_a_request_starts_four_clocks():
    assert keys("request_received 2026-02-02", "2026-02-02") == REQUEST


def test_a_request_to_come_starts_none():
    assert keys("request_received 2026-02-03", "2026-02-02") == []


def test_two_requests_one_after_the_other_start_eight():
    line = "request_received 2025-02-03; request_withdrawn 2025-02-10; request_received 2026-02-02"
    assert keys(line, "2026-03-02") == sorted(REQUEST * 2)


def test_a_plan_of_long_ago_starts_only_its_reviews():
    assert keys("plan_made 2016-05-09", "2026-11-02") == ["AR-12M"]


def test_a_plan_from_before_the_law_starts_nothing():
    assert keys("plan_made 2014-08-31", "2026-11-02") == []


def test_each_body_asked_for_advice_has_a_clock():
    line = "advice_requested 2026-03-02 adviser=health; advice_requested 2026-03-03 adviser=social_care"
    assert keys(line, "2026-03-04") == ["ADVICE-6W", "ADVICE-6W"]


def test_clocks_come_in_the_order_of_their_last_days():
    found = clocks(
        facts("request_received 2026-02-02; plan_made 2025-06-10; review_meeting 2026-01-20"), day("2026-03-02")
    )
    assert [clock.due_on for clock in found] == sorted(clock.due_on for clock in found)
    assert len(found) == 9


def test_a_meeting_starts_its_own_clocks_and_no_amendments():
    assert keys("review_meeting 2026-03-05", "2026-03-06") == MEETING


@pytest.mark.parametrize("outcome", ["maintain", "cease"])
def test_a_decision_not_to_amend_starts_no_amendments(outcome):
    line = f"review_meeting 2026-03-05; review_decision_notified 2026-03-20 outcome={outcome}"
    assert set(keys(line, "2026-04-06")) == {*MEETING, "AR-12M"}


def test_a_decision_to_amend_starts_them():
    line = "review_meeting 2026-03-05; review_decision_notified 2026-03-20 outcome=amend"
    assert set(keys(line, "2026-04-06")) == {*MEETING, *AMENDING, "AR-12M"}


def test_a_decision_with_no_known_outcome_does_not():
    assert set(keys("review_meeting 2026-03-05; review_decision_notified 2026-03-20", "2026-04-06")) == {
        *MEETING,
        "AR-12M",
    }


def test_amendments_long_after_a_decision_to_keep_the_plan_have_no_meeting():
    line = "review_meeting 2026-03-05; review_decision_notified 2026-03-20 outcome=maintain; "
    line += "amendment_notice_sent 2026-09-01"
    assert set(keys(line, "2026-09-02")) == {*MEETING, "AR-12M", "AR-REPS-15D", "AR-FINAL-8W"}


def test_a_year_and_more_of_reviews_has_one_clock_for_each_cycle():
    line = (
        "plan_made 2022-06-10; review_decision_notified 2023-05-30; review_decision_notified 2024-06-20 outcome=amend"
    )
    found = [c for c in clocks(facts(line), day("2025-07-01")) if c.key == "AR-12M"]
    assert [(c.started_on, c.due_on, c.status, c.met_on) for c in found] == [
        (date(2022, 6, 10), date(2023, 6, 9), Status.MET, date(2023, 5, 30)),
        (date(2023, 5, 30), date(2024, 5, 29), Status.BREACH, date(2024, 6, 20)),
        (date(2024, 6, 20), date(2025, 6, 19), Status.BREACH, None),
    ]


def test_two_notices_of_one_decision_on_one_day_are_one_review():
    line = "plan_made 2025-06-10; review_decision_notified 2026-05-30; last_review_completed 2026-05-30"
    assert keys(line, "2026-06-01") == ["AR-12M", "AR-12M"]


def test_a_new_plan_after_one_that_ceased_starts_its_reviews_afresh():
    line = "plan_made 2022-06-10; plan_ceased 2023-01-09; plan_made 2025-09-01"
    assert the_clock(line, "2026-01-01", "AR-12M@2025-09-01").due_on == date(2026, 8, 31)


def test_reviews_before_the_record_begins_are_not_judged():
    line = (
        "plan_made 2019-06-10; record_begins 2025-02-20; review_meeting 2025-02-20; review_decision_notified 2025-03-10"
    )
    first = the_clock(line, "2025-12-01", "AR-12M@2019-06-10")
    assert (first.status, first.reason, first.days_late, first.is_open) == (
        Status.NOT_KNOWN, Reason.EARLIER_REVIEWS, 0, False,
    )  # fmt: skip
    assert the_clock(line, "2025-12-01", "AR-12M@2025-03-10").status is Status.PENDING


def test_nor_are_they_as_at_a_day_before_it():
    assert (
        the_clock("plan_made 2019-06-10; record_begins 2025-02-20", "2022-01-01", "AR-12M").status is Status.NOT_KNOWN
    )


def test_a_review_whose_last_day_is_the_first_of_the_record_is_judged():
    line = "plan_made 2024-02-21; record_begins 2025-02-20; review_decision_notified 2025-03-10"
    assert the_clock(line, "2025-12-01", "AR-12M@2024-02-21").days_late == 18


def test_what_the_source_does_not_hold_is_not_missed():
    line = "review_meeting 2026-03-05"
    clock = the_clock(line, "2026-06-01", "AR-REPORT-2W", unrecorded=("review_report_sent",))
    assert (clock.status, clock.reason, clock.days_late) == (Status.NOT_KNOWN, Reason.UNRECORDED, 0)
    assert the_clock(line, "2026-03-19", "AR-REPORT-2W", unrecorded=("review_report_sent",)).status is Status.PENDING


def test_what_it_holds_in_part_is_not_missed_either():
    line = "review_meeting 2026-03-05; review_decision_notified 2026-03-20 outcome=amend"
    clock = the_clock(line, "2026-09-01", "AR-FINAL-12W", unrecorded=("amended_final_sent",))
    assert clock.status is Status.NOT_KNOWN


def test_what_was_done_all_the_same_is_judged():
    line = "review_meeting 2026-03-05; review_report_sent 2026-03-30"
    clock = the_clock(line, "2026-06-01", "AR-REPORT-2W", unrecorded=("review_report_sent",))
    assert (clock.status, clock.days_late) == (Status.BREACH, 11)


def test_the_earlier_of_two_limits_on_the_amended_plan_binds():
    line = (
        "review_meeting 2026-03-05; review_decision_notified 2026-03-19 outcome=amend; amendment_notice_sent 2026-03-19"
    )
    eight, twelve = (the_clock(line, "2026-04-01", key) for key in ("AR-FINAL-8W", "AR-FINAL-12W"))
    assert (eight.binds, twelve.binds) == (True, False)
    assert (eight.is_open, twelve.is_open) == (True, False)


def test_a_late_notice_leaves_the_twelve_weeks_binding():
    line = (
        "review_meeting 2026-03-05; review_decision_notified 2026-04-02 outcome=amend; amendment_notice_sent 2026-04-30"
    )
    eight, twelve = (the_clock(line, "2026-05-01", key) for key in ("AR-FINAL-8W", "AR-FINAL-12W"))
    assert (eight.binds, twelve.binds) == (False, True)


def test_two_limits_on_one_day_both_bind():
    line = (
        "review_meeting 2026-03-05; review_decision_notified 2026-04-02 outcome=amend; amendment_notice_sent 2026-04-02"
    )
    assert all(clock.binds for clock in clocks(facts(line), day("2026-04-03")))


def test_a_recorded_last_day_takes_the_place_of_the_transfer_of_that_year():
    line = "transfer_due 2026-09-01 leaves=primary joins=secondary; phase_deadline 2026-02-15"
    assert keys(line, "2026-01-02") == ["PT-15FEB", "PT-MEETING-LATEST"]
    assert (
        keys(line.replace("2026-02-15", "2027-02-15"), "2026-01-02")
        == ["PT-15FEB", "PT-15FEB"] + ["PT-MEETING-LATEST"] * 2
    )


def test_a_transfer_gives_way_to_the_next_a_year_before_that():
    line = "phase_deadline 2022-02-15; phase_deadline 2026-02-15"
    before, after = (the_clock(line, as_at, "PT-15FEB@2022-02-15") for as_at in ("2025-02-14", "2025-02-15"))
    assert (before.is_open, before.days_late) == (True, 1095)
    assert (after.is_open, after.days_late, after.stopped_on) == (False, 1096, date(2025, 2, 15))


def test_two_transfers_within_a_year_each_have_their_plan():
    line = (
        "phase_deadline 2026-03-31; phase_final_sent 2026-03-30; phase_deadline 2026-11-07; phase_final_sent 2026-10-30"
    )
    found = [
        clock
        for clock in clocks(facts(line), day("2026-12-01"))
        if clock.key.startswith("PT-") and clock.rule.force == "must"
    ]
    assert [(clock.key, clock.met_on) for clock in found] == [
        ("PT-31MAR", date(2026, 3, 30)),
        ("PT-5M", date(2026, 10, 30)),
    ]


def test_the_review_of_a_transfer_that_shows_only_in_its_plan_is_on_no_recorded_day():
    line = "phase_deadline 2026-02-15; phase_final_sent 2026-01-30; review_meeting 2026-06-01"
    clock = the_clock(line, "2026-07-01", "PT-MEETING-LATEST")
    assert (clock.status, clock.reason) == (Status.NOT_KNOWN, Reason.OVERTAKEN)


def test_guidance_on_young_children_ends_with_the_fifth_birthday():
    line = "born 2021-03-11; review_decision_notified 2025-09-{day}"
    assert "EY-REVIEW" in keys(line.format(day="10"), "2025-10-01")
    assert "EY-REVIEW" not in keys(line.format(day="11"), "2025-10-01")


def test_guidance_on_young_children_has_an_earlier_day_to_aim_at():
    clock = the_clock("born 2022-09-01; last_review_completed 2026-01-31", "2026-02-01", "EY-REVIEW")
    assert (clock.aim_on, clock.due_on) == (date(2026, 4, 30), date(2026, 7, 31))
    assert the_clock("plan_made 2026-01-31", "2026-02-01", "AR-12M").aim_on is None


def test_a_bare_claim_is_told_apart_from_one_made_out():
    line = "request_received 2026-01-19; personal_circumstances 2026-04-10; final_plan_sent 2026-06-22; "
    line += "exception_claimed 2026-06-22"
    bare = the_clock(line + " rule=FINAL-20W", "2026-07-01", "FINAL-20W")
    assert (bare.status, bare.exception_claimed, bare.exception_made_out) == (Status.BREACH, True, False)
    out = the_clock(line + " because=personal_circumstances", "2026-07-01", "FINAL-20W")
    assert (out.status, out.exception_claimed, out.exception_made_out) == (Status.EXCUSED, True, True)
    assert (out.would_have_been_due, bare.would_have_been_due) == (date(2026, 6, 8), None)
    unclaimed = the_clock(line.rpartition(";")[0], "2026-07-01", "FINAL-20W")
    assert (unclaimed.status, unclaimed.exception_claimed) == (Status.BREACH, False)


def test_a_claim_for_one_rule_is_none_for_another():
    line = "request_received 2026-01-19; final_plan_sent 2026-06-22; exception_claimed 2026-06-22 rule=FINAL-20W"
    assert not the_clock(line, "2026-07-01", "NOPLAN-16W").exception_claimed


def test_a_limit_without_exceptions_takes_no_claim():
    line = "review_meeting 2026-03-05; exception_claimed 2026-05-01 because=absence; absent 2026-03-05 until=2026-05-01"
    clock = the_clock(line, "2026-06-01", "AR-DECISION-4W")
    assert (clock.status, clock.exception_claimed) == (Status.BREACH, False)


def test_days_are_left_only_while_a_clock_is_pending():
    line = "request_received 2026-02-02"
    assert [the_clock(line, as_at, "FINAL-20W").days_left for as_at in ("2026-06-20", "2026-06-22", "2026-06-23")] == [
        2,
        0,
        None,
    ]


def test_a_pending_clock_is_not_late_and_an_overdue_one_is_open():
    pending, overdue = (
        the_clock("request_received 2026-02-02", day, "FINAL-20W") for day in ("2026-06-22", "2026-06-23")
    )
    assert (pending.days_late, pending.is_open, pending.is_overdue) == (0, True, False)
    assert (overdue.days_late, overdue.is_open, overdue.is_overdue) == (1, True, True)


def test_what_was_done_late_is_no_longer_open():
    clock = the_clock("request_received 2026-02-02; final_plan_sent 2026-06-30", "2026-07-01", "FINAL-20W")
    assert (clock.is_open, clock.is_overdue, clock.met_on) == (False, False, date(2026, 6, 30))


def test_what_stopped_is_no_longer_open():
    clock = the_clock("request_received 2026-02-02; request_withdrawn 2026-06-30", "2026-07-01", "FINAL-20W")
    assert (clock.status, clock.is_open, clock.stopped_on) == (Status.BREACH, False, date(2026, 6, 30))


def test_the_first_of_several_events_is_what_stopped_a_clock():
    clock = the_clock(
        "request_received 2026-02-02; plan_made 2026-05-05; final_plan_sent 2026-05-08", "2026-06-01", "NOPLAN-16W"
    )
    assert (clock.status, clock.stopped_on) == (Status.SWITCHED_OFF, date(2026, 5, 5))


def test_the_time_of_the_family_and_a_mere_power_are_owed_by_nobody():
    assert not the_clock("draft_plan_served 2026-02-02", "2026-02-03", "DRAFT-15D").is_open
    assert not the_clock("no_plan_notified 2026-02-02", "2026-02-03", "EHCNA-6M-BAR").is_open


def test_an_act_on_the_day_of_its_start_counts():
    assert (
        the_clock(
            "review_meeting 2026-03-05; review_decision_notified 2026-03-05", "2026-03-05", "AR-DECISION-4W"
        ).status
        is Status.MET
    )


def test_an_act_before_its_start_does_not():
    line = "advice_received 2026-03-01 adviser=health; advice_requested 2026-03-02 adviser=health"
    assert the_clock(line, "2026-03-03", "ADVICE-6W").status is Status.PENDING


def test_a_clock_carries_its_rule_and_its_source():
    clock = the_clock("request_received 2026-02-02", "2026-02-03", "FINAL-20W")
    assert clock.citation == clock.rule.citation == "SI 2014/1530 reg 13(2)-(3)"
    assert (clock.started_on, clock.as_at) == (date(2026, 2, 2), date(2026, 2, 3))


def test_a_claim_before_a_second_request_is_none_for_the_second():
    line = "request_received 2025-01-20; exception_claimed 2025-06-20; final_plan_sent 2025-06-20; "
    line += "plan_ceased 2025-09-01; request_received 2026-01-19"
    assert the_clock(line, "2026-07-01", "FINAL-20W@2025-01-20").exception_claimed
    assert not the_clock(line, "2026-07-01", "FINAL-20W@2026-01-19").exception_claimed


def test_the_same_facts_in_another_order_start_the_same_clocks():
    told = [fact("request_received", date(2026, 2, 2)), fact("final_plan_sent", date(2026, 6, 30))]
    assert clocks(Facts(told), date(2026, 7, 1)) == clocks(Facts(reversed(told)), date(2026, 7, 1))
