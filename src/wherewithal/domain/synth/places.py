"""Where a person learns, academic year by academic year.

Every person keeps the same few rolls for life.  One of them, held against the national shares at each age, gives the
kind of place: so the shares are right at every age, and nobody moves who need not.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from wherewithal.domain.synth.calibration import assumed, published
from wherewithal.domain.synth.days import academic_age, academic_year, term_starts
from wherewithal.domain.synth.dice import Dice, Shares
from wherewithal.domain.synth.schools import RESOURCED, UNIT, Register

YOUNGEST, OLDEST = 2, 25
GROUPS = {
    "mainstream": "mainstream_total",
    "early years": "nm_early_years",
    "college": "fe_total",
    "elsewhere": "ed_elsewhere",
    "alternative": "ap_pru_total",
    "special": "special_total",
}
AGES = {
    "mainstream": range(2, 19),
    "early years": range(2, 4),
    "college": range(16, 26),
    "alternative": range(5, 17),
    "special": range(2, 20),
}
CLASSES = {
    "college": ("general_fe_tertiary_colleges", "specialist_post_16_institutions", "ukrlp_provider"),
    "alternative": ("ap_pru_la_maintained", "ap_pru_academy", "ap_pru_free_school"),
    "special": ("special_la_maintained", "special_academy_free", "special_independent", "special_non_maintained"),
    "elsewhere": (
        "elective_home_education",
        "other_arrangements_la",
        "other_arrangements_parents",
        "other_placement_settings",
        "neet",
        "neet_other",
        "neet_other_csa",
    ),
}
SETTINGS = {
    "elective_home_education": "EHE",
    "other_arrangements_la": "OLA",
    "other_arrangements_parents": "OPA",
    "other_placement_settings": "OTH",
    "neet": "NEET",
    "neet_other": "NIEO",
    "neet_other_csa": "NIEO",
}
IN_WORDS = {"OTH": "A type of school is named, no school yet", "NIEO": "Waiting for a place"}
NO_EDUCATION = {"NEET", "NIEC", "NIEO"}
MID_YEAR = {"elsewhere", "alternative"}


@dataclass(frozen=True)
class Place:
    """A place by one of URN, UKPRN and setting; ``kind`` is its class in the published statistics."""

    group: str
    kind: str
    urn: str = ""
    ukprn: str = ""
    setting: str = ""
    unit: bool = False
    resourced: bool = False


WAITING = Place("elsewhere", "neet_other", setting="NIEO")


@dataclass(frozen=True)
class Stay:
    place: Place
    entered_on: date
    left_on: date | None = None
    words: str = ""

    def meets(self, first: date, last: date) -> bool:
        return self.entered_on <= last and (self.left_on is None or self.left_on >= first)


class Path:
    """The way of one person through their places."""

    def __init__(self, dice: Dice, born_on: date, register: Register) -> None:
        self.born_on = born_on
        self.register = register
        self.track, self.kind, self.first, self.second, self.last = (dice.roll() for _ in range(5))
        self.waits = dice.chance(0.25)
        self.delay = timedelta(days=dice.between(20, 180))
        self.second_place = dice.chance(assumed()["second_place"])
        self.residential, self.work_based = dice.roll(), dice.roll()

    def place(self, year: int) -> Place:
        """The place of the academic year that begins in ``year``."""
        years_old = min(max(academic_age(self.born_on, year), YOUNGEST), OLDEST)
        group = _groups(years_old).at(self.track)
        if group == "early years":
            return Place(group, "nm_early_years", setting="EYP")
        if group == "mainstream":
            return self._mainstream(years_old)
        kind = _kinds(group, _band(years_old)).at(self.kind)
        if group == "elsewhere":
            return Place(group, kind, setting=SETTINGS[kind])
        if kind == "ukrlp_provider":
            return Place(group, kind, ukprn=self.register.provider(self.last))
        return Place(group, kind, urn=self.register.choose(kind, "", self._roll(group)).urn)

    def stays(self, begins_on: date, first: date, last: date, arrived_on: date | None = None) -> list[Stay]:
        """The main places from about ``first`` to ``last``, in a plan that begins on ``begins_on``.

        Each with its true first day; after a move, only those since ``arrived_on``.
        """
        earliest = min(academic_year(self.born_on) + 1 + YOUNGEST, academic_year(begins_on))
        begins = max(academic_year(first) - 1, earliest)
        while begins > earliest and self.place(begins - 1) == self.place(begins):
            begins -= 1
        changes: list[Stay] = []
        for year in range(begins, academic_year(last) + 1):
            place = self.place(year)
            if not changes or place != changes[-1].place:
                changes.append(Stay(place, self._entered(place, year, first=year == earliest)))
        if arrived_on:
            changes = self._after_arrival(changes, arrived_on)
        return _with_ends([stay for stay in changes if stay.entered_on <= last])

    def named(self, attended: Place, on: date) -> Place:
        """The place that the plan names: the one attended or, for those who attend none, a school or a college."""
        if attended.setting not in NO_EDUCATION:
            return attended
        years_old = academic_age(self.born_on, academic_year(on))
        return self._college() if years_old >= 16 else self._mainstream(years_old)

    def is_residential(self, place: Place) -> str:
        """A or B, or "" where the place is not residential."""
        shares = _residential().get(place.kind, (0.0, 0.0))
        return "A" if self.residential < shares[0] else "B" if self.residential < sum(shares) else ""

    def is_work_based(self, place: Place, years_old: int) -> str:
        """S, A or T, or "" where the place is not work-based."""
        share, kinds = _work_based()
        if place.group != "college" or years_old < 16 or self.work_based >= share:
            return ""
        return kinds.at(self.work_based / share)

    def _mainstream(self, years_old: int) -> Place:
        kind, provision = _mainstream_kinds(_band(years_old), years_old == YOUNGEST).at(self.kind)
        stage = "secondary" if years_old > 10 else "primary"
        key = kind if kind in {"independent", "nursery"} else f"{stage} {kind}"
        school = self.register.choose(key, provision, self.second if years_old > 10 else self.first)
        return Place("mainstream", kind, urn=school.urn, unit=provision == UNIT, resourced=provision == RESOURCED)

    def _college(self) -> Place:
        kind = "general_fe_tertiary_colleges"
        return Place("college", kind, urn=self.register.choose(kind, "", self.last).urn)

    def _roll(self, group: str) -> float:
        return self.last if group == "college" else self.second

    def _entered(self, place: Place, year: int, first: bool) -> date:
        delay = self.delay if place.group in MID_YEAR and not first else timedelta(0)
        return max(term_starts(year) + delay, self.born_on)

    def _after_arrival(self, changes: list[Stay], arrived_on: date) -> list[Stay]:
        """Who moves in is taken on at once or waits some weeks; who would soon change schools begins at the new one."""
        settled_on = arrived_on + timedelta(days=60)
        now = [stay for stay in changes if stay.entered_on <= settled_on][-1:] or changes[:1]
        later = [stay for stay in changes if stay.entered_on > settled_on]
        if not self.waits or now[0].place.setting:
            return [replace(now[0], entered_on=arrived_on), *later]
        waiting = Stay(WAITING, arrived_on, words="Moved in, waiting for a place")
        return [waiting, replace(now[0], entered_on=arrived_on + timedelta(days=28)), *later]


def _with_ends(stays: list[Stay]) -> list[Stay]:
    """Each stay ends the day before the next begins."""
    ends = [after.entered_on - timedelta(days=1) for after in stays[1:]]
    return [replace(stay, left_on=end) for stay, end in zip(stays, [*ends, None], strict=True)]


@cache
def _groups(years_old: int) -> Shares[str]:
    row = published("plans_by_age").row(years_old - YOUNGEST)
    weights = (
        row[column] * (years_old in AGES.get(group, range(YOUNGEST, OLDEST + 1))) for group, column in GROUPS.items()
    )
    return Shares(GROUPS, weights)


def _band(years_old: int) -> int:
    """The row of ``places``: under 11, 11 to 15, 16 and over."""
    return 0 if years_old < 11 else 1 if years_old < 16 else 2


@cache
def _kinds(group: str, band: int) -> Shares[str]:
    row = published("places").row(band)
    if group == "elsewhere":
        row = row | {"neet" if band < 2 else "neet_other_csa": 0}
    return Shares(CLASSES[group], (row[kind] for kind in CLASSES[group]))


@cache
def _mainstream_kinds(band: int, nursery: bool) -> Shares[tuple[str, str]]:
    """Kind of mainstream school and, where the place is in one, the provision."""
    if nursery:
        return Shares([("nursery", "")], [1])
    row = published("places").row(band)
    endings = {"": "", "_resourced_provision": RESOURCED, "_senunit": UNIT}
    counts = {
        (kind, provision): row[f"mainstream_{kind}{ending}"]
        for kind in ("la_maintained", "free_school", "academy")
        for ending, provision in endings.items()
    }
    counts["independent", ""] = row["mainstream_independent"]
    return Shares(counts.keys(), counts.values())


@cache
def _residential() -> dict[str, tuple[float, float]]:
    """Share of the places of a class that are residential for 38 to 51 weeks, and for 52."""
    table, places = published("residential"), published("places")
    kinds = [*CLASSES["special"], "specialist_post_16_institutions"]
    return {
        kind: (table["Res_3851"][at] / places.total(kind), table["Res_52"][at] / places.total(kind))
        for at, kind in enumerate(kinds)
    }


@cache
def _work_based() -> tuple[float, Shares[str]]:
    """Share of college places that are work-based, and the kinds."""
    row = published("work_based").row(0)
    share = row["open_wbp"] / sum(published("plans_by_age")["fe_total"])
    return share, Shares("SAT", (row["open_supp_intern"], row["open_apprentice"], row["open_trainee"]))
