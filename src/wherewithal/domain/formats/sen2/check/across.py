"""Rules on plans across records and years."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from wherewithal.domain.formats.sen2.check.earlier import find_people, look_up, shared
from wherewithal.domain.formats.sen2.check.facts import DISPUTES, Facts, whole_return
from wherewithal.domain.formats.sen2.check.grouped import keys
from wherewithal.domain.formats.sen2.check.rules import Spot, rule
from wherewithal.domain.formats.sen2.check.views import Rows, View
from wherewithal.domain.formats.sen2.columns import NO_DAY, Bools, Days, Ints


@rule("SV601")
def plan_on_a_refused_request(f: Facts) -> Bools:
    return f.active & f.plan.isin("RequestOutcome", "N") & ~f.plan.yes(*DISPUTES)


@rule("SV602")
def no_placement_moved_in(f: Facts) -> Bools:
    return _unplaced(f) & f.plan.has("TransferLA")


@rule("SV603")
def no_placement_not_moved_in(f: Facts) -> Bools:
    return _unplaced(f) & f.plan.blank("TransferLA")


@rule("SV604")
def plan_vanished(f: Facts) -> list[Spot]:
    begun_by_then = f.person.any("NamedPlan", ~(f.plan.day("StartDate") > f.then.census))
    return _of_last_year("NamedPlan", "StartDate", f.then.active & ~_now(f, f.then.plan, begun_by_then))


@rule("SV605")
def ended_plan_is_back(f: Facts) -> Bools:
    ended = np.where(f.then.plan.has("CeaseDate"), _person_now(f, f.then.plan), -1)
    then = _dated(ended, f.then.plan.day("StartDate"))
    return f.active & (look_up(_dated(f.plan.row_of("Person"), f.plan.day("StartDate")), then) >= 0)


@rule("SV606")
def start_changed(f: Facts) -> Bools:
    start = f.plan.day("StartDate")
    sole, sole_then = (each.active & (each.plan.fellows("Person", each.active) == 1) for each in (f, f.then))
    before = f.plan.at("Person", _by_person(f, f.then.plan, sole_then, f.then.plan.day("StartDate"), NO_DAY), NO_DAY)
    return sole & (start <= f.then.census) & ((start < before) | (start > before))


@rule("SV607")
def primary_need_changed(f: Facts) -> Bools:
    need, need_then = shared(f.need["SENtype"], f.then.need["SENtype"])
    primary, primary_then = (each.is_active(each.need) & (each.need.rank("SENtypeRank") == 1) for each in (f, f.then))
    before = f.need.at("Person", _by_person(f, f.then.need, primary_then, need_then, -1), -1)
    return primary & (need >= 0) & (before >= 0) & (need != before)


@rule("SV608")
def request_vanished(f: Facts) -> list[Spot]:
    then = f.then.requests
    unfinished = then.isin("RequestOutcome", "A") | then.isin("AssessmentOutcome", "A")
    dated = look_up(_dated(_person_now(f, then), then.day("ReceivedDate")), _requests_dated(f)) >= 0
    undated = _now(f, then, f.person.any("Requests", f.requests.blank("ReceivedDate")))
    return _of_last_year("Requests", "ReceivedDate", unfinished & ~dated & ~undated)


@rule("SV609")
def refusal_rewritten(f: Facts) -> Bools:
    then = f.then.requests
    row = look_up(_requests_dated(f), _dated(_person_now(f, then), then.day("ReceivedDate")))
    rewritten = f.requests.none()
    for item in ("RequestOutcome", "AssessmentOutcome"):
        rewritten |= np.append(then.isin(item, "N"), False)[row] & f.requests.isin(item, "Y H")
    return rewritten


@rule("SV610")
def birth_date_changed(f: Facts) -> Bools:
    born = f.person.day("PersonBirthDate")
    before = np.append(f.then.person.day("PersonBirthDate"), NO_DAY)[find_people(f.person, f.then.person)]
    return (born < before) | (born > before)


@rule("SV611")
def large_swing(f: Facts) -> list[Spot]:
    now, then = _figures(f), _figures(f.then)
    swings = [
        f"{name}: {now[name]}, last year {before}"
        for name, before in then.items()
        if abs(now[name] - before) * 100 > f.limit("SV611") * before
    ]
    return [whole_return("", "; ".join(swings))] if swings else []


def _unplaced(f: Facts) -> Bools:
    return f.active & ~f.plan.at("Requests", f.requests.any("PlacementDetail", f.open))


def _figures(f: Facts) -> dict[str, int]:
    counted = {
        "active plans": f.active,
        "requests received": f.in_period(f.requests.day("ReceivedDate")),
        "new plans": f.in_period(f.plan.day("StartDate")),
        "plans that ended": f.in_period(f.plan.day("CeaseDate")),
    }
    return {name: int(rows.sum()) for name, rows in counted.items()}


def _person_now(f: Facts, then: View) -> Rows:
    """For each row of a view of last year's return, the row of its person now, -1 where there is none."""
    return then.at("Person", f.now_of_then, -1)


def _now(f: Facts, then: View, people: Bools) -> Bools:
    """For each row of a view of last year's return, whether its person is one of these ``people`` of now."""
    return np.append(people, False)[_person_now(f, then)]


def _by_person(f: Facts, then: View, among: Bools, values: NDArray[Any], missing: Any) -> NDArray[Any]:
    """For each person now, the value of the row of last year's return ``among`` those chosen."""
    person = _person_now(f, then)
    kept = among & (person >= 0)
    found = np.full(len(f.person), missing, dtype=values.dtype)
    found[person[kept]] = values[kept]
    return found


def _dated(person: Rows, day: Days) -> Ints:
    """A number for a person and a day, -1 where either is missing."""
    return np.where((person >= 0) & ~np.isnat(day), keys(person, day), -1)


def _requests_dated(f: Facts) -> Ints:
    return _dated(f.requests.row_of("Person"), f.requests.day("ReceivedDate"))


def _of_last_year(record: str, item: str, fails: Bools) -> list[Spot]:
    return [Spot(record, item, np.flatnonzero(fails).astype(np.int32), last_year=True)]
