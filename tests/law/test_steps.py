"""What to do next in a case."""

from tests.law.lines import day, facts
from wherewithal.domain.law import Step, clocks, next_step


def step(line: str, as_at: str) -> Step:
    found = next_step(clocks(facts(line), day(as_at)))
    assert found is not None
    return found


def nothing_to_do(line: str, as_at: str) -> bool:
    return next_step(clocks(facts(line), day(as_at))) is None


def test_the_soonest_limit_comes_first():
    found = step("request_received 2026-02-02", "2026-03-01")
    assert (found.clock.key, found.who) == ("EHCNA-DECIDE-6W", "the local authority")
    assert found.do == "decide whether to assess, and tell the family"
    assert found.words == (
        "The local authority must decide whether to assess, and tell the family. "
        "It is due on 16 March 2026: 15 days left."
    )


def test_a_limit_that_ends_today_says_so():
    assert step("request_received 2026-02-02", "2026-03-16").words.endswith("It is due today, 16 March 2026.")


def test_an_overdue_legal_limit_comes_before_all_others():
    line = "request_received 2026-02-02; school_consulted 2026-02-03"
    assert step(line, "2026-03-16").clock.key == "CONSULT-15D"
    found = step(line, "2026-03-17")
    assert found.clock.key == "EHCNA-DECIDE-6W"
    assert found.words.endswith("It was due on 16 March 2026 and is 1 day overdue.")


def test_of_two_overdue_limits_the_longest_overdue_comes_first():
    line = "request_received 2026-02-02; advice_requested 2026-02-03 adviser=health"
    assert step(line, "2026-08-01").clock.key == "EHCNA-DECIDE-6W"
    decided = f"{line}; assess_decision_notified 2026-03-01 outcome=yes"
    assert step(decided, "2026-08-01").clock.key == "ADVICE-6W"


def test_missed_guidance_is_a_step_too():
    found = step("school_consulted 2026-02-03", "2026-03-01")
    assert found.words == (
        "The school or college should answer the authority's consultation. That should have been by 18 February 2026, "
        "11 days ago."
    )


def test_a_draft_plan_that_is_off_course_is_a_step():
    line = "request_received 2026-02-02; assess_decision_notified 2026-03-01 outcome=yes"
    found = step(line, "2026-06-09")
    assert found.words == (
        "The local authority needs to send the draft plan. That should have been by 7 June 2026, 2 days ago."
    )


def test_an_excused_limit_is_owed_as_soon_as_practicable():
    line = (
        "request_received 2026-01-19; assess_decision_notified 2026-03-01 outcome=yes; draft_plan_served 2026-05-01; "
        "personal_circumstances 2026-04-10; exception_claimed 2026-06-01 because=personal_circumstances"
    )
    assert step(line, "2026-06-20").words == (
        "The local authority must send the final plan. "
        "The limit of 8 June 2026 does not apply, but it is owed as soon as practicable."
    )


def test_the_limit_that_binds_is_the_one_to_meet():
    line = (
        "review_notice_given 2026-02-01; review_papers_sent 2026-02-01; review_meeting 2026-03-05; "
        "review_report_sent 2026-03-06; review_decision_notified 2026-03-19 outcome=amend; "
        "amendment_notice_sent 2026-03-19"
    )
    assert step(line, "2026-04-10").clock.key == "AR-FINAL-8W"


def test_nobody_owes_anything_in_a_finished_case():
    assert nothing_to_do("request_received 2026-02-02; assess_decision_notified 2026-03-01 outcome=no", "2026-08-01")


def test_the_family_owes_nothing():
    assert nothing_to_do("draft_plan_served 2026-02-02", "2026-02-03")
    assert nothing_to_do("no_plan_notified 2026-02-02", "2026-02-03")


def test_no_clocks_no_step():
    assert next_step([]) is None
