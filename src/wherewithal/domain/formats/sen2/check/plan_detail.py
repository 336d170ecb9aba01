"""Rules on the places named in plans."""

import numpy as np

from wherewithal.domain.formats.sen2.check import places
from wherewithal.domain.formats.sen2.check.facts import Facts
from wherewithal.domain.formats.sen2.check.rules import rule
from wherewithal.domain.formats.sen2.columns import Bools
from wherewithal.domain.formats.sen2.layout import codes


@rule("SV432")
def rank_invalid(f: Facts) -> Bools:
    return places.rank_invalid(f.detail)


@rule("SV434")
def rank_used_twice(f: Facts) -> Bools:
    return places.same_rank(f.detail)


@rule("SV435")
def place_unidentified(f: Facts) -> Bools:
    return places.unidentified(f.detail)


@rule("SV436")
def place_identified_twice(f: Facts) -> Bools:
    return places.identified_twice(f.detail)


@rule("SV437")
def urn_malformed(f: Facts) -> Bools:
    return places.urn_malformed(f.detail)


@rule("SV438")
def urn_unknown(f: Facts) -> Bools:
    return places.urn_unknown(f, f.detail)


@rule("SV439")
def school_closed(f: Facts) -> Bools:
    return places.closed_before(f, f.detail, "CeaseDate")


@rule("SV440")
def ukprn_malformed(f: Facts) -> Bools:
    return places.ukprn_malformed(f.detail)


@rule("SV441")
def ukprn_of_a_school(f: Facts) -> Bools:
    return f.detail["UKPRN"].isin(f.schools.open_ukprns) & f.detail.blank("URN")


@rule("SV442")
def setting_invalid_in_a_plan(f: Facts) -> Bools:
    return f.detail.where("SENsetting", lambda word: word not in codes("setting_in_plan"))


@rule("SV443")
def other_without_words(f: Facts) -> Bools:
    return f.detail.isin("SENsetting", "OTH") & f.detail.blank("SENSettingOther")


@rule("SV444")
def words_without_other(f: Facts) -> Bools:
    return f.detail.has("SENSettingOther") & ~f.detail.isin("SENsetting", "OTH")


@rule("SV445")
def indicators_missing(f: Facts) -> Bools:
    return places.indicators_missing(f.detail)


@rule("SV446")
def unit_and_provision(f: Facts) -> Bools:
    return places.unit_and_provision(f.detail)


@rule("SV447")
def indicator_without_school(f: Facts) -> Bools:
    return places.indicator_without_school(f.detail)


@rule("SV448")
def unit_unknown(f: Facts) -> Bools:
    return places.unit_unknown(f, f.detail)


@rule("SV449")
def provision_unknown(f: Facts) -> Bools:
    return places.provision_unknown(f, f.detail)


@rule("SV450")
def unusual_further_education(f: Facts) -> Bools:
    return places.of_type(f, f.detail, "SV450")


@rule("SV451")
def unusual_type(f: Facts) -> Bools:
    return places.of_type(f, f.detail, "SV451")


@rule("SV452")
def same_place_twice(f: Facts) -> Bools:
    return np.logical_or.reduce([places.same_value(f.detail, item) for item in places.IDENTIFIERS])
