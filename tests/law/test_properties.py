"""What holds for every case, whatever happened in it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wherewithal.domain.law import EVENTS, Fact, Facts, Status, clocks, fact, next_step

LAST = date(2028, 12, 31)
days = st.dates(date(2019, 6, 1), date(2022, 6, 1))
SEEN_AHEAD = {"record_begins", "review_meeting", "phase_deadline", "transfer_due"}
FIXED = {"PT-15FEB", "PT-31MAR", "PT-5M"}
OUTCOMES = ["", "yes", "no", "amend", "maintain", "cease"]


@st.composite
def one_fact(draw: st.DrawFn) -> Fact:
    on = draw(days)
    details: dict[str, str | date] = {
        "outcome": draw(st.sampled_from(OUTCOMES)),
        "adviser": draw(st.sampled_from(["", "health", "head_teacher"])),
        "because": draw(st.sampled_from(["", "absence", "school_closed", "psychologist_shortage"])),
        "until": on + timedelta(days=draw(st.integers(0, 90))),
        "reopens": on + timedelta(days=draw(st.integers(0, 90))),
        "joins": draw(st.sampled_from(["", "post16"])),
    }
    return fact(draw(st.sampled_from(list(EVENTS))), on, **details)


cases = st.lists(one_fact(), max_size=12).map(Facts)


@given(case=cases, as_at=days, later=st.integers(0, 900))
def test_a_limit_that_was_met_stays_met(case, as_at, later):
    met = {(c.rule, c.started_by, c.due_on, c.done_by) for c in clocks(case, as_at) if c.status is Status.MET}
    after = clocks(case, as_at + timedelta(days=later))
    assert met <= {(c.rule, c.started_by, c.due_on, c.done_by) for c in after if c.status is Status.MET}


@given(case=cases, as_at=days)
def test_what_has_not_happened_changes_nothing(case, as_at):
    by_then = Facts(fact for fact in case if fact.on <= as_at or fact.event in SEEN_AHEAD)
    assert clocks(by_then, as_at) == clocks(case, as_at)


@given(case=cases, as_at=days)
def test_a_clock_and_its_numbers_agree(case, as_at):
    for clock in clocks(case, as_at):
        assert (clock.days_left is not None) == (clock.status is Status.PENDING)
        assert clock.days_left is None or clock.days_left == (clock.due_on - as_at).days >= 0
        assert clock.days_late == 0 or clock.status not in (Status.MET, Status.PENDING, Status.SWITCHED_OFF)
        assert clock.met_on is None or clock.met_on <= as_at
        assert clock.stopped_on is None or clock.stopped_on <= as_at
        assert clock.status is not Status.MET or clock.met_on <= clock.due_on
        assert clock.rule.ahead or clock.started_on <= as_at


@given(case=cases, as_at=days)
def test_a_ground_needs_a_claim_and_a_late_act(case, as_at):
    for clock in clocks(case, as_at):
        assert clock.exception_made_out == (clock.status is Status.EXCUSED)
        excusable = clock.ground is None or clock.ground.key in clock.rule.excused_by
        assert excusable
        assert clock.ground is None or clock.ground.presumed or clock.exception_claimed


@given(case=cases, as_at=days)
def test_every_clock_can_be_told(case, as_at):
    for clock in clocks(case, as_at):
        assert clock.words[0].isupper()
        assert clock.words.endswith(".")
        assert "{" not in clock.words
        assert "_" not in clock.words


@given(case=cases, as_at=days)
def test_the_next_step_is_the_worst_of_what_is_open(case, as_at):
    found = clocks(case, as_at)
    step = next_step(found)
    owed = [clock for clock in found if clock.is_open]
    assert (step is None) == (not owed)
    overdue = [clock.due_on for clock in owed if clock.is_overdue]
    if step:
        assert step.clock.due_on == min(overdue or [clock.due_on for clock in owed])
        assert step.words.endswith(".")


@given(start=days, later=st.integers(0, 700), event=st.sampled_from(sorted(EVENTS)))
def test_a_later_start_never_gives_an_earlier_last_day(start, later, event):
    after = start + timedelta(days=later)
    one, other = (
        {c.key: c.due_on for c in clocks(Facts([fact(event, on)]), LAST) if c.key not in FIXED} for on in (start, after)
    )
    assert all(one[key] <= other[key] for key in one.keys() & other.keys())
