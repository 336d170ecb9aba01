"""Our own table of cases, and the published one where it lies beside the checkout."""

import pytest

from tests.law.lines import HERE, day, rows, the_clock
from tests.law.published import facts_of
from wherewithal.domain.law import Facts, clocks, rules

OWN = list(rows(HERE / "cases.csv"))


@pytest.mark.parametrize("row", OWN, ids=[row["says"].replace(" ", "-") for row in OWN])
def test_a_case_of_our_own(row):
    clock = the_clock(row["facts"], row["as_at"], row["rule"])
    found = (clock.due_on.isoformat(), clock.status.value, clock.days_late)
    assert found == (row["due_on"], row["status"], int(row["days_late"]))


def test_our_own_cases_are_many_and_touch_every_rule():
    assert len(OWN) >= 60
    assert {row["rule"].partition("@")[0] for row in OWN} == {rule.key for rule in rules()}


def test_every_published_case_of_our_rules(shared, subtests):
    ours = {rule.key for rule in rules()}
    published = [row for row in rows(shared / "reference" / "law-cases.csv") if row["rule"] in ours]
    assert len(published) >= 32
    for row in published:
        with subtests.test(case=row["case"], rule=row["rule"]):
            assert found_for(row) == wanted_of(row)


def wanted_of(row: dict[str, str]) -> tuple[str, str, int]:
    """A row without a status tells of a day to come, which is pending."""
    return row["expected_due_date"], row["expected_status"] or "pending", int(row["days_late"] or 0)


def found_for(row: dict[str, str]) -> tuple[str, str, int]:
    """The clock of the row as at the last of its facts, or as at the day due if nothing was done."""
    case = Facts(facts_of(row))
    as_at = max(fact.on for fact in case) if row["actual_date"] else day(row["expected_due_date"])
    (clock,) = (
        clock
        for clock in clocks(case, as_at)
        if clock.key == row["rule"] and clock.started_on == day(row["trigger_date"])
    )
    return clock.due_on.isoformat(), clock.status.value, clock.days_late
