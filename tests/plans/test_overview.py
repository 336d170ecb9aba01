"""What a manager asks of all cases; every figure equals a plain working over the same facts."""

from datetime import date, timedelta

import pytest

from tests.pages import cells, main_of, text
from tests.plans.cases import asked, in_force
from wherewithal.apps.places.actions import load_schools
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans import actions, overview
from wherewithal.apps.plans.facts import facts_of
from wherewithal.apps.plans.models import Case, Clock, Stage, Standing
from wherewithal.apps.plans.recording import with_parts
from wherewithal.apps.returns.loading import begin, load_sen2
from wherewithal.domain.synth import SynthPlan, write_schools, write_sen2

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 22)
PEOPLE = 400


@pytest.fixture
def synthetic(authority, tmp_path):
    """An authority of synthetic children, loaded as any authority's file is."""
    plan = SynthPlan(people=PEOPLE, year=2026, seed=5)
    with (tmp_path / "schools.csv").open("w", newline="") as target:
        write_schools(target, plan)
    with (tmp_path / "sen2.xml").open("wb") as target:
        write_sen2(target, plan)
    load_schools(tmp_path / "schools.csv", by=None)
    load_sen2(begin(authority=authority, by=None, file_name="sen2.xml", as_at=TODAY), tmp_path / "sen2.xml")
    return authority


def recorded(authority):
    """Every case with its facts, one by one."""
    return [(case, facts_of(case)) for case in with_parts(Case.objects.filter(authority=authority))]


# The share on time

DISPUTES = ("decision_mediated", "decision_appealed")
LATER_DISPUTES = ("outcome_mediated", "outcome_appealed", "content_mediated", "content_appealed")


def plain_months(authority):
    """Month by month: plans, on time, plans without exceptions, of those on time."""
    counted = {}
    for _, facts in recorded(authority):
        case, assessment = facts.case, facts.assessment or {}
        issued, received = assessment.get("outcome_on"), case.get("received_on")
        if assessment.get("outcome") != "Y" or not issued or not received or issued > TODAY:
            continue
        if any(case.get(name) for name in DISPUTES) or any(assessment.get(name) for name in LATER_DISPUTES):
            continue
        on_time, claimed = (issued - received).days <= 140, assessment.get("exception_claimed") is True
        month = counted.setdefault((issued.year, issued.month), [0, 0, 0, 0])
        month[0] += 1
        month[1] += on_time
        month[2] += not claimed
        month[3] += on_time and not claimed
    return counted


def test_the_share_on_time_of_each_month_equals_a_plain_working(synthetic):
    wanted = plain_months(synthetic)
    found = overview.months(synthetic, TODAY)
    assert [(m.first.year, m.first.month) for m in found] == [(2025, n) for n in range(2, 13)] + [(2026, 1)]
    for m in found:
        counts = (m.plans, m.on_time, m.plans_ex, m.on_time_ex)
        assert counts == tuple(wanted.get((m.first.year, m.first.month), (0, 0, 0, 0))), m.first
    assert sum(m.plans for m in found) > sum(m.plans_ex for m in found) > sum(m.on_time_ex for m in found) > 0


@pytest.fixture
def issued(child):
    """A plan issued some days after the request."""

    def make(days, *, on=date(2025, 10, 6), case=None, **assessment):
        received = on - timedelta(days=days)
        told = asked(received, decision="Y", decided_on=received + timedelta(days=30), **(case or {}))
        return child(case=told, assessment={"outcome": "Y", "outcome_on": on, **assessment}, plan={"started_on": on})

    return make


def october(authority):
    (found,) = [m for m in overview.months(authority, TODAY) if m.first == date(2025, 10, 1)]
    return found.plans, found.on_time, found.plans_ex, found.on_time_ex


@pytest.mark.parametrize(("days", "on_time"), [(139, 1), (140, 1), (141, 0)])
def test_the_140th_day_is_the_last_on_time(issued, authority, days, on_time):
    issued(days)
    assert october(authority) == (1, on_time, 1, on_time)


def test_a_plan_with_an_exception_counts_in_all_plans_and_not_in_the_headline(issued, authority):
    issued(200, exception_claimed=True)
    issued(100, exception_claimed=True)
    issued(100, exception_claimed=False)
    assert october(authority) == (3, 2, 1, 1)


@pytest.mark.parametrize("flag", LATER_DISPUTES)
def test_mediation_or_an_appeal_about_the_plan_leaves_it_out(issued, authority, flag):
    issued(100, **{flag: True})
    issued(100, **{flag: False})
    assert october(authority) == (1, 1, 1, 1)


@pytest.mark.parametrize("flag", DISPUTES)
def test_mediation_or_an_appeal_about_the_request_leaves_it_out(issued, authority, flag):
    issued(100, case={flag: True})
    assert october(authority) == (0, 0, 0, 0)


def test_a_plan_without_the_day_of_its_request_is_left_out(child, authority):
    day = date(2025, 10, 6)
    child(case={"decision": "H"}, assessment={"outcome": "Y", "outcome_on": day}, plan={"started_on": day})
    assert october(authority) == (0, 0, 0, 0)


