"""Rules on people."""

import re
from collections.abc import Callable

import numpy as np

from wherewithal.domain.formats.sen2.check import numbers
from wherewithal.domain.formats.sen2.check.facts import Facts
from wherewithal.domain.formats.sen2.check.grouped import repeated
from wherewithal.domain.formats.sen2.check.rules import Spot, rule
from wherewithal.domain.formats.sen2.columns import Bools, Ints
from wherewithal.domain.formats.sen2.layout import codes, ethnicities

POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}")


@rule("SV101")
def surname_missing(f: Facts) -> Bools:
    return f.person.blank("Surname")


@rule("SV102")
def forename_missing(f: Facts) -> Bools:
    return f.person.blank("Forename")


@rule("SV103")
def birth_date_missing(f: Facts) -> Bools:
    return f.person.blank("PersonBirthDate")


@rule("SV104")
def born_after_census(f: Facts) -> Bools:
    return f.person.day("PersonBirthDate") > f.census


@rule("SV105")
def aged_25_with_a_plan(f: Facts) -> Bools:
    return (f.age(f.person) == 25) & f.is_active(f.person)


@rule("SV106")
def aged_26_with_a_plan(f: Facts) -> Bools:
    return (f.age(f.person) >= 26) & f.is_active(f.person)


@rule("SV107")
def outside_the_ages(f: Facts) -> Bools:
    age = f.academic_age(f.person)
    return ((age < 0) | (age > 24)) & f.is_active(f.person)


@rule("SV108")
def sex_invalid(f: Facts) -> Bools:
    return ~f.person["Sex"].isin(codes("sex"))


@rule("SV109")
def gender_invalid(f: Facts) -> Bools:
    return ~f.person["GenderCurrent"].isin(codes("gender"))


@rule("SV110")
def ethnicity_invalid(f: Facts) -> Bools:
    return ~f.person["Ethnicity"].isin(ethnicities())


@rule("SV111")
def ethnicities_unknown(f: Facts) -> list[Spot]:
    unknown = f.person.isin("Ethnicity", "REFU NOBT")
    return f.share("SV111", int(unknown.sum()), len(unknown), "people")


@rule("SV112")
def postcode_missing(f: Facts) -> Bools:
    return f.person.blank("PostCode")


@rule("SV113")
def postcode_malformed(f: Facts) -> Bools:
    return f.person.where("PostCode", lambda word: not POSTCODE.fullmatch(word))


@rule("SV114")
def no_number_and_no_reason(f: Facts) -> Bools:
    return ~_has_number(f) & f.person.blank("UPNunknown")


@rule("SV115")
def number_and_reason(f: Facts) -> Bools:
    return _has_number(f) & f.person.has("UPNunknown")


@rule("SV116")
def upn_length(f: Facts) -> Bools:
    return f.person.where("UPN", lambda upn: len(upn) != numbers.UPN_LENGTH)


@rule("SV117")
def upn_check_letter(f: Facts) -> Bools:
    return _upn(f, lambda upn: numbers.upn_check_letter(upn[1:]) not in ("", upn[0]))


@rule("SV118")
def upn_authority(f: Facts) -> Bools:
    return _upn(f, lambda upn: not numbers.upn_authority_is_valid(upn))


@rule("SV119")
def upn_middle(f: Facts) -> Bools:
    return _upn(f, lambda upn: not numbers.upn_middle_is_valid(upn))


@rule("SV120")
def upn_end(f: Facts) -> Bools:
    return _upn(f, lambda upn: not numbers.upn_end_is_valid(upn))


@rule("SV121")
def upn_temporary(f: Facts) -> Bools:
    return _upn(f, numbers.upn_is_temporary)


@rule("SV122")
def upn_of_two_people(f: Facts) -> Bools:
    return repeated(f.person.has("UPN"), f.person["UPN"].codes)


@rule("SV123")
def uln_of_two_people(f: Facts) -> Bools:
    return repeated(f.person.has("UniqueLearnerNumber"), f.person["UniqueLearnerNumber"].codes)


