"""Faults in the places attended and in the needs."""

from datetime import timedelta

from wherewithal.domain.formats.sen2.trees import Tree, below
from wherewithal.domain.synth.faults.kinds import (
    Change,
    Setting,
    active_plan,
    add,
    day,
    drop,
    fault,
    moved,
    need,
    placement,
    put,
)


@fault("SV551")
def no_placement(person: Tree, at: Setting) -> Change | None:
    return drop(active_plan(person), "ActivePlans", "PlacementDetail")


@fault("SV552")
def placement_not_identified(person: Tree, at: Setting) -> Change | None:
    return drop(placement(person), "PlacementDetail", "URN")


@fault("SV554")
def placement_number_too_long(person: Tree, at: Setting) -> Change | None:
    return put(placement(person), "PlacementDetail", "URN", "9000001")


@fault("SV555")
def setting_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    found = placement(person)
    return put(found, "PlacementDetail", "SENsetting", "HOME") if drop(found, "PlacementDetail", "URN") else None


@fault("SV557")
def placement_of_no_rank(person: Tree, at: Setting) -> Change | None:
    return put(placement(person), "PlacementDetail", "PlacementRank", "0")


@fault("SV558")
def left_and_nowhere_since(person: Tree, at: Setting) -> Change | None:
    left_on = at.census_on - timedelta(days=1)
    found = placement(person)
    if found is None or day(found, "EntryDate") > left_on:
        return None
    return put(found, "PlacementDetail", "LeavingDate", left_on.isoformat())


@fault("SV559")
def two_main_placements(person: Tree, at: Setting) -> Change | None:
    found = placement(person)
    return add(active_plan(person), "PlacementDetail", dict(found), "PlacementRank") if found else None


@fault("SV562")
def entry_date_missing(person: Tree, at: Setting) -> Change | None:
    return drop(placement(person), "PlacementDetail", "EntryDate")


@fault("SV563")
def enters_after_census(person: Tree, at: Setting) -> Change | None:
    return put(placement(person), "PlacementDetail", "EntryDate", at.after_census())


@fault("SV564")
def enters_before_birth(person: Tree, at: Setting) -> Change | None:
    early = day(person, "PersonBirthDate") - timedelta(days=at.dice.between(1, 400))
    return put(placement(person), "PlacementDetail", "EntryDate", early.isoformat())


@fault("SV565")
def leaves_before_entering(person: Tree, at: Setting) -> Change | None:
    found = placement(person)
    if found is None:
        return None
    found["LeavingDate"] = found["EntryDate"]
    return moved(found, "PlacementDetail", "LeavingDate", since="EntryDate", days=-at.dice.between(1, 40))


@fault("SV566")
def leaves_after_census(person: Tree, at: Setting) -> Change | None:
    return put(placement(person), "PlacementDetail", "LeavingDate", at.after_census())


@fault("SV571")
def provision_not_said(person: Tree, at: Setting) -> Change | None:
    return drop(placement(person), "PlacementDetail", "ResourcedProvisionIndicator")


@fault("SV572")
def unit_and_provision_together(person: Tree, at: Setting) -> Change | None:
    found = placement(person)
    return put(found, "PlacementDetail", "SENunitIndicator", "1") and put(
        found, "PlacementDetail", "ResourcedProvisionIndicator", "1"
    )


@fault("SV574")
def placement_residential_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    return put(placement(person), "PlacementDetail", "Res", "Y")


@fault("SV591")
def no_need(person: Tree, at: Setting) -> Change | None:
    return drop(active_plan(person), "ActivePlans", "SENneed")


@fault("SV592")
def three_needs(person: Tree, at: Setting) -> Change | None:
    found = active_plan(person)
    if found is None or len(below(found, "SENneed")) < 2:
        return None
    return add(found, "SENneed", {"SENtype": "MSI", "SENtypeRank": "2"}, "SENtype")


@fault("SV593")
def need_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    return put(need(person), "SENneed", "SENtype", at.dice.pick(("NSA", "BESD", "ADHD")))


@fault("SV595")
def need_of_no_rank(person: Tree, at: Setting) -> Change | None:
    return put(need(person), "SENneed", "SENtypeRank", "3")


@fault("SV596")
def only_a_second_need(person: Tree, at: Setting) -> Change | None:
    found = active_plan(person)
    return put(need(person), "SENneed", "SENtypeRank", "2") if found and len(below(found, "SENneed")) == 1 else None


@fault("SV597")
def two_main_needs(person: Tree, at: Setting) -> Change | None:
    found = active_plan(person)
    if found is None or len(below(found, "SENneed")) < 2:
        return None
    return put(below(found, "SENneed")[1], "SENneed", "SENtypeRank", "1")
