"""Whoever tampers with the trail is refused by the database or found by the chain."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.append_only import lifted
from wherewithal.apps.audit.actions import Entry, record_many
from wherewithal.apps.audit.chain import seal, verify
from wherewithal.apps.audit.models import Event, Head

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def five_events(db):
    record_many(Entry(what="plan.loaded", by=None, authority="888", details={"plan": number}) for number in range(1, 6))


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def tamper(sql):
    """What somebody could do who may change the tables themselves."""
    with lifted():
        run(sql)


FORBIDDEN = [
    "UPDATE audit_event SET why = 'no reason' WHERE position = 3",
    "UPDATE audit_event SET why = why",
    "DELETE FROM audit_event WHERE position = 3",
    "DELETE FROM audit_event",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_the_database_refuses_to_change_or_remove_an_event(sql):
    with pytest.raises(DatabaseError, match="an audit event cannot be"), transaction.atomic():
        run(sql)
    assert Event.objects.count() == 5


def test_the_database_refuses_to_put_an_event_in_the_place_of_another():
    columns = "authority, position, at, what, subject_type, subject_id, details, why, previous_hash, hash"
    replace = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    sql = f"{replace} INTO audit_event ({columns}) SELECT {columns} FROM audit_event WHERE position = 3"
    with pytest.raises(DatabaseError), transaction.atomic():
        run(sql)
    assert Event.objects.count() == 5


def test_the_database_refuses_to_empty_the_trail():
    connection.check_constraints()
    sql = "DELETE FROM audit_event" if connection.vendor == "sqlite" else "TRUNCATE audit_event"
    with pytest.raises(DatabaseError, match="an audit event cannot be"), transaction.atomic():
        run(sql)
    assert Event.objects.count() == 5


def test_a_chain_that_nobody_touched_holds():
    assert verify("888") is None


def test_the_chain_of_an_authority_with_no_events_holds():
    assert verify("936") is None


CHANGES = [
    "what = 'plan.ceased'",
    "why = 'another reason'",
    "subject_id = '7'",
    "at = '2020-01-01 00:00:00+00:00'",
    "details = '{\"plan\": 33}'",
    "hash = previous_hash",
    "authority = '936'",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_event_is_found(change):
    tamper(f"UPDATE audit_event SET {change} WHERE position = 3")
    assert verify("888").position == 3


def test_an_event_taken_out_of_the_middle_is_found():
    tamper("DELETE FROM audit_event WHERE position = 3")
    found = verify("888")
    assert (found.position, found.event, found.says) == (3, None, "The event is missing")


def test_events_taken_off_the_end_are_found():
    tamper("DELETE FROM audit_event WHERE position >= 4")
    assert verify("888").position == 4


def test_a_trail_that_was_emptied_is_found():
    tamper("DELETE FROM audit_event")
    assert verify("888").position == 1


def test_an_event_changed_and_sealed_again_is_found_at_the_next_one():
    third = Event.objects.get(authority="888", position=3)
    third.why = "another reason"
    tamper(f"UPDATE audit_event SET why = '{third.why}', hash = '{seal(vars(third))}' WHERE position = 3")
    assert verify("888").position == 4


def test_an_event_put_on_the_end_without_an_action_is_found():
    last = Event.objects.of("888").last()
    last.pk, last.position = None, 6
    last.save(force_insert=True)
    assert verify("888").position == 6


def test_a_head_that_was_moved_is_found():
    Head.objects.filter(pk="888").update(hash="0" * 64)
    assert verify("888").says == "The event was not recorded by an action"