@rule("SV124")
def uln_malformed(f: Facts) -> Bools:
    return f.person.where("UniqueLearnerNumber", lambda uln: not numbers.uln_is_valid(uln))


@rule("SV125")
def uln_of_a_child(f: Facts) -> Bools:
    return f.person.has("UniqueLearnerNumber") & (f.age(f.person) < f.limit("SV125"))


@rule("SV126")
def reason_invalid(f: Facts) -> Bools:
    return f.person.where("UPNunknown", lambda word: word not in codes("number_unknown"))


@rule("SV127")
def too_old_for_un1(f: Facts) -> Bools:
    return f.person.isin("UPNunknown", "UN1") & (f.age(f.person) >= 6)


@rule("SV128")
def too_young_for_un9(f: Facts) -> Bools:
    return f.person.isin("UPNunknown", "UN9") & (f.age(f.person) < 16)


@rule("SV129")
def too_old_for_un2_and_un3(f: Facts) -> Bools:
    return f.person.isin("UPNunknown", "UN2 UN3") & (f.age(f.person) >= 19)


@rule("SV130")
def un10_with_a_plan(f: Facts) -> Bools:
    return f.person.isin("UPNunknown", "UN10") & f.person.any("NamedPlan")


@rule("SV131")
def pupil_without_number(f: Facts) -> Bools:
    schools = f.schools
    state_funded = schools.of_type(schools.rows(f.placement["URN"]), f.rules["SV131"].values)
    return (f.age(f.person) >= 6) & ~_has_number(f) & f.person.any("PlacementDetail", f.open & state_funded)


@rule("SV132")
def only_a_reason(f: Facts) -> Bools:
    return ~_has_number(f) & f.person.has("UPNunknown") & f.is_active(f.person)


@rule("SV133")
def same_person_twice(f: Facts) -> Bools:
    surname, forename, postcode = (_folded(f, item) for item in ("Surname", "Forename", "PostCode"))
    born = f.person.day("PersonBirthDate").astype(np.int64)
    known = ~np.isnat(f.person.day("PersonBirthDate")) & (surname > 0)
    by_name = repeated(known & (forename > 0), surname, forename, born)
    return by_name | repeated(known & (postcode > 0), surname, postcode, born)


@rule("SV134")
def no_request(f: Facts) -> Bools:
    return ~f.person.any("Requests")


@rule("SV135")
def out_of_scope(f: Facts) -> Bools:
    return f.person.any("Requests") & ~f.person.any("Requests", _in_scope(f))


def _has_number(f: Facts) -> Bools:
    return f.person.has("UPN") | f.person.has("UniqueLearnerNumber")


def _upn(f: Facts, fails: Callable[[str], bool]) -> Bools:
    """A test of the numbers that have the right length."""
    return f.person.where("UPN", lambda upn: len(upn) == numbers.UPN_LENGTH and fails(upn))


def _folded(f: Facts, item: str) -> Ints:
    """A number for each value, the same whatever its capitals and blanks; 0 where there is none."""
    column = f.person[item]
    known: dict[str, int] = {"": 0}
    numbers = [known.setdefault("".join(word.casefold().split()), len(known)) for word in column.words]
    return np.array(numbers, dtype=np.int64)[column.codes]


def _in_scope(f: Facts) -> Bools:
    """The requests that belong in the return: the categories S1 to S7."""
    r, a = f.requests, f.assessment
    ended = f.requests.any("NamedPlan", f.in_scope(f.plan.day("CeaseDate")))
    decided = a.isin("AssessmentOutcome", "N") & f.in_scope(a.day("AssessmentOutcomeDate"))
    unissued = a.isin("AssessmentOutcome", "Y") & a.blank("AssessmentOutcomeDate")
    undecided = a.isin("AssessmentOutcome", "A") & a.isin("RequestOutcome", "Y H")
    refused = r.isin("RequestOutcome", "N") & f.in_scope(r.day("RequestOutcomeDate"))
    assessed = decided | unissued | undecided | a.isin("AssessmentOutcome", "W")
    return f.is_active(r) | ended | refused | r.isin("RequestOutcome", "A W") | r.any("Assessment", assessed)
