"""Invented names, numbers with valid check characters, and postcodes of the district ZZ99, which nobody lives in."""

import tomllib
from functools import cache
from importlib import resources

from wherewithal.domain.formats.sen2.layout import upn_alphabet
from wherewithal.domain.synth.dice import Dice

POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
UPN_NUMBERS, LEARNER_NUMBERS = 10**9, 9 * 10**7


@cache
def words(name: str) -> tuple[str, ...]:
    """A list of ``names.toml``."""
    text = tomllib.loads((resources.files(__package__) / "names.toml").read_text("utf-8"))[name]
    return tuple(word.replace("_", " ") for word in text.split())


def forename(dice: Dice) -> str:
    first = dice.pick(words("forename_starts")) + dice.pick(words("forename_ends"))
    if dice.chance(0.03):
        return first + "-" + dice.pick(words("forename_starts")) + dice.pick(words("forename_ends"))
    return _accented(first) if dice.chance(0.02) else first


def surname(dice: Dice) -> str:
    name = dice.pick(words("surname_starts")) + dice.pick(words("surname_ends"))
    if dice.chance(0.03):
        return name + "-" + dice.pick(words("surname_starts"))
    return dice.pick(words("joined_starts")) + name if dice.chance(0.03) else name


def postcode(dice: Dice) -> str:
    return f"ZZ99 {dice.between(1, 9)}{dice.pick(POSTCODE_LETTERS)}{dice.pick(POSTCODE_LETTERS)}"


def upn(authority: str, seed: int, number: int) -> str:
    """The unique pupil number of person ``number``; no two persons of a seed share one."""
    digits = f"{authority}{_scatter(seed, number, UPN_NUMBERS, 387_420_489):09d}"
    return check_letter(digits) + digits


def check_letter(digits: str) -> str:
    """The letter before the twelve digits of a unique pupil number."""
    return upn_alphabet()[sum(int(digit) * place for place, digit in enumerate(digits, start=2)) % 23]


def learner_number(seed: int, number: int) -> str:
    """The unique learner number of person ``number``; the remainder 0 has no check digit, so its ninth digit is 1."""
    first = str(10**7 + _scatter(seed, number, LEARNER_NUMBERS, 48_828_125 + 2))
    for last in "01":
        if remainder := learner_remainder(first + last):
            return first + last + str(10 - remainder)
    raise AssertionError("two numbers that differ by 1 in the last place cannot both leave 0")


def learner_remainder(nine: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11


def _scatter(seed: int, number: int, among: int, step: int) -> int:
    """Numbers that look drawn at random but never repeat: ``step`` shares no factor with ``among``."""
    return (number * step + seed * 15_485_863) % among


def _accented(name: str) -> str:
    for plain, accented in zip("eoauin", "éöáüïñ", strict=True):
        if plain in name:
            return name.replace(plain, accented, 1)
    return name
