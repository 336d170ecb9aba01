"""Names are invented, and numbers have the form that the checks ask for."""

import re

import pytest

from wherewithal.domain.formats.sen2.layout import upn_authorities
from wherewithal.domain.synth import SynthPlan, names, people
from wherewithal.domain.synth.dice import Dice

ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"


@pytest.fixture(scope="module")
def made():
    return list(people(SynthPlan(people=2000, year=2026, seed=8)))


def test_the_published_examples_have_the_check_letters_we_work_out():
    """Numbers of the example return in the reference: A201200119001 and Y201201419002."""
    assert names.check_letter("201200119001") == "A"
    assert names.check_letter("201201419002") == "Y"


def test_every_unique_pupil_number_is_valid_and_used_once(made):
    numbers = [person["UPN"] for person in made if "UPN" in person]
    assert len(set(numbers)) == len(numbers) > 1500
    for number in numbers:
        total = sum(int(digit) * place for place, digit in enumerate(number[1:], start=2))
        assert number[0] == ALPHABET[total % 23]
        assert number[1:4] in upn_authorities()


def test_every_unique_learner_number_is_valid_and_used_once(made):
    numbers = [person["UniqueLearnerNumber"] for person in made if "UniqueLearnerNumber" in person]
    assert len(set(numbers)) == len(numbers) > 100
    for number in numbers:
        remainder = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11
        assert re.fullmatch(r"[1-9]\d{9}", number)
        assert remainder
        assert int(number[9]) == 10 - remainder


def test_numbers_stay_unique_over_a_million_people():
    some = range(0, 1_000_000, 37)
    assert len({names.upn("201", 3, number) for number in some}) == len(some)
    assert len({names.learner_number(3, number) for number in some}) == len(some)


def test_every_postcode_is_of_the_district_that_nobody_lives_in(made):
    assert {person["PostCode"][:5] for person in made if "PostCode" in person} == {"ZZ99 "}
    assert all(re.fullmatch(r"ZZ99 [1-9][A-Z]{2}", person["PostCode"]) for person in made if "PostCode" in person)


def test_names_are_many_and_of_many_forms():
    dice = Dice("names")
    forenames, surnames = {names.forename(dice) for _ in range(2000)}, {names.surname(dice) for _ in range(2000)}
    assert len(forenames) > 1500
    assert len(surnames) > 1500
    assert any(not name.isascii() for name in forenames)
    assert any("-" in name for name in surnames)
    assert any("'" in name for name in surnames)
    assert max(map(len, forenames | surnames)) <= 35
