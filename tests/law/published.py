"""The published table of worked cases, told in our events."""

from collections.abc import Iterator
from datetime import timedelta

from tests.law.lines import day
from wherewithal.domain.law import Fact, fact, rules

SPANS = {"school_closed": "reopens", "absent": "until"}
DAYS = {
    "advice_requested": "advice_requested",
    "appointment_missed": "appointment_missed",
    "review_meeting": "review_meeting",
    "amendments_sent": "amendment_notice_sent",
}
DETAILS = {"from": "leaves", "to": "joins", "adviser": "adviser"}
SIDES = {"parent": "representations_made", "local_authority": "final_plan_sent"}


def facts_of(row: dict[str, str]) -> list[Fact]:
    """The facts of one row; what it tells twice is one fact."""
    told = dict(pair.split("=", 1) for pair in row["other_facts"].split("; ") if pair)
    return list(dict.fromkeys([*_start(row, told), *_others(row, told), *_act(row, told)]))


def _start(row: dict[str, str], told: dict[str, str]) -> Iterator[Fact]:
    details = {name: told[theirs] for theirs, name in DETAILS.items() if theirs in told}
    yield fact(row["trigger_event"], day(row["trigger_date"]), **details)


def _others(row: dict[str, str], told: dict[str, str]) -> Iterator[Fact]:
    for name in SPANS.keys() & told.keys():
        first, last = told[name].split("..")
        yield fact(name, day(first), **{SPANS[name]: day(last)})
    for name in DAYS.keys() & told.keys():
        yield fact(DAYS[name], day(told[name]), **_adviser(told))
    if "bare_decision_letter" in told:
        yield fact("review_decision_notified", day(told["bare_decision_letter"]), outcome="amend")
    if "impractical_because" in told:
        yield fact("exception_claimed", day(row["actual_date"]), because=told["impractical_because"])
    if "age" in told:
        yield fact("born", day(row["trigger_date"]) - timedelta(days=366 * int(told["age"])))


def _act(row: dict[str, str], told: dict[str, str]) -> Iterator[Fact]:
    if row["actual_date"]:
        first = next(rule.acts[0] for rule in rules() if rule.key == row["rule"])
        yield fact(SIDES.get(told.get("actor", ""), first), day(row["actual_date"]), **_adviser(told))


def _adviser(told: dict[str, str]) -> dict[str, str]:
    return {"adviser": told["adviser"]} if "adviser" in told else {}
