"""A person of a file is the child with the same number; a match that may be wrong is asked about, never made."""

from datetime import date

import pytest

from wherewithal.apps.people.models import Child
from wherewithal.apps.returns.matching import Doubt, Register

ADA = {
    "surname": "Alder",
    "forename": "Ada",
    "birth_on": date(2015, 3, 2),
    "sex": "F",
    "ethnicity": "WBRI",
    "postcode": "ZZ99 3CZ",
    "upn": "A201200119001",
    "uln": "",
    "number_unknown": "",
}


def known(pk=1, **changes):
    return Child(pk=pk, **{**ADA, **changes})


def match(*people, record):
    return Register(record).match_all([{**ADA, **person} for person in people])


def test_the_same_number_is_the_same_child_even_under_a_new_surname():
    child = known()
    (found,) = match({"surname": "Birch"}, record=[child])
    assert found.child is child and not found.is_new


def test_the_learner_number_is_used_where_there_is_no_pupil_number():
    child = known(upn="", uln="4000001239")
    (found,) = match({"upn": "", "uln": "4000001239", "forename": "Adah"}, record=[child])
    assert found.child is child


def test_name_and_birth_date_are_used_where_there_is_no_number():
    child = known(upn="")
    (found,) = match({"surname": "ALDER"}, record=[child])
    assert found.child is child


def test_somebody_unknown_is_a_new_child():
    (found,) = match({"upn": "B201200119002", "surname": "Oak", "forename": "Otis"}, record=[known()])
    assert found.is_new and not found.doubts


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ({"surname": "Oak", "birth_on": date(2012, 1, 1)}, Doubt.NUMBER_ONLY),
        ({"upn": "B201200119002"}, Doubt.OTHER_NUMBER),
        ({"upn": "", "forename": "Ann"}, Doubt.OTHER_FORENAME),
    ],
)
def test_a_match_that_may_be_wrong_makes_a_new_child_and_a_question(person, why):
    child = known()
    (found,) = match(person, record=[child])
    assert found.is_new
    assert found.doubts == [(child, why)]


def test_a_disputed_number_is_marked_so():
    (found,) = match({"surname": "Oak", "birth_on": date(2012, 1, 1)}, record=[known()])
    assert found.child.number_disputed


def test_twins_in_one_file_are_two_children_without_a_question():
    twins = [{"upn": ""}, {"upn": "", "forename": "Ann"}]
    record = [known(1, upn=""), known(2, upn="", forename="Ann")]
    assert [m.child.pk for m in match(*twins, record=record)] == [1, 2]
    assert [m.child.pk for m in match(*reversed(twins), record=record)] == [2, 1]


def test_a_number_used_by_two_people_of_a_file_is_asked_about():
    first, second = match({}, {"forename": "Bea", "surname": "Birch"}, record=[])
    assert first.is_new and second.is_new
    assert second.doubts == [(first.child, Doubt.TOLD_TWICE)]
    assert second.child.number_disputed


def test_two_people_with_one_number_keep_their_own_children_next_time():
    record = [known(1), known(2, forename="Bea", surname="Birch", number_disputed=True)]
    people = [{"forename": "Bea", "surname": "Birch"}, {}]
    assert [m.child.pk for m in match(*people, record=record)] == [2, 1]


def test_a_child_found_to_be_another_is_followed_to_it():
    first = known(1)
    second = known(2, upn="B201200119002", same_as=first)
    (found,) = match({"upn": "B201200119002"}, record=[first, second])
    assert found.child is first
