"""Rules on placements."""

from collections.abc import Mapping

import numpy as np

from wherewithal.domain.formats.sen2.check import places
from wherewithal.domain.formats.sen2.check.facts import Facts, Place, whole_return
from wherewithal.domain.formats.sen2.check.grouped import Spans
from wherewithal.domain.formats.sen2.check.rules import Spot, rule
from wherewithal.domain.formats.sen2.columns import Bools
from wherewithal.domain.formats.sen2.layout import codes


@rule("SV551")
def no_placement(f: Facts) -> Bools:
    return ~f.active_plan.any("PlacementDetail")


@rule("SV552")
def place_unidentified(f: Facts) -> Bools:
    return places.unidentified(f.placement)


@rule("SV553")
def place_identified_twice(f: Facts) -> Bools:
    return places.identified_twice(f.placement)


@rule("SV554")
def number_invalid(f: Facts) -> Bools:
    malformed = places.urn_malformed(f.placement) | places.ukprn_malformed(f.placement)
    return malformed | places.urn_unknown(f, f.placement) if f.given.schools and f.schools.whole else malformed


@rule("SV555")
def setting_invalid(f: Facts) -> Bools:
    too_early = frozenset(f.rules["SV555"].values if f.year < f.limit("SV555") else ())
    return f.placement.where("SENsetting", lambda word: word not in codes("setting") or word in too_early)


@rule("SV556")
def words_missing(f: Facts) -> Bools:
    return f.placement.isin("SENsetting", "OTH NIEO") & f.placement.blank("SENSettingOther")


@rule("SV557")
def rank_invalid(f: Facts) -> Bools:
    return places.rank_invalid(f.placement)


@rule("SV558")
def no_main_placement(f: Facts) -> Bools:
    return f.is_active(f.active_plan) & ~f.active_plan.any("PlacementDetail", f.main & f.open)


@rule("SV559")
def two_main_placements(f: Facts) -> Bools:
    return f.active_plan.count("PlacementDetail", f.main & f.open) > 1


@rule("SV560")
def two_second_placements(f: Facts) -> Bools:
    return f.active_plan.count("PlacementDetail", _second(f) & f.open) > 1


@rule("SV561")
def second_without_main(f: Facts) -> Bools:
    p = f.placement
    group, begun, over = p.table.parent, p.day("EntryDate"), p.end("LeavingDate") + 1
    first = np.fmax(begun, f.period_start)
    last = np.where(np.isnat(over), over, np.fmin(over, f.census + 1))
    main = Spans.of(np.where(f.main, group, -1), np.where(p.blank("EntryDate"), f.period_start, begun), over)
    looked_at = _second(f) & (group >= 0) & ~np.isnat(begun) & (first < last)
    return looked_at & ~main.cover(group, first, last)


@rule("SV562")
def entry_missing(f: Facts) -> Bools:
    return f.placement.blank("EntryDate") & ~f.placement.isin("SENsetting", places.NOT_IN_EDUCATION)


@rule("SV563")
def entry_after_census(f: Facts) -> Bools:
    return f.placement.day("EntryDate") > f.census


@rule("SV564")
def entry_before_birth(f: Facts) -> Bools:
    return f.placement.day("EntryDate") < f.placement.day("PersonBirthDate")


@rule("SV565")
def leaves_before_entering(f: Facts) -> Bools:
    return f.placement.day("LeavingDate") < f.placement.day("EntryDate")


@rule("SV566")
def leaves_after_census(f: Facts) -> Bools:
    return f.placement.day("LeavingDate") > f.census


@rule("SV567")
def outside_the_period(f: Facts) -> Bools:
    return f.placement.day("LeavingDate") < f.period_start


@rule("SV568")
def outlives_the_plan(f: Facts) -> Bools:
    return f.placement.end("LeavingDate") > f.placement.day("CeaseDate")


@rule("SV569")
def begins_after_the_plan(f: Facts) -> Bools:
    return f.placement.day("EntryDate") > f.placement.day("CeaseDate")


@rule("SV570")
def main_placements_overlap(f: Facts) -> Bools:
    p = f.placement
    span = np.where(f.main, p.table.parent, -1), p.day("EntryDate"), p.end("LeavingDate")
    return Spans.of(*span).meeting(*span) > 1


