"""Our list of England's authorities is whole, and each is found by every code it has had."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest

from wherewithal.apps.audit.models import Event
from wherewithal.apps.places.actions import load_authorities
from wherewithal.apps.places.models import Authority, Region
from wherewithal.domain.places.authorities import authorities, find, open_numbers, regions

TODAY = date(2026, 11, 21)


def test_153_authorities_are_open_in_nine_regions():
    assert len(open_numbers(TODAY)) == 153
    assert {each.region for each in authorities()} == {each.name for each in regions()}
    assert len(regions()) == 9


def test_no_two_authorities_share_a_code():
    codes = [code for each in authorities() for code in (each.number, each.gss_code, *each.former_gss_codes)]
    assert len(codes) == len(set(codes))


CHANGES = [
    (date(2019, 4, 1), {"835", "836", "837"}, {"838", "839"}),
    (date(2021, 4, 1), {"928"}, {"940", "941"}),
    (date(2023, 4, 1), {"909"}, {"942", "943"}),
]


@pytest.mark.parametrize(("day", "gone", "come"), CHANGES)
def test_old_authorities_give_way_to_new_ones_on_the_day(day, gone, come):
    before, after = open_numbers(date(day.year, 3, 31)), open_numbers(day)
    assert before - after == gone
    assert after - before == come


def test_an_abolished_authority_names_those_that_took_over():
    closed = [each for each in authorities() if each.closed_on]
    assert {each.number for each in closed} == {"835", "836", "837", "909", "928"}
    for each in closed:
        assert all(find(number).opened_on > each.closed_on for number in each.replaced_by)


@pytest.mark.parametrize("code", ["825", "E06000060", "E10000002", " E10000002 "])
def test_an_authority_is_found_by_its_number_and_by_its_old_and_new_statistics_code(code):
    assert find(code).name == "Buckinghamshire"


def test_a_code_of_nobody_is_not_found():
    assert find("E92000001") is find("") is find("999") is None


def rows(file):
    return csv.DictReader(io.TextIOWrapper(file, "utf-8-sig"))


def test_every_authority_of_the_published_ehc_plans_release_is_found_by_either_code(shared):
    told = set()
    with zipfile.ZipFile(shared / "data/ehc_plans/education-health-and-care-plans_2025.zip") as release:
        for name in release.namelist():
            if name.endswith(".csv"):
                local = (row for row in rows(release.open(name)) if row.get("geographic_level") == "Local authority")
                told |= {(row["old_la_code"], row["new_la_code"], row["region_name"]) for row in local}
    assert len({number for number, _, _ in told}) == 158
    for number, gss_code, region in told:
        assert find(number) is find(gss_code)
        assert find(number).region in (region, region.removeprefix("Inner ").removeprefix("Outer "))


def test_the_published_boundaries_are_those_of_the_authorities_open_then(shared):
    boundaries = json.loads((shared / "data/geography/CTYUA_MAY_2023_EN_BUC.geojson").read_text())
    codes = {feature["properties"]["CTYUA23CD"] for feature in boundaries["features"]}
    assert {find(code).number for code in codes} == open_numbers(date(2023, 5, 1))


def test_the_published_districts_belong_to_authorities_we_know(shared):
    with (shared / "data/geography/la_lad_hierarchy.csv").open("rb") as file:
        told = {(row["old_la_code"], row["new_la_code"]) for row in rows(file)}
    assert all(find(number) is find(gss_code) is not None for number, gss_code in told)


@pytest.mark.django_db
def test_a_new_record_already_holds_every_region_and_authority():
    assert Region.objects.count() == 9
    assert set(Authority.objects.values_list("number", flat=True)) == {each.number for each in authorities()}
    assert Authority.objects.by_number("825").former_gss_codes == ["E10000002"]
    assert Authority.objects.by_number("909").closed_on == date(2023, 3, 31)


@pytest.mark.django_db
def test_the_authorities_open_on_a_day_are_those_of_the_list():
    for day in (date(2019, 3, 31), date(2019, 4, 1), TODAY):
        assert set(Authority.objects.open_on(day).values_list("number", flat=True)) == open_numbers(day)


@pytest.mark.django_db
def test_loading_the_authorities_again_mends_what_differs_and_changes_nothing_else():
    Authority.objects.filter(number="888").update(name="Lancs")
    Authority.objects.filter(number="943").delete()
    first, second = load_authorities(by=None), load_authorities(by=None)
    assert (first.added, first.changed, first.unchanged) == (1, 1, 156)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 158)
    assert Authority.objects.by_number("888").name == "Lancashire"
    assert [event.what for event in Event.objects.of("")] == ["authorities.loaded"] * 2
