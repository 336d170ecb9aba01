"""Running the rules over a return."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from wherewithal.domain.formats.sen2.check import (  # noqa: F401  each registers the predicates of its section
    across,
    active_plan,
    assessment,
    header,
    need,
    person,
    placement,
    plan,
    plan_detail,
    requests,
)
from wherewithal.domain.formats.sen2.check.facts import Facts, Given, NotKnown, Place
from wherewithal.domain.formats.sen2.check.report import Report
from wherewithal.domain.formats.sen2.check.rules import PREDICATES, Found, Rule, Spot, rules_with
from wherewithal.domain.formats.sen2.check.schools import Schools
from wherewithal.domain.formats.sen2.columns import Return


def check(
    ret: Return,
    *,
    as_at: date,
    schools: Schools | None = None,
    last_year: Return | None = None,
    minimum_places: Mapping[Place, int] | None = None,
    thresholds: Mapping[str, float] | None = None,
) -> Report:
    """Run every rule of the return's year.

    Whether something is still open too long is judged on ``as_at``, or on census day if that is earlier.  Rules that
    need the schools register, last year's return or the minimum numbers of places are listed in ``Report.not_run``
    where these are not given.  ``thresholds`` sets other limits, by rule: ``{"SV111": 15}``.

    Raises
        KeyError for a threshold of a rule that has none.
    """
    facts = Facts(ret, Given(as_at, schools, last_year, minimum_places), rules_with(thresholds or {}))
    report = Report(ret, facts.rules, {}, {}, [], last_year)
    for each in facts.rules.values():
        _run(each, facts, report)
    return report


def _run(rule: Rule, facts: Facts, report: Report) -> None:
    try:
        if rule.has_years and not rule.applies_in(facts.year):
            report.other_years.append(rule.id)
        elif spots := _spots(rule, PREDICATES[rule.id](facts)):
            report.hits[rule.id] = spots
    except NotKnown as why:
        report.not_run[rule.id] = str(why)
    if rule.partly and (facts.given.schools is None or not facts.schools.whole):
        report.not_run[rule.id] = rule.partly


def _spots(rule: Rule, found: Found) -> list[Spot]:
    """Where a rule fails, without the places at which it does not."""
    if isinstance(found, list):
        return [spot for spot in found if len(spot.rows)]
    rows = np.flatnonzero(found).astype(np.int32)
    return [Spot(rule.level, rule.items[0] if rule.items else "", rows)] if len(rows) else []
