"""The unique pupil number and the unique learner number: what makes one valid.

Source: DfE, "Unique pupil numbers (UPNs): a guide for schools and local authorities"; Learning Records Service.
"""

from wherewithal.domain.formats.sen2.layout import upn_alphabet, upn_authorities

UPN_LENGTH = 13
DIGITS = frozenset("0123456789")


def upn_check_letter(rest: str) -> str:
    """The letter that belongs before the other twelve characters, "" where they cannot be those of a number.

    A letter at the end, as temporary numbers have, counts with its place in the alphabet of check letters.
    """
    if not (DIGITS.issuperset(rest[:11]) and upn_end_is_valid(rest)):
        return ""
    last = int(rest[11]) if rest[11] in DIGITS else upn_alphabet().index(rest[11])
    total = sum(place * int(digit) for place, digit in enumerate(rest[:11], start=2)) + 13 * last
    return upn_alphabet()[total % 23]


def upn_authority_is_valid(upn: str) -> bool:
    """Whether characters 2 to 4 are the number of an authority."""
    return upn[1:4] in upn_authorities()


def upn_middle_is_valid(upn: str) -> bool:
    """Whether characters 5 to 12 are digits."""
    return DIGITS.issuperset(upn[4:12])


def upn_end_is_valid(upn: str) -> bool:
    """Whether the last character is a digit or one of the letters of temporary numbers."""
    return upn[-1] in DIGITS or upn[-1] in upn_alphabet()


def upn_is_temporary(upn: str) -> bool:
    return upn[-1] in upn_alphabet()


def uln_is_valid(uln: str) -> bool:
    """Ten digits, not 0 first, the last of which is 10 less the remainder of the weighted others by 11."""
    if len(uln) != 10 or not DIGITS.issuperset(uln) or uln[0] == "0":
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), uln[:9], strict=True)) % 11
    return remainder != 0 and int(uln[9]) == 10 - remainder
