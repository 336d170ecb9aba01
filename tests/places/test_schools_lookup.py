"""What the checks of a return learn about a school."""

from datetime import date

import numpy as np
import pytest

from wherewithal.apps.places.models import Authority, School
from wherewithal.apps.places.schools import schools_lookup
from wherewithal.domain.formats.sen2.columns import Column

pytestmark = pytest.mark.django_db


@pytest.fixture
def lancashire():
    return Authority.objects.by_number("888")


@pytest.fixture(autouse=True)
def two_schools(lancashire):
    School.objects.create(
        urn="900001", ukprn="10000001", name="Alder", authority=lancashire, status="open", has_sen_unit=False
    )
    School.objects.create(
        urn="900002",
        ukprn="10000002",
        name="Birch",
        authority_id="936",
        type="Community school",
        status="closed",
        closed_on=date(2025, 8, 31),
        has_resourced_provision=True,
    )


def rows_of(schools):
    return schools.rows(Column(["", "900001", "900002", "900003"], np.array([1, 2, 3], dtype=np.int32)))


def test_a_school_is_found_wherever_in_england_it_is_and_an_unknown_number_is_not(lancashire):
    assert list(rows_of(schools_lookup(lancashire)) >= 0) == [True, True, False]


def test_the_checks_learn_type_closing_day_and_what_the_register_denies():
    schools = schools_lookup()
    rows = rows_of(schools)
    assert list(schools.of_type(rows, ["Community school"])) == [False, True, False]
    assert list(schools.closed(rows).astype(str)) == ["NaT", "2025-08-31", "NaT"]
    assert list(schools.without_unit(rows)) == [True, False, False]
    assert list(schools.without_provision(rows)) == [False, False, False]


def test_only_open_schools_lend_their_provider_number():
    assert schools_lookup().open_ukprns == {"10000001"}


def test_one_query_brings_them_all(lancashire, django_assert_num_queries):
    with django_assert_num_queries(1):
        schools_lookup(lancashire)


def test_a_register_without_any_school_of_the_authority_tells_nothing():
    assert schools_lookup(Authority.objects.by_number("201")) is None


def test_a_record_without_schools_tells_nothing():
    School.objects.all().delete()
    assert schools_lookup() is None
