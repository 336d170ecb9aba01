"""One story from several years' returns.

Each January's return tells part of a child's story again, and leaves out what an earlier one told (a request decided
before the year comes back as H, "historical", without its dates).  ``fold`` lays the years over each other: a later
year corrects an earlier one, H corrects nothing, and a case the later year does not tell of stays as it was.

A return tells of every place attended and of the move to come.  A place or a move that an earlier return left open and
a later one does not tell of is over, or was wrong: it goes, rather than being open, and overdue, for ever.
"""

from collections.abc import Callable, Iterable

from wherewithal.apps.plans.facts import HISTORICAL, CaseFacts, Values, same_cases


def fold(years: Iterable[list[CaseFacts]]) -> list[CaseFacts]:
    """The cases of one child from what each year's return tells, earliest year first."""
    story: list[CaseFacts] = []
    for told in years:
        known = {id(new): old for old, new in same_cases(story, told)}
        for case in told:
            if id(case) in known:
                _lay_over(known[id(case)], case)
            else:
                story.append(case)
    return story


def _lay_over(old: CaseFacts, new: CaseFacts) -> None:
    old.case = _unless_historical(old.case, new.case, "decision")
    if new.assessment is not None:
        old.assessment = _unless_historical(old.assessment or {}, new.assessment, "outcome")
    if new.plan is not None:
        old.plan = (old.plan or {}) | new.plan
    old.named_places = new.named_places or old.named_places
    old.needs = new.needs or old.needs
    old.reviews = _union(old.reviews, new.reviews, _same_review)
    if new.placements:
        old.placements = _union(_ended(old.placements, "left_on"), new.placements, _same_placement)
    if new.plan is not None:
        old.phase_transfers = _union(_ended(old.phase_transfers, "final_on"), new.phase_transfers, _same_transfer)


def _unless_historical(old: Values, new: Values, outcome: str) -> Values:
    if new.get(outcome) == HISTORICAL and outcome in old:
        new = {name: value for name, value in new.items() if name != outcome}
    return old | new


def _ended(rows: list[Values], last_day: str) -> list[Values]:
    return [row for row in rows if last_day in row]


def _union(old: list[Values], new: list[Values], key: Callable[[Values], object]) -> list[Values]:
    """All rows; one that is told again is as the new return tells it."""
    told = {key(row) for row in new}
    return [row for row in old if key(row) not in told] + new


def _same_placement(row: Values) -> object:
    return row.get("rank"), row.get("entered_on")


def _same_review(row: Values) -> object:
    return row.get("met_on") or row.get("decided_on")


def _same_transfer(row: Values) -> object:
    return row.get("due_on")
