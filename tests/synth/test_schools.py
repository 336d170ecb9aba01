"""The invented register holds the schools that the return names, and reads like a real one."""

import io

import pytest

from tests.synth.registers import written
from tests.synth.telling import cases
from wherewithal.domain.formats.gias.schools import read_schools
from wherewithal.domain.formats.gias.types import type_named
from wherewithal.domain.formats.sen2.trees import below
from wherewithal.domain.synth import SynthPlan, people

PLAN = SynthPlan(people=3000, year=2026, seed=6)


@pytest.fixture(scope="module")
def register():
    return {row.urn: row for row in read_schools(io.BytesIO(written(PLAN))).schools}


def attended(person):
    for case in cases([person]):
        yield from (*below(case.named, "PlanDetail"), *below(case.active, "PlacementDetail"))


def test_the_reader_of_real_registers_reads_it_without_a_remark():
    assert read_schools(io.BytesIO(written(PLAN))).notes == ()


def test_every_number_is_beyond_those_of_real_schools(register):
    assert min(map(int, register)) == 900_001
    assert {row.la_number for row in register.values()} == {"201"}


def test_every_type_is_one_that_the_real_register_has(register):
    assert {row.type for row in register.values() if type_named(row.type) is None} == set()


def test_every_school_of_the_return_is_in_the_register_and_open(register):
    named = {place["URN"] for person in people(PLAN) for place in attended(person) if "URN" in place}
    assert len(named) > 50
    assert {urn for urn in named if urn not in register or register[urn].status != "open"} == set()


def test_a_unit_is_named_only_where_there_is_one(register):
    for person in people(PLAN):
        for place in attended(person):
            assert place["SENunitIndicator"] == "0" or register[place["URN"]].has_sen_unit
            assert place["ResourcedProvisionIndicator"] == "0" or register[place["URN"]].has_resourced_provision


def test_a_child_is_at_a_school_for_its_age(register):
    for case in cases(people(PLAN)):
        if case.in_force and (school := register.get(case.place.get("URN"))):
            assert school.lowest_age - 1 <= case.age(PLAN.census_on) <= school.highest_age


def test_some_schools_have_closed(register):
    assert any(row.status == "closed" and row.closed_on for row in register.values())


def test_a_larger_authority_has_more_schools():
    assert len(written(SynthPlan(people=12_000, year=2026)).splitlines()) > 2 * len(written(PLAN).splitlines())


def test_the_register_of_the_next_year_is_the_same():
    assert written(PLAN) == written(SynthPlan(people=3000, year=2027, since=2026, seed=6))
