"""Faults in who the person is."""

from datetime import timedelta

from wherewithal.domain.formats.sen2.trees import Tree
from wherewithal.domain.synth.faults.kinds import Change, Setting, day, drop, fault, plan_in_force, put, text
from wherewithal.domain.synth.names import check_letter


@fault("SV101")
def surname_missing(person: Tree, at: Setting) -> Change | None:
    return drop(person, "Person", "Surname")


@fault("SV102")
def forename_missing(person: Tree, at: Setting) -> Change | None:
    return drop(person, "Person", "Forename")


@fault("SV103")
def birth_date_missing(person: Tree, at: Setting) -> Change | None:
    return drop(person, "Person", "PersonBirthDate")


@fault("SV104")
def born_after_census(person: Tree, at: Setting) -> Change | None:
    return put(person, "Person", "PersonBirthDate", at.after_census())


@fault("SV017")
def birth_date_the_wrong_way_round(person: Tree, at: Setting) -> Change | None:
    return put(person, "Person", "PersonBirthDate", f"{day(person, 'PersonBirthDate'):%d/%m/%Y}")


@fault("SV106")
def born_too_early(person: Tree, at: Setting) -> Change | None:
    if plan_in_force(person) is None:
        return None
    return put(person, "Person", "PersonBirthDate", (at.census_on - timedelta(days=27 * 366)).isoformat())


@fault("SV108", first_year=2024)
def sex_unknown(person: Tree, at: Setting) -> Change | None:
    return put(person, "Person", "Sex", "U")


@fault("SV110")
def ethnicity_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    return put(person, "Person", "Ethnicity", at.dice.pick(("WHIT", "BRIT", "NOTK", "XXXX")))


@fault("SV112")
def postcode_missing(person: Tree, at: Setting) -> Change | None:
    return drop(person, "Person", "PostCode")


@fault("SV113")
def postcode_cut_short(person: Tree, at: Setting) -> Change | None:
    return put(person, "Person", "PostCode", "ZZ99")


@fault("SV114")
def no_number_and_no_reason(person: Tree, at: Setting) -> Change | None:
    person.pop("UniqueLearnerNumber", None)
    return drop(person, "Person", "UPN") or drop(person, "Person", "UPNunknown")


@fault("SV115")
def number_and_reason(person: Tree, at: Setting) -> Change | None:
    return put(person, "Person", "UPNunknown", "UN8") if "UPN" in person else None


@fault("SV116")
def upn_too_short(person: Tree, at: Setting) -> Change | None:
    return put(person, "Person", "UPN", text(person, "UPN")[:-1]) if "UPN" in person else None


@fault("SV117")
def upn_check_letter_wrong(person: Tree, at: Setting) -> Change | None:
    upn = text(person, "UPN")
    wrong = "B" if upn[:1] == "A" else "A"
    return put(person, "Person", "UPN", wrong + upn[1:]) if upn else None


@fault("SV118")
def upn_of_no_authority(person: Tree, at: Setting) -> Change | None:
    digits = "999" + text(person, "UPN")[4:]
    return put(person, "Person", "UPN", check_letter(digits) + digits) if "UPN" in person else None


@fault("SV119")
def upn_with_a_letter_inside(person: Tree, at: Setting) -> Change | None:
    upn = text(person, "UPN")
    return put(person, "Person", "UPN", upn[:7] + "O" + upn[8:]) if upn else None


@fault("SV120")
def upn_ends_in_a_letter_not_used(person: Tree, at: Setting) -> Change | None:
    return put(person, "Person", "UPN", text(person, "UPN")[:-1] + "I") if "UPN" in person else None


@fault("SV122")
def upn_of_somebody_else(person: Tree, at: Setting) -> Change | None:
    if "UPN" not in person or at.before is None or "UPN" not in at.before:
        return None
    return put(person, "Person", "UPN", text(at.before, "UPN"))


@fault("SV124")
def learner_number_mistyped(person: Tree, at: Setting) -> Change | None:
    found = text(person, "UniqueLearnerNumber")
    return put(person, "Person", "UniqueLearnerNumber", found[:-1] + str((int(found[-1]) + 1) % 10)) if found else None


@fault("SV126")
def reason_of_no_code_set(person: Tree, at: Setting) -> Change | None:
    person.pop("UPN", None)
    person.pop("UniqueLearnerNumber", None)
    return put(person, "Person", "UPNunknown", "UN4")


@fault("SV134")
def without_a_request(person: Tree, at: Setting) -> Change | None:
    return drop(person, "Person", "Requests")
