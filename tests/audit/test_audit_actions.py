"""Events are recorded in order, each authority's in a chain of its own."""

import pytest
from django.contrib.auth import get_user_model

from wherewithal.apps.audit.actions import Entry, looked, record, record_many
from wherewithal.apps.audit.chain import verify
from wherewithal.apps.audit.details import PersonalDataInAudit
from wherewithal.apps.audit.models import Event
from wherewithal.apps.places.models import Authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def lancashire():
    return Authority.objects.by_number("888")


@pytest.fixture
def officer(lancashire):
    return get_user_model().objects.create(
        username="officer", name="An Officer", role="caseworker", authority=lancashire
    )


def entry(authority="888", **more):
    return Entry(**{"what": "plan.loaded", "by": None, "authority": authority} | more)


def test_an_event_says_who_did_what_to_which_thing_and_why(lancashire, officer):
    event = record(
        "authority.renamed",
        by=officer,
        authority=lancashire,
        subject=lancashire,
        details={"name": "changed"},
        why="The council changed its name",
    )
    kept = Event.objects.get(pk=event.pk)
    assert (kept.what, kept.by, kept.authority) == ("authority.renamed", officer, "888")
    assert (kept.subject_type, kept.subject_id) == ("places.authority", "888")
    assert kept.details == {"name": "changed"}
    assert kept.why == "The council changed its name"
    assert list(Event.objects.about(lancashire)) == [kept]


def test_each_event_holds_the_hash_of_the_one_before_it():
    first, second = (record("plan.loaded", by=None, authority="888") for _ in range(2))
    assert first.previous_hash == ""
    assert second.previous_hash == first.hash
    assert [first.position, second.position] == [1, 2]


def test_each_authority_has_a_chain_of_its_own_and_so_has_what_belongs_to_none():
    record_many([entry("888"), entry("936"), entry(None), entry("888")])
    assert list(Event.objects.of("888").values_list("position", flat=True)) == [1, 2]
    assert list(Event.objects.of("936").values_list("position", flat=True)) == [1]
    assert list(Event.objects.of("").values_list("position", flat=True)) == [1]


def test_many_events_make_the_same_chain_as_one_after_the_other():
    record("plan.loaded", by=None, authority="888", details={"plans": 1})
    record_many(entry(details={"plans": count}) for count in (2, 3))
    record("plan.loaded", by=None, authority="888", details={"plans": 4})
    assert [event.details["plans"] for event in Event.objects.of("888")] == [1, 2, 3, 4]
    assert verify("888") is None


def test_details_come_back_as_they_were_given(officer):
    details = {"stage": ["request", "plan"], "plans": 3, "late": True, "closed": None, "town": "changed", "é": "ü"}
    record_many([entry(details=details, by=officer, why="Zoë asked")])
    kept = Event.objects.get()
    assert (kept.details, kept.why, kept.by) == (details, "Zoë asked", officer)
    assert verify("888") is None


def test_to_look_at_something_is_recorded_in_the_chain_of_whoever_looked(officer):
    surrey = Authority.objects.by_number("936")
    event = looked(surrey, officer)
    assert (event.what, event.by, event.authority, event.subject_id) == ("authority.looked", officer, "888", "936")


def test_looking_costs_few_queries(officer, django_assert_max_num_queries):
    looked(officer, officer)
    with django_assert_max_num_queries(5):
        looked(officer, officer)


@pytest.mark.parametrize("details", [{"surname": "Alder"}, {"changed": {"upn": ["A1", "A2"]}}])
def test_an_event_that_would_say_who_somebody_is_is_refused_and_nothing_is_written(details):
    with pytest.raises(PersonalDataInAudit, match="may name the field"):
        record_many([entry(), entry(details=details)])
    assert not Event.objects.exists()
