"""Rules on needs."""

from wherewithal.domain.formats.sen2.check import places
from wherewithal.domain.formats.sen2.check.facts import Facts
from wherewithal.domain.formats.sen2.check.rules import rule
from wherewithal.domain.formats.sen2.columns import Bools
from wherewithal.domain.formats.sen2.layout import codes

RANK = "SENtypeRank"


@rule("SV591")
def no_need(f: Facts) -> Bools:
    return f.is_active(f.active_plan) & ~f.active_plan.any("SENneed")


@rule("SV592")
def more_than_two_needs(f: Facts) -> Bools:
    return f.active_plan.count("SENneed") > 2


@rule("SV593")
def type_invalid(f: Facts) -> Bools:
    return ~f.need["SENtype"].isin(codes("need", f.year))


@rule("SV594")
def down_syndrome_too_early(f: Facts) -> Bools:
    return f.need.isin("SENtype", "DS")


@rule("SV595")
def rank_invalid(f: Facts) -> Bools:
    return places.rank_invalid(f.need, RANK)


@rule("SV596")
def no_primary_need(f: Facts) -> Bools:
    return f.active_plan.any("SENneed") & ~f.active_plan.any("SENneed", f.need.rank(RANK) == 1)


@rule("SV597")
def rank_used_twice(f: Facts) -> Bools:
    return places.same_rank(f.need, RANK)


@rule("SV598")
def same_need_twice(f: Facts) -> Bools:
    return places.same_value(f.need, "SENtype")
