"""A clock in plain words."""

import pytest

from tests.law.lines import the_clock
from wherewithal.domain.law import rules
from wherewithal.domain.law.words import SPANS

REQUEST = "request_received 2025-09-08"
MEETING = "review_meeting 2026-03-05"
AMEND = f"{MEETING}; review_decision_notified 2026-03-19 outcome=amend; amendment_notice_sent 2026-03-19"
SAID = [
    (
        f"{REQUEST}; assess_decision_notified 2025-10-27 outcome=yes", "2026-01-01", "EHCNA-DECIDE-6W",
        "The decision whether to assess was due on 20 October 2025, 6 weeks after the request. "
        "It was made 7 days late.",
    ),
    (
        f"{REQUEST}; assess_decision_notified 2025-10-20 outcome=yes", "2026-01-01", "EHCNA-DECIDE-6W",
        "The decision whether to assess was due on 20 October 2025, 6 weeks after the request. "
        "It was made in time, on 20 October 2025.",
    ),
    (
        REQUEST, "2025-10-08", "EHCNA-DECIDE-6W",
        "The decision whether to assess is due on 20 October 2025, 6 weeks after the request. There are 12 days left.",
    ),
    (
        REQUEST, "2025-10-19", "EHCNA-DECIDE-6W",
        "The decision whether to assess is due on 20 October 2025, 6 weeks after the request. There is 1 day left.",
    ),
    (
        REQUEST, "2025-10-20", "EHCNA-DECIDE-6W",
        "The decision whether to assess is due on 20 October 2025, 6 weeks after the request. That is today.",
    ),
    (
        REQUEST, "2025-10-21", "EHCNA-DECIDE-6W",
        "The decision whether to assess was due on 20 October 2025, 6 weeks after the request. "
        "It has not been made and is 1 day overdue.",
    ),
    (
        f"{REQUEST}; final_plan_sent 2026-01-05", "2026-02-01", "EHCNA-DECIDE-6W",
        "The decision whether to assess was due on 20 October 2025, 6 weeks after the request. "
        "The day it was made is not recorded; the final plan was sent on 5 January 2026.",
    ),
    (
        f"{REQUEST}; assess_decision_notified 2025-10-20 outcome=no", "2026-01-01", "FINAL-20W",
        "The final plan would have been due on 26 January 2026, 20 weeks after the request. "
        "That fell away on 20 October 2025, when the family was told that there would be no assessment.",
    ),
    (
        f"{REQUEST}; request_withdrawn 2026-02-02", "2026-03-01", "FINAL-20W",
        "The final plan was due on 26 January 2026, 20 weeks after the request. "
        "It had not been sent 7 days later, on 2 February 2026, when the request was withdrawn or ended.",
    ),
    (
        f"{REQUEST}; personal_circumstances 2025-12-01; final_plan_sent 2026-02-02; "
        "exception_claimed 2026-02-02 because=personal_circumstances", "2026-03-01", "FINAL-20W",
        "The final plan was due on 26 January 2026, 20 weeks after the request. It was sent 7 days late. "
        "The limit did not apply, because exceptional personal circumstances affected the child or the family.",
    ),
    (
        "request_received 2020-03-02; final_plan_sent 2020-09-14", "2020-10-01", "FINAL-20W",
        "The final plan was due on 20 July 2020, 20 weeks after the request. It was sent 56 days late.",
    ),
    (
        REQUEST, "2026-01-01", "NOPLAN-16W",
        "Any notice that there will be no plan was due on 29 December 2025, 16 weeks after the request. "
        "That time is over, and no such step is recorded.",
    ),
    (
        REQUEST, "2026-01-12", "DRAFT-LATEST",
        "To stay on time, the draft plan needed to be sent by 11 January 2026, 15 days before the final plan is due. "
        "It has not been sent, and that day passed 1 day ago.",
    ),
    (
        f"{REQUEST}; no_plan_notified 2025-12-01", "2025-12-02", "DRAFT-LATEST",
        "To stay on time, the draft plan would have been needed by 11 January 2026, "
        "15 days before the final plan is due. "
        "That fell away on 1 December 2025, when the family was told that there would be no plan.",
    ),
    (
        "no_plan_notified 2025-12-01", "2025-12-02", "EHCNA-6M-BAR",
        "The authority may decline to consider a new request until 1 June 2026, "
        "6 months after the notice that there would be no plan. There are 181 days left.",
    ),
    (
        "assessment_completed 2025-12-01", "2026-07-01", "EHCNA-6M-BAR",
        "The authority could decline to consider a new request until 1 June 2026, 6 months after the last assessment. "
        "That time is over.",
    ),
    (
        "advice_requested 2026-03-02 adviser=educational_psychologist", "2026-03-03", "ADVICE-6W",
        "The advice that was asked for (educational psychologist) is due on 13 April 2026, "
        "6 weeks after the day the advice was asked for. There are 41 days left.",
    ),
    (
        "advice_requested 2026-03-02", "2026-04-13", "ADVICE-6W",
        "The advice that was asked for is due on 13 April 2026, 6 weeks after the day the advice was asked for. "
        "That is today.",
    ),
    (
        "school_consulted 2026-02-14 institution=100001; request_withdrawn 2026-02-20", "2026-03-05", "CONSULT-15D",
        "The reply to the consultation (100001) would have been expected by 1 March 2026, "
        "15 days after the day the school or college was consulted. "
        "That fell away on 20 February 2026, when the request was withdrawn or ended.",
    ),
    (
        "school_consulted 2026-02-14", "2026-03-05", "CONSULT-15D",
        "The reply to the consultation should have been given by 1 March 2026, "
        "15 days after the day the school or college was consulted. "
        "It has not been given, and that day passed 4 days ago.",
    ),
    (
        "draft_plan_served 2026-03-02", "2026-03-10", "DRAFT-15D",
        "The family has until 16 March 2026 to comment on the draft plan, ask for a school and ask for a meeting: "
        "the last day of 15 days that begin with the day the draft plan was served. There are 6 days left.",
    ),
    (
        "draft_plan_served 2026-03-02; representations_made 2026-03-09", "2026-04-10", "DRAFT-15D",
        "The family had until 16 March 2026 to comment on the draft plan, ask for a school and ask for a meeting: "
        "the last day of 15 days that begin with the day the draft plan was served. "
        "It did so in time, on 9 March 2026.",
    ),
    (
        "draft_plan_served 2026-03-02; representations_made 2026-03-18", "2026-04-10", "DRAFT-15D",
        "The family had until 16 March 2026 to comment on the draft plan, ask for a school and ask for a meeting: "
        "the last day of 15 days that begin with the day the draft plan was served. It did so 2 days late.",
    ),
    (
        "draft_plan_served 2026-03-02; final_plan_sent 2026-03-13", "2026-04-10", "DRAFT-15D",
        "The family had until 16 March 2026 to comment on the draft plan, ask for a school and ask for a meeting: "
        "the last day of 15 days that begin with the day the draft plan was served. "
        "The final plan was sent on 13 March 2026, before that time was over.",
    ),
    (
        "draft_plan_served 2026-03-02; draft_plan_served 2026-03-09", "2026-04-10", "DRAFT-15D@2026-03-02",
        "The family would have had until 16 March 2026 to comment on the draft plan, ask for a school and ask for a "
        "meeting: the last day of 15 days that begin with the day the draft plan was served. "
        "That fell away on 9 March 2026, when a new draft plan was served.",
    ),
    (
        "plan_made 2018-06-10", "2026-11-02", "AR-12M",
        "The review of the plan was due on 9 June 2019, the last day of 12 months that begin with the day the plan was "
        "made. It has not been completed and is 2,703 days overdue.",
    ),
    (
        "plan_made 2018-06-10; record_begins 2025-01-01", "2026-11-02", "AR-12M",
        "The review of the plan was due on 9 June 2019, the last day of 12 months that begin with the day the plan was "
        "made. The reviews of that time are not in the record.",
    ),
    (
        "review_notice_given 2026-02-20; review_meeting 2026-03-05", "2026-03-06", "AR-NOTICE-2W",
        "Notice of the review meeting was due on 19 February 2026, 2 weeks before the review meeting. "
        "It was given 1 day late.",
    ),
    (
        f"{MEETING}; review_meeting 2026-05-05", "2026-06-01", "AR-DECISION-4W@2026-03-05",
        "The decision after the review was due on 2 April 2026, 4 weeks after the review meeting. "
        "It had not been made 33 days later, on 5 May 2026, when a review meeting was held.",
    ),
    (
        AMEND, "2026-05-01", "AR-FINAL-12W",
        "The amended final plan is due on 28 May 2026, 12 weeks after the review meeting. There are 27 days left. "
        "An earlier limit binds.",
    ),
    (
        "born 2022-09-01; last_review_completed 2026-01-31", "2026-02-01", "EY-REVIEW",
        "The next review of the plan should be completed by 31 July 2026, 6 months after the last review. "
        "There are 180 days left. Guidance suggests aiming for 30 April 2026.",
    ),
    (
        "transfer_due 2026-09-01", "2026-02-01", "PT-15FEB",
        "The phase transfer plan is due on 15 February 2026, the day fixed for transfers in 2026. "
        "There are 14 days left.",
    ),
    (
        "phase_deadline 2026-02-15; phase_final_sent 2026-02-15", "2026-03-01", "PT-15FEB",
        "The phase transfer plan was due on 15 February 2026, the last day on record for this transfer. "
        "It was sent in time, on 15 February 2026.",
    ),
    (
        "phase_deadline 2022-02-15; phase_deadline 2026-02-15", "2026-01-01", "PT-15FEB@2022-02-15",
        "The phase transfer plan was due on 15 February 2022, the last day on record for this transfer. "
        "It had not been sent 1,096 days later, on 15 February 2025, when the next phase transfer came within a year.",
    ),
    (
        "phase_deadline 2026-03-31", "2026-01-01", "PT-MEETING-LATEST",
        "To stay on time, the review meeting for the phase transfer needs to be held by 6 January 2026, "
        "12 weeks before the phase transfer plan is due. There are 5 days left.",
    ),
]  # fmt: skip
CAUTIONED = [
    ("phase_deadline 2026-02-15; phase_final_sent 2026-02-15", "2026-03-01", "PT-15FEB", ["A3"]),
    ("phase_deadline 2026-02-15; phase_final_sent 2026-02-14", "2026-03-01", "PT-15FEB", []),
    ("phase_deadline 2026-02-15", "2026-02-01", "PT-15FEB", ["A3"]),
    ("phase_deadline 2026-02-15", "2026-03-01", "PT-15FEB", []),
    ("review_notice_given 2026-02-19; review_meeting 2026-03-05", "2026-03-06", "AR-NOTICE-2W", ["A4"]),
    ("phase_deadline 2026-11-07; phase_final_sent 2026-11-07", "2026-12-01", "PT-5M", ["A5"]),
    ("plan_made 2025-06-10; last_review_completed 2026-06-10", "2026-07-01", "AR-12M@2025-06-10", ["A6"]),
    ("plan_made 2025-06-10; last_review_completed 2026-06-11", "2026-07-01", "AR-12M@2025-06-10", []),
    (
        "review_meeting 2022-03-07; review_decision_notified 2022-03-21 outcome=amend",
        "2022-04-01",
        "AR-FINAL-12W",
        ["W3"],
    ),
    ("review_meeting 2022-03-08; review_decision_notified 2022-03-21 outcome=amend", "2022-04-01", "AR-FINAL-12W", []),
    ("request_received 2020-03-02", "2020-10-01", "FINAL-20W", ["W4"]),
    ("request_received 2026-01-19; exception_claimed 2026-06-22", "2026-06-22", "FINAL-20W", ["W10"]),
    ("request_received 2026-01-19; exception_claimed 2026-06-08", "2026-06-08", "FINAL-20W", []),
    ("request_received 2026-01-19", "2026-06-22", "FINAL-20W", []),
]


@pytest.mark.parametrize(("line", "as_at", "rule", "words"), SAID)
def test_a_clock_says_how_it_stands(line, as_at, rule, words):
    assert the_clock(line, as_at, rule).words == words


def test_what_the_source_does_not_hold_is_said():
    clock = the_clock(MEETING, "2026-06-01", "AR-REPORT-2W", unrecorded=("review_report_sent",))
    assert clock.words.endswith("2 weeks after the review meeting. Whether it was sent is not recorded.")


@pytest.mark.parametrize(("line", "as_at", "rule", "ids"), CAUTIONED)
def test_a_chosen_reading_is_mentioned_where_it_matters(line, as_at, rule, ids):
    found = the_clock(line, as_at, rule).cautions
    assert [convention.id for convention in found] == ids
    assert all(convention.caution for convention in found)


def test_every_way_of_counting_in_the_rules_has_its_words():
    assert {rule.count for rule in rules()} == SPANS.keys()
