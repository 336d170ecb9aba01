"""The dated events of a case."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from tests.law.lines import facts
from wherewithal.domain.law import EVENTS, Fact, Facts, UnknownEvent, fact

MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)


def test_an_event_that_is_not_in_the_list_is_refused():
    with pytest.raises(UnknownEvent, match="no event 'plan_sent'; known events are record_begins, born"):
        Fact("plan_sent", MONDAY)


def test_a_fact_has_details_in_words_and_in_days():
    away = fact("absent", MONDAY, until=TUESDAY, where="Wales")
    assert (away.text("where"), away.day("until")) == ("Wales", TUESDAY)
    assert (away.text("because"), away.day("where"), away.day("since")) == ("", None, None)


def test_details_come_in_any_order():
    assert fact("absent", MONDAY, a="1", b="2") == fact("absent", MONDAY, b="2", a="1")


def test_facts_are_sorted_by_day_and_then_as_things_happen():
    told = facts("plan_ceased 2026-11-02; plan_made 2026-11-02; request_received 2026-11-03; born 2020-01-01")
    assert [f.event for f in told] == ["born", "plan_made", "plan_ceased", "request_received"]
    assert len(told) == 4


def test_facts_are_equal_and_hash_alike_if_what_they_tell_is_the_same():
    one, other = (
        Facts([fact("born", MONDAY)], unrecorded=names) for names in (["advice_received"], {"advice_received"})
    )
    assert one == other
    assert len({one, other, Facts([fact("born", TUESDAY)])}) == 2
    assert one != Facts([fact("born", MONDAY)])


def test_facts_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        facts("born 2026-11-02").all = ()
    with pytest.raises(FrozenInstanceError):
        fact("born", MONDAY).on = TUESDAY


def test_what_is_dated_after_a_day_has_not_happened_by_it():
    told = facts("born 2026-11-02; request_received 2026-11-03")
    assert [f.event for f in told.happened(MONDAY)] == ["born"]
    assert told.happened(TUESDAY) == told.all
    assert Facts().happened(MONDAY) == ()


def test_every_event_has_its_words():
    assert [event.order for event in EVENTS.values()] == list(range(len(EVENTS)))
    assert all(event.words and event.happened and not event.words.endswith(".") for event in EVENTS.values())
