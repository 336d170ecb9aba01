"""Every type of establishment has a kind and a class of the EHC plan statistics."""

import csv
import zipfile

import pytest

from wherewithal.domain.formats.gias.types import census_kind, establishment_types, placement_class, type_named

KINDS = {"nursery", "mainstream", "special", "alternative", "further", "other"}


def test_each_type_has_one_name_one_number_and_a_kind():
    types = establishment_types()
    assert len({each.code for each in types}) == len({each.name.casefold() for each in types}) == len(types)
    assert {each.kind for each in types} == KINDS


def test_a_type_is_found_by_its_name_in_any_capitals_or_by_its_number():
    assert type_named(" community School") is type_named("1") is type_named("01")
    assert type_named("Moon school") is type_named("") is None


CLASSES = {
    "Community school": "mainstream_la_maintained",
    "Academy converter": "mainstream_academy",
    "Free schools": "mainstream_free_school",
    "Other independent school": "mainstream_independent",
    "Foundation special school": "special_la_maintained",
    "Free schools special": "special_academy_free",
    "Other independent special school": "special_independent",
    "Non-maintained special school": "special_non_maintained",
    "Pupil referral unit": "ap_pru_la_maintained",
    "Academy alternative provision converter": "ap_pru_academy",
    "Free schools alternative provision": "ap_pru_free_school",
    "Further education": "general_fe_tertiary_colleges",
    "Special post 16 institution": "specialist_post_16_institutions",
    "Online provider": "online_provider",
    "Welsh establishment": "w_settings",
    "Secure units": "other_schools",
}


@pytest.mark.parametrize("name", CLASSES)
def test_a_placement_is_counted_under_the_class_of_the_type(name):
    assert placement_class(name) == CLASSES[name]


def test_a_place_in_a_unit_or_in_resourced_provision_is_counted_instead_of_the_plain_one():
    assert placement_class("Free schools", sen_unit=True) == "mainstream_free_school_senunit"
    assert placement_class("Academy converter", resourced_provision=True) == "mainstream_academy_resourced_provision"


def test_only_state_funded_mainstream_schools_are_split_by_unit_and_resourced_provision():
    assert placement_class("Other independent school", sen_unit=True) == "mainstream_independent"
    assert placement_class("Community special school", resourced_provision=True) == "special_la_maintained"


def test_a_type_that_is_not_known_has_no_class():
    assert placement_class("Moon school") is None


def test_the_census_has_its_own_words_for_a_kind_of_school():
    assert census_kind("State-funded special school") == "special"
    assert census_kind("") == ""


def test_the_list_is_the_published_one(shared):
    with (shared / "data/gias/edubasealldata20250422-establishment-types.csv").open(encoding="cp1252") as file:
        published = {
            (row["type-of-establishment-code"], row["type-of-establishment-name"]) for row in csv.DictReader(file)
        }
    assert {(each.code, each.name) for each in establishment_types()} == published


def test_every_class_is_a_column_of_the_published_statistics(shared):
    with zipfile.ZipFile(shared / "data/ehc_plans/education-health-and-care-plans_2025.zip") as release:
        (name,) = (name for name in release.namelist() if name.endswith("/caseload.csv"))
        columns = set(release.read(name).split(b"\r\n", 1)[0].decode("utf-8-sig").split(","))
    for each in establishment_types():
        for unit, resourced in ((False, False), (True, False), (False, True)):
            assert placement_class(each.name, sen_unit=unit, resourced_provision=resourced) in columns
