"""What is known when the rules are run: the return, the days it turns on, and what it may be compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from wherewithal.domain.formats.sen2.check.days import Day, Floats, academic_age, age, first_day
from wherewithal.domain.formats.sen2.check.earlier import find_people
from wherewithal.domain.formats.sen2.check.rules import Rule, Spot
from wherewithal.domain.formats.sen2.check.schools import Schools
from wherewithal.domain.formats.sen2.check.views import Rows, View, Views
from wherewithal.domain.formats.sen2.columns import Bools, Days, Return
from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.places.authorities import authorities

DISPUTES = (
    "RequestMediation",
    "RequestTribunal",
    "AssessmentMediation",
    "AssessmentTribunal",
    "OtherMediation",
    "OtherTribunal",
)

Place = tuple[str, bool, bool]


class NotKnown(Exception):
    """A rule cannot be run; str() says what is lacking."""


@dataclass(frozen=True)
class Given:
    """What a check is given beside the return.

    ``as_at`` is the day on which open cases are looked at; ``minimum_places`` the least number of children placed at
    a school number, in its SEN unit or not, in its resourced provision or not.
    """

    as_at: date
    schools: Schools | None = None
    last_year: Return | None = None
    minimum_places: Mapping[Place, int] | None = None


class Facts(Views):
    """A return's views with what the rules know beside it.  What is lacking raises NotKnown when it is asked for."""

    def __init__(self, ret: Return, given: Given, rules: Mapping[str, Rule]) -> None:
        super().__init__(ret)
        self.given = given
        self.rules = rules

    def head(self, item: str) -> str:
        return self.ret.header.get(item, "")

    @cached_property
    def year(self) -> int:
        """The year of the census: the header's, or else that of its census day."""
        day = self.ret.census_day
        found = self.ret.year or (day and day.year)
        if not found:
            raise NotKnown("The header has neither a year nor a census day that can be read.")
        return found

    @cached_property
    def census(self) -> Day:
        """Census day: the header's, or else that of its year, or of the nearest year whose census day is known."""
        dates = layout().census_dates
        return np.datetime64(self.ret.census_day or dates[min(dates, key=lambda each: abs(each - self.year))], "D")

    @property
    def today(self) -> Day:
        """The day on which open cases are looked at: never after census day."""
        return min(np.datetime64(self.given.as_at, "D"), self.census)

    @property
    def period_start(self) -> Day:
        return first_day(self.year - 1)

    @property
    def period_end(self) -> Day:
        return first_day(self.year) - np.timedelta64(1, "D")

    def in_period(self, day: Days) -> Bools:
        return (self.period_start <= day) & (day <= self.period_end)

    def in_scope(self, day: Days) -> Bools:
        """From the first day of the period to census day."""
        return (self.period_start <= day) & (day <= self.census)

    def limit(self, number: str) -> float:
        return self.rules[number].limit

    @property
    def schools(self) -> Schools:
        if self.given.schools is None:
            raise NotKnown("No schools register was given.")
        return self.given.schools

    @property
    def minimum_places(self) -> Mapping[Place, int]:
        if self.given.minimum_places is None:
            raise NotKnown("No minimum numbers of places were given.")
        return self.given.minimum_places

    @cached_property
    def then(self) -> "Facts":
        """Last year's return."""
        ret = self.given.last_year
        if ret is None:
            raise NotKnown("Last year's return was not given.")
        then = Facts(ret, Given(date.max), self.rules)
        if then.year != self.year - 1:
            raise NotKnown(f"The earlier return is that of {then.year}, not of {self.year - 1}.")
        return then

    @cached_property
    def now_of_then(self) -> Rows:
        """For each person of last year's return, the row of the same person now, -1 where there is none."""
        return find_people(self.then.person, self.person)

    @cached_property
    def active(self) -> Bools:
        """The plans active on census day."""
        return (self.plan.day("StartDate") <= self.census) & (self.plan.end("CeaseDate") > self.census)

    def is_active(self, view: View) -> Bools:
        """Whether there is an active plan below each row, or else one of the same request."""
        if view.record in ("Person", "Requests", "Assessment"):
            return view.any("NamedPlan", self.active)
        return view.at("Requests", self.requests.any("NamedPlan", self.active))

    @cached_property
    def open(self) -> Bools:
        """The placements open on census day."""
        p = self.placement
        begun = p.blank("EntryDate") | (p.day("EntryDate") <= self.census)
        return begun & (p.end("LeavingDate") >= self.census)

    @cached_property
    def main(self) -> Bools:
        """The main placements."""
        return self.placement.rank() == 1

    def age(self, view: View, on: Days | Day | None = None) -> Floats:
        """Age in years, on census day unless another day is given."""
        return age(view.day("PersonBirthDate"), self.census if on is None else on)

    def academic_age(self, view: View, on: Days | Day | None = None) -> Floats:
        return academic_age(view.day("PersonBirthDate"), self.census if on is None else on)

    @cached_property
    def authorities(self) -> frozenset[str]:
        """The numbers of the authorities that were open at any time from the first day of the period to census day."""
        return frozenset(
            each.number
            for each in authorities()
            if np.datetime64(each.opened_on or date.min) <= self.census
            and np.datetime64(each.closed_on or date.max) >= self.period_start
        )

    def not_another_authority(self, view: View, item: str) -> Bools:
        others = self.authorities - {self.head("LEA")}
        return view.where(item, lambda word: word not in others)

    def share(self, number: str, part: int, whole: int, of: str) -> list[Spot]:
        """A finding on the whole return, if ``part`` is more than the rule's limit, in per cent, of ``whole``."""
        if part * 100 <= self.limit(number) * whole:
            return []
        found = f"{part} of {whole} {of} ({part * 100 / whole:.0f} %)"
        return [whole_return(self.rules[number].items[0], found)]


def whole_return(item: str, found: str) -> Spot:
    """A finding on the return as a whole."""
    return Spot("Return", item, np.zeros(1, dtype=np.int32), found)
