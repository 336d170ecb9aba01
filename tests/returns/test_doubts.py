"""Somebody decides whether two records are one child; the record and every later load follow."""

from datetime import date

import pytest
from django.urls import reverse

from tests.returns.people import UPNS, asked, person, planned, refused
from tests.somebody import BOLTON, somebody
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.audit.models import Event
from wherewithal.apps.people.models import Child, DoubtfulMatch
from wherewithal.apps.plans.models import Case, Standing
from wherewithal.apps.returns.doubts import AlreadyDecided, decide
from wherewithal.apps.returns.models import SourceRecord

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 22)
SAME, DIFFERENT = DoubtfulMatch.Answer.SAME, DoubtfulMatch.Answer.DIFFERENT
IN_ONE_SCHOOL = person(Requests=[refused()])
WITH_ANOTHER_NUMBER = person(UPN=UPNS[1], Requests=[planned("2025-04-07", "2025-05-12", "2025-08-20")])


@pytest.fixture
def officer(authority):
    return somebody(Role.DATA_OFFICER, authority="201")


@pytest.fixture
def doubt(load):
    """This year's return has a child by the same name and birth date as a child of last year's, but another number."""
    load(IN_ONE_SCHOOL, year=2025)
    load(WITH_ANOTHER_NUMBER)
    return DoubtfulMatch.objects.get()


def children(authority):
    return Child.objects.of(authority)


def test_one_child_has_the_cases_of_both(doubt, officer, authority):
    decide(doubt=doubt, answer=SAME, by=officer, today=TODAY)
    kept = children(authority).get()
    assert kept == doubt.perhaps
    assert sorted(kept.cases.filter(superseded_at=None).values_list("decision", flat=True)) == ["N", "Y"]
    assert Standing.objects.filter(case__child=kept).count() == 2
    assert not Case.objects.filter(child=doubt.child).exists()


def test_one_child_has_what_every_return_told(doubt, officer, authority):
    decide(doubt=doubt, answer=SAME, by=officer, today=TODAY)
    told = SourceRecord.objects.filter(child=children(authority).get(), superseded_by=None)
    assert list(told.values_list("year", flat=True)) == [2025, 2026]


def test_one_child_is_who_the_latest_return_says(doubt, officer, authority):
    """The number that DfE was told last is the one to go on with."""
    decide(doubt=doubt, answer=SAME, by=officer, today=TODAY)
    assert children(authority).get().upn == UPNS[1]


def test_two_people_of_one_file_put_together_are_told_of_together(load, officer, authority):
    load(person(Requests=[refused()]), person(Surname="Oak", Forename="Otis", PersonBirthDate="2010-01-01"))
    decide(doubt=DoubtfulMatch.objects.get(), answer=SAME, by=officer, today=TODAY)
    kept = children(authority).get()
    assert SourceRecord.objects.get(child=kept, superseded_by=None).document["Requests"] == [refused(), asked()]
    assert kept.cases.filter(superseded_at=None).count() == 2


@pytest.mark.parametrize("answer", [SAME, DIFFERENT])
def test_loading_the_same_file_again_changes_nothing_and_asks_nothing(doubt, load, officer, authority, answer):
    decide(doubt=doubt, answer=answer, by=officer, today=TODAY)
    before = list(Case.objects.order_by("pk").values()), list(Child.objects.order_by("pk").values())
    again = load(WITH_ANOTHER_NUMBER)
    assert (again.counts["unchanged"], again.counts["doubts"]) == (1, 0)
    assert (list(Case.objects.order_by("pk").values()), list(Child.objects.order_by("pk").values())) == before
    assert DoubtfulMatch.objects.count() == 1


def test_two_people_put_together_stay_so_when_their_file_is_loaded_again(load, officer, authority):
    people = [person(Requests=[refused()]), person(Surname="Oak", Forename="Otis", PersonBirthDate="2010-01-01")]
    load(*people)
    decide(doubt=DoubtfulMatch.objects.get(), answer=SAME, by=officer, today=TODAY)
    again = load(*people)
    assert (again.counts["new"], again.counts["changed"], again.counts["doubts"]) == (0, 0, 0)
    assert children(authority).count() == 1


@pytest.mark.parametrize("number", UPNS)
def test_a_later_file_with_either_number_is_of_the_one_child(doubt, load, officer, authority, number):
    decide(doubt=doubt, answer=SAME, by=officer, today=TODAY)
    done = load(person(UPN=number, Surname="Rowan-Ash", Requests=WITH_ANOTHER_NUMBER["Requests"]))
    assert (done.counts["new"], done.counts["doubts"]) == (0, 0)
    assert children(authority).get().surname == "Rowan-Ash"