@rule("SV571")
def indicators_missing(f: Facts) -> Bools:
    return places.indicators_missing(f.placement)


@rule("SV572")
def indicators_do_not_fit(f: Facts) -> Bools:
    return places.unit_and_provision(f.placement) | places.indicator_without_school(f.placement)


@rule("SV573")
def indicators_not_in_the_register(f: Facts) -> Bools:
    return places.unit_unknown(f, f.placement) | places.provision_unknown(f, f.placement)


@rule("SV574")
def residential_invalid(f: Facts) -> Bools:
    return f.placement.where("Res", lambda word: word not in codes("residential"))


@rule("SV575")
def work_based_invalid(f: Facts) -> Bools:
    return f.placement.where("WBP", lambda word: word not in codes("work_based"))


@rule("SV576")
def work_based_too_young(f: Facts) -> Bools:
    return f.placement.has("WBP") & (f.age(f.placement) < f.limit("SV576"))


@rule("SV577")
def neet_at_another_age(f: Facts) -> Bools:
    age = f.age(f.placement)
    return f.placement.isin("SENsetting", "NEET") & ((age < 16) | (age > 25))


@rule("SV578")
def notice_without_such_a_review(f: Facts) -> Bools:
    return f.placement.isin("SENsetting", "NIEC") & ~f.placement.isin("ReviewOutcome", "C")


@rule("SV579")
def school_age_without_a_school(f: Facts) -> Bools:
    age = f.academic_age(f.placement)
    return f.main & f.open & f.placement.isin("SENsetting", "NIEO NIEC OTH") & (age >= 5) & (age <= 15)


@rule("SV580")
def too_old_for_early_years(f: Facts) -> Bools:
    last = np.fmin(f.placement.end("LeavingDate"), f.census)
    return f.placement.isin("SENsetting", "EYP") & (f.academic_age(f.placement, last) >= f.limit("SV580"))


@rule("SV581")
def not_the_place_named(f: Facts) -> Bools:
    known: dict[tuple[str, str], int] = {}
    named = np.append(places.which_place(f.detail, known), 0)[f.plan.pick("PlanDetail", f.detail.rank() == 1)]
    expected, found = f.placement.at("NamedPlan", named, 0), places.which_place(f.placement, known)
    return _main_of_active_plan(f) & (expected > 0) & (found > 0) & (expected != found)


@rule("SV582")
def residential_differs(f: Facts) -> Bools:
    return _main_of_active_plan(f) & (f.placement.has("PlanRes") != f.placement.has("Res"))


@rule("SV583")
def attendance_invalid(f: Facts) -> Bools:
    return f.placement.where("AttendancePattern", lambda word: word not in codes("attendance"))


@rule("SV584")
def attendance_not_collected(f: Facts) -> Bools:
    return f.placement.has("AttendancePattern")


@rule("SV585")
def fewer_placed_than_expected(f: Facts) -> list[Spot]:
    placed = _placed(f)
    short = {place: least for place, least in f.minimum_places.items() if placed.get(place, 0) < least}
    return [
        whole_return("URN", f"{_in_words(place)}: {placed.get(place, 0)} placed, at least {least} expected")
        for place, least in short.items()
    ]


def _second(f: Facts) -> Bools:
    return f.placement.rank() == 2


def _main_of_active_plan(f: Facts) -> Bools:
    return f.main & f.open & f.is_active(f.placement)


def _placed(f: Facts) -> Mapping[Place, int]:
    """How many placements are open on census day at each school number, by SEN unit and resourced provision."""
    p = f.placement
    unit, provision = (p.yes(item)[f.open] for item in places.INDICATORS)
    group = p["URN"].codes[f.open].astype(np.int64) * 4 + unit * 2 + provision
    values, counts = np.unique(group, return_counts=True)
    words = p["URN"].words
    return {
        (words[value // 4], bool(value & 2), bool(value & 1)): int(count)
        for value, count in zip(values, counts, strict=True)
    }


def _in_words(place: Place) -> str:
    urn, unit, provision = place
    kinds = [words for words, given in (("SEN unit", unit), ("resourced provision", provision)) if given]
    return f"School {urn}, {' and '.join(kinds) or 'no unit or provision'}"
