"""How likely things are: the published counts turned into the shares that a history is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from wherewithal.domain.synth.calibration import assumed, published
from wherewithal.domain.synth.dice import Shares

FLOW_YEARS = range(2022, 2030)
LAST_PUBLISHED = 2024
OLDEST = 25


@dataclass(frozen=True)
class Profile:
    """The share of plans issued on time by year of issue, no exception applying."""

    shares: Mapping[int, float]

    def share(self, year: int) -> float:
        before = [known for known in self.shares if known <= year]
        return self.shares[max(before) if before else min(self.shares)]


def profile(stated: Mapping[int, float]) -> Profile:
    """The stated shares; England's where none is stated."""
    return Profile(dict(stated) or national_timeliness())


def national_timeliness() -> dict[int, float]:
    table = published("timeliness")
    shares = zip(table["plans_issued_20_weeks_ex"], table["plans_issued_den_ex"], strict=True)
    return {int(year): on_time / issued for year, (on_time, issued) in zip(table.periods, shares, strict=True)}


@cache
def beginnings() -> Shares[tuple[str, int]]:
    """How a history begins and the year in which that part of it ends: (kind, year)."""
    counts = {("in force", FLOW_YEARS[0]): float(published("plans_in_force")["ehcplans"][0])}
    for year in FLOW_YEARS:
        counts |= {(kind, year): count for kind, count in _flows(year).items()}
    return Shares(counts.keys(), counts.values())


def _flows(year: int) -> dict[str, float]:
    refused = _flow("refusals", "requests_decided_not_to_assess", year)
    issued = _flow("assessments", "assess_issued", year)
    size = refused / published("refusals").last("requests_decided_not_to_assess")
    return {
        "refused": refused,
        "withdrawn": published("requests").last("requests_withdrawn") * size,
        "issued": issued - refused * _comes_round(),
        "no plan": _flow("assessments", "assess_not_issued", year),
        "assessment withdrawn": _flow("assessments", "assess_withdrawn", year),
        "arrived": published("ceased").total("transfer") * issued / published("assessments").last("assess_issued"),
    }


def _flow(table: str, column: str, year: int) -> float:
    """The published count of a year; after the last one the assumed growth."""
    counts = published(table)[column]
    if year <= LAST_PUBLISHED:
        return counts[year - FLOW_YEARS[0]]
    growth: float = 1 + assumed()["growth"]
    return counts[-1] * growth ** (year - LAST_PUBLISHED)


def _comes_round() -> float:
    """Share of refusals that lead to a plan in the end; these plans are not counted among those issued at once."""
    mediates, appeals = refusal_disputes()
    told = assumed()
    turned: float = appeals * told["reversed_by_appeal"] + mediates * (1 - appeals) * told["reversed_by_mediation"]
    again: float = (1 - turned) * told["asks_again"]
    return 0.4 * turned + 0.5 * again


@cache
def ages_in_force() -> Shares[int]:
    """Age on the last 31 August, 2 to 25."""
    table = published("plans_by_age")
    return Shares(range(2, OLDEST + 1), (sum(table.row(at).values()) for at in range(len(table.rows))))


@cache
def start_years(years_old: int) -> Shares[int]:
    """The year in which the plan of somebody of this age in January 2022 started: 2021 to 2014."""
    held, started = published("years_held")["ehcplans"], published("started_at")["ehcplans"]
    weights = [
        count * started[min(max(years_old - gone - 2, 0), len(started) - 1)] * (years_old - gone >= 2)
        for gone, count in enumerate(held)
    ]
    return Shares(range(2021, 2021 - len(held), -1), weights)


@cache
def ages_asked(outcome: str) -> Shares[int]:
    """Age when asked, 1 to 22, by what became of the request; "2 and under" is mostly 2, "20 and over" 20 to 22."""
    columns = {"Y": "requests_decided_to_assess", "N": "requests_decided_not_to_assess", "W": "requests_withdrawn"}
    youngest, *middle, oldest = published("asked_at")[columns[outcome]]
    return Shares(range(1, 23), [0.1 * youngest, 0.9 * youngest, *middle, oldest / 2, oldest / 3, oldest / 6])


@cache
def sources() -> Shares[str]:
    return Shares("12345", assumed()["sources"])


@cache
def in_custody() -> float:
    """Of those asked for at the ages at which it can be, here 12 to 17."""
    asked = published("asked_at")
    ages = sum(sum(counts[10:16]) for counts in asked.counts.values())
    return published("requests").last("requests_rya") / ages


@cache
def refusal_disputes() -> tuple[float, float]:
    """Share of refusals with mediation, with an appeal."""
    requests = published("requests")
    refused = requests.last("requests_decided_not_to_assess")
    return requests.last("mediation_related_request") / refused, requests.last("tribunal_related_request") / refused


@cache
def no_plan_disputes() -> tuple[float, float]:
    row = published("assessment_details").row(0)
    return row["number_assess_mediation"] / row["assess_not_issued"], row["number_assess_tribunal"] / row[
        "assess_not_issued"
    ]


@cache
def plan_disputes() -> tuple[float, float]:
    row = published("assessment_details").row(0)
    return row["number_other_mediation"] / row["assess_issued"], row["number_other_tribunal"] / row["assess_issued"]


@cache
def exempt_and_late() -> float:
    """Share of plans issued late with an exception claimed; an exception to a plan in time is never claimed here."""
    table = published("timeliness")
    issued, in_time = table.last("plans_issued_den"), table.last("plans_issued_within_20_weeks")
    without, in_time_without = table.last("plans_issued_den_ex"), table.last("plans_issued_20_weeks_ex")
    return ((issued - in_time) - (without - in_time_without)) / issued