def test_two_children_stay_two_and_nobody_is_asked_again(doubt, load, officer, authority):
    decide(doubt=doubt, answer=DIFFERENT, by=officer, today=TODAY)
    load(IN_ONE_SCHOOL | {"Surname": "Rowan"}, WITH_ANOTHER_NUMBER)
    assert children(authority).count() == 2
    assert not DoubtfulMatch.objects.filter(answer=DoubtfulMatch.Answer.OPEN).exists()


def test_who_decided_what_is_on_the_trail_without_names(doubt, officer):
    decide(doubt=doubt, answer=SAME, by=officer, today=TODAY)
    event = Event.objects.get(what="match.decided")
    assert event.by == officer
    assert event.details == {"answer": "same", "child": doubt.child_id, "perhaps": doubt.perhaps_id}


def test_a_doubt_is_decided_once(doubt, officer):
    decide(doubt=doubt, answer=DIFFERENT, by=officer, today=TODAY)
    with pytest.raises(AlreadyDecided):
        decide(doubt=doubt, answer=SAME, by=officer, today=TODAY)
    assert DoubtfulMatch.objects.get().answer == DIFFERENT


def test_the_page_asks_shows_both_records_and_keeps_the_answer(client, doubt, officer, authority):
    client.force_login(officer)
    address = reverse("returns:doubt", args=[doubt.pk])
    shown = client.get(address).content.decode()
    assert "The name and birth date are the same, but the number differs." in shown
    assert all(number in shown for number in UPNS)
    answered = client.post(address, {"answer": "same"}, follow=True)
    assert "Your answer is kept" in answered.content.decode()
    assert "There is nothing to decide" in answered.content.decode()
    assert children(authority).count() == 1


def test_an_answer_has_to_be_given(client, doubt, officer):
    client.force_login(officer)
    again = client.post(reverse("returns:doubt", args=[doubt.pk]), {})
    assert "Say whether this is one child or two" in again.content.decode()
    assert DoubtfulMatch.objects.get().answer == DoubtfulMatch.Answer.OPEN


def test_an_answer_given_in_the_meantime_is_said_in_plain_words(client, doubt, officer):
    client.force_login(officer)
    decide(doubt=doubt, answer=DIFFERENT, by=officer, today=TODAY)
    answered = client.post(reverse("returns:doubt", args=[doubt.pk]), {"answer": "same"}, follow=True)
    assert "Somebody has decided this in the meantime" in answered.content.decode()
    assert DoubtfulMatch.objects.get().answer == DIFFERENT


def test_looking_at_a_doubt_is_on_the_trail_of_both_children(client, doubt, officer):
    client.force_login(officer)
    client.get(reverse("returns:doubt", args=[doubt.pk]))
    looked = Event.objects.filter(what="child.looked").values_list("subject_id", flat=True)
    assert {str(pk) for pk in looked} == {str(doubt.child_id), str(doubt.perhaps_id)}


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.READ_ONLY])
def test_a_caseworker_and_a_reader_cannot_decide(client, doubt, role):
    client.force_login(somebody(role, authority="201"))
    assert client.get(reverse("returns:doubts")).status_code == 403
    assert client.post(reverse("returns:doubt", args=[doubt.pk]), {"answer": "same"}).status_code == 403
    assert DoubtfulMatch.objects.get().answer == DoubtfulMatch.Answer.OPEN


def test_another_authority_does_not_find_the_doubt(client, doubt):
    client.force_login(somebody(Role.DATA_OFFICER, authority=BOLTON))
    address = reverse("returns:doubt", args=[doubt.pk])
    assert client.get(address).status_code == client.post(address, {"answer": "same"}).status_code == 404
    assert "There is nothing to decide" in client.get(reverse("returns:doubts")).content.decode()


def test_three_records_of_one_child_become_one_in_two_answers(load, officer, authority):
    people = [
        person(Requests=[refused()]),
        person(Surname="Oak", Forename="Otis", PersonBirthDate="2010-01-01"),
        person(Surname="Elm", Forename="Esme", PersonBirthDate="2011-01-01", Requests=[asked("2025-06-02")]),
    ]
    load(*people)
    for _ in range(2):
        still_asked = DoubtfulMatch.objects.filter(answer=DoubtfulMatch.Answer.OPEN).last()
        decide(doubt=still_asked, answer=SAME, by=officer, today=TODAY)
    assert not DoubtfulMatch.objects.filter(answer=DoubtfulMatch.Answer.OPEN).exists()
    kept = children(authority).get()
    assert kept.cases.filter(superseded_at=None).count() == 3
    assert load(*people).counts["unchanged"] == 1