def test_a_month_without_plans_has_no_share(authority):
    assert {m.share for m in overview.months(authority, TODAY)} == {None}


def test_another_authority_counts_for_itself(issued, authority):
    issued(100)
    assert sum(m.plans for m in overview.months(Authority.objects.by_number("350"), TODAY)) == 0


# Who waits, how old, what is due, who has it


def open_standings(authority):
    return [s for s in Standing.objects.filter(authority=authority).select_related("case") if s.stage != Stage.CLOSED]


def test_who_waits_and_how_long_equals_a_plain_count(synthetic):
    for row in overview.waiting(synthetic, TODAY):
        waits = [
            (TODAY - s.case.received_on).days // 7
            for s in open_standings(synthetic)
            if s.get_stage_display() == row.what and s.case.received_on
        ]
        counts = [sum(low <= w < (high or 999) for w in waits) for _, low, high in overview.WAITS]
        assert row.counts == (*counts, 0)


def test_everybody_who_waits_is_counted_the_one_without_a_day_too(child, authority):
    child(case={"decision": "H"}, assessment={"outcome": "A"})
    child(case=asked(date(2026, 1, 5)))
    rows = {row.what: row.total for row in overview.waiting(authority, TODAY)}
    assert rows == {"Deciding whether to assess": 1, "Assessing": 1, "Plan agreed, not yet issued": 0}


def test_open_cases_by_age_equal_a_plain_count(synthetic):
    for row in overview.ages(synthetic, TODAY):
        ages = [s.case.child.age(TODAY) for s in open_standings(synthetic) if s.get_stage_display() == row.what]
        assert row.counts == (*(sum(low <= age <= high for age in ages) for _, low, high in overview.AGES), 0)
    assert sum(row.total for row in overview.ages(synthetic, TODAY)) == len(open_standings(synthetic))


def test_what_is_overdue_and_due_in_four_weeks_equals_a_plain_count(synthetic):
    soon = TODAY + timedelta(days=28)
    running = [c for c in Clock.objects.filter(authority=synthetic, met_on=None) if c.force == "must"]
    for duty in overview.duties(synthetic, TODAY):
        days = [c.due_on for c in running if c.rule == duty.rule]
        assert duty.overdue == sum(day < TODAY for day in days)
        assert duty.soon == sum(TODAY <= day <= soon for day in days)
    assert sum(d.overdue for d in overview.duties(synthetic, TODAY)) == sum(c.due_on < TODAY for c in running)


def test_what_each_caseworker_has_equals_a_plain_count(synthetic, user):
    casey, robin = user(), user(username="robin", name="Robin Worker")
    for turn, standing in enumerate(open_standings(synthetic)):
        if turn % 3:
            to = (casey, robin)[turn % 3 - 1]
            actions.assign(cases=[standing.case_id], to=to, authority=synthetic, by=casey)
    for load in overview.loads(synthetic, TODAY):
        has = [s.next_due_on for s in open_standings(synthetic) if s.case.caseworker_id == load.caseworker]
        assert load.cases == len(has)
        assert load.overdue == sum(day is not None and day < TODAY for day in has)
        assert load.soon == sum(day is not None and TODAY <= day <= TODAY + timedelta(days=28) for day in has)
    assert overview.loads(synthetic, TODAY)[-1].caseworker is None


# The page


@pytest.fixture
def page(client, user, settings):
    settings.TODAY = TODAY
    client.force_login(user(role="manager", username="morgan", name="Morgan Manager"))
    return lambda: client.get("/overview/")


def test_the_first_sentence_gives_the_number_its_meaning(issued, child, page):
    issued(100)
    issued(141)
    child(case=asked(date(2025, 11, 1)))
    first = text(page())
    assert "1 of 2 plans in the last 12 months (50%) were on time. 1 child waits for a decision or a plan" in first


def test_an_empty_record_is_said_in_words(page):
    said = text(page())
    assert "No plans were issued in the last 12 months. 0 children wait for a decision or a plan" in said
    assert "Nothing is overdue and nothing falls due in the next 4 weeks." in said


def test_the_chart_has_its_table_with_and_without_exceptions(issued, page):
    issued(100)
    issued(200, exception_claimed=True)
    (row,) = [row for row in cells_of_every_table(page()) if row[0] == "October 2025" and len(row) == 7]
    assert row[1:] == ["2", "1", "50%", "1", "1", "100%"]


def cells_of_every_table(answer):
    return [row for number in range(len(main_of(answer).xpath("//table"))) for row in cells(answer, number)]


def test_a_caseworker_does_not_see_the_overview(client, user):
    client.force_login(user())
    assert client.get("/overview/").status_code == 403


def test_the_page_asks_few_questions_of_the_record(synthetic, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page()


def test_plans_in_force_are_not_among_those_who_wait(child, page, authority):
    child(**in_force(date(2025, 5, 30)))
    assert sum(row.total for row in overview.waiting(authority, TODAY)) == 0
