"""What is asked of the generator."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from wherewithal.domain.formats.sen2.layout import layout, upn_authorities
from wherewithal.domain.formats.sen2.xml_out import return_header
from wherewithal.domain.synth.days import in_words

YEARS = range(2023, 2028)


class PlanRefused(ValueError):
    """The plan asks for something that cannot be made; str() lists what, one a line."""


@dataclass(frozen=True)
class SynthPlan:
    """How many people, which return, and how their authority works.

    ``as_at``       the last day the file knows of (default: census day); an earlier one makes a draft.
    ``since``       the year in whose return the authority has ``people`` people (default: ``year``).  The same seed,
                    people and ``since`` tell the same stories on in a later ``year``, with fewer or more people.
    ``timeliness``  share of plans issued within 20 weeks, no exception applying, by year of issue; a year not given is
                    like the last one given before it, or else the first.  Default: as in England.
    ``error_rate``  share of people with one planted fault; ``without`` names rules whose faults are not planted.
    Raises PlanRefused.
    """

    people: int
    year: int
    seed: int = 1
    authority: str = "201"
    as_at: date | None = None
    since: int | None = None
    timeliness: Mapping[int, float] = field(default_factory=dict)
    error_rate: float = 0.0
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if wrong := [words for words, holds in _conditions(self) if not holds]:
            raise PlanRefused("\n".join(wrong))

    @property
    def census_on(self) -> date:
        return layout().census_date(self.year)

    @property
    def told_on(self) -> date:
        return self.as_at or self.census_on

    @property
    def period_starts_on(self) -> date:
        return date(self.year - 1, 1, 1)

    @property
    def counted(self) -> tuple[date, date]:
        """First day of the period, and the day, of the return that has ``people`` people."""
        if self.since is None:
            return self.period_starts_on, self.told_on
        return date(self.since - 1, 1, 1), layout().census_date(self.since)

    @property
    def draft(self) -> bool:
        return self.told_on < self.census_on


def header(plan: SynthPlan) -> dict[str, str]:
    """The header of the file; a draft is made the day after its last day, a return some days after the census."""
    wait = timedelta(days=1 if plan.draft else 18)
    made_at = datetime.combine(plan.told_on + wait, time(10, 15))
    officers = {"DMO": "Y", "DCO": "Y"} | ({"DSCO": "R"} if plan.year >= 2025 else {})
    return return_header(
        plan.year, plan.authority, 1, made_at, software="Wherewithal synthetic data", officers=officers
    )


def _conditions(plan: SynthPlan) -> list[tuple[str, bool]]:
    """What is said of each thing that may be wrong, and whether it is right."""
    return [
        (f"The number of people is {plan.people}: give 1 or more", plan.people >= 1),
        (f"The year is {plan.year}: give one from {YEARS[0]} to {YEARS[-1]}", plan.year in YEARS),
        (
            f"The authority is {plan.authority!r}: give its three-digit number, for example 201",
            plan.authority in upn_authorities(),
        ),
        (f"The error rate is {plan.error_rate}: give a share from 0 to 1", 0 <= plan.error_rate <= 1),
        (
            f"The first year of the authority is {plan.since}: give one from {YEARS[0]} to the year of the return",
            plan.since is None or YEARS[0] <= plan.since <= plan.year,
        ),
        _day_is_right(plan),
        (
            "A share of plans issued on time is not a share: give each from 0 to 1",
            all(0 <= share <= 1 for share in plan.timeliness.values()),
        ),
    ]


def _day_is_right(plan: SynthPlan) -> tuple[str, bool]:
    if plan.as_at is None or plan.year not in YEARS:
        return "", True
    first, last = plan.period_starts_on, plan.census_on
    words = f"give one from {in_words(first)} to census day, {in_words(last)}"
    return f"The last day is {in_words(plan.as_at)}: {words}", first <= plan.as_at <= last
