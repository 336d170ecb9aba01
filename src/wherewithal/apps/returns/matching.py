"""Who in the record is this person of a file?  By pupil number, then learner number, then name and birth date.

A match that may be wrong is never made: the person is taken in as a child of their own, with a doubt for somebody to
decide.  Mixing up two children does harm that is hard to undo; a child recorded twice can be put together later.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from enum import Enum

from wherewithal.apps.people.models import Child
from wherewithal.apps.plans.facts import Values


class Doubt(Enum):
    """Why somebody may or may not be a child already known."""

    NUMBER_ONLY = "The number is the same, but the surname and the birth date differ"
    OTHER_NUMBER = "The name and birth date are the same, but the number differs"
    OTHER_FORENAME = (
        "The surname, birth date and postcode are the same, but the forename differs and a number is missing"
    )
    TOLD_TWICE = "The file tells of two people with this number, or with this name and birth date"


@dataclass
class Match:
    """The child that a person of the file is: one of the record, or a new one (``is_new``) with perhaps some doubts."""

    child: Child
    is_new: bool = False
    doubts: list[tuple[Child, Doubt]] = field(default_factory=list)


class Register:
    """The children of one authority, found by their numbers and names; each is given to one person of a file."""

    def __init__(self, children: Iterable[Child]) -> None:
        rows = list(children)
        by_pk = {child.pk: child for child in rows}
        self._target = {id(child): by_pk.get(child.same_as_id, child) for child in rows}
        self._taken: set[int] = set()
        self._index: dict[Hashable, list[Child]] = defaultdict(list)
        for child in rows:
            self._add(child)

    def match_all(self, people: list[Values]) -> list[Match]:
        """A match for each person (fields as in ``mapping.child_values``), those that are certain first."""
        certain = [self._certain(person) for person in people]
        return [match or self._new(person) for match, person in zip(certain, people, strict=True)]

    def _certain(self, person: Values) -> Match | None:
        for candidate in self._candidates(person):
            if id(candidate) not in self._taken and _verdict(candidate, person) is True:
                self._taken.add(id(candidate))
                return Match(self._target[id(candidate)])
        return None

    def _new(self, person: Values) -> Match:
        doubts = [(c, why) for c in self._candidates(person) if (why := self._why(c, person))]
        disputed = any(_same(getattr(c, name), person[name]) for c, _ in doubts for name in ("upn", "uln"))
        child = Child(**person, number_disputed=disputed)
        self._add(child)
        self._taken.add(id(child))
        return Match(child, True, [(self._target.get(id(c), c), why) for c, why in doubts])

    def _why(self, candidate: Child, person: Values) -> Doubt | None:
        verdict = _verdict(candidate, person)
        if id(candidate) in self._taken:
            return Doubt.TOLD_TWICE if verdict is True or verdict is Doubt.NUMBER_ONLY else None
        return verdict if isinstance(verdict, Doubt) else None

    def _add(self, child: Child) -> None:
        for key in _keys({name: getattr(child, name) for name in _WEIGHTS}):
            self._index[key].append(child)

    def _candidates(self, person: Values) -> list[Child]:
        """Whoever shares a number, a name or a home with the person, those who agree in most first."""
        found = {id(child): child for key in _keys(person) for child in self._index.get(key, ())}
        return sorted(found.values(), key=lambda child: -_agreement(child, person))


def _keys(person: Values) -> list[Hashable]:
    surname, birth_on = person["surname"].casefold(), person["birth_on"]
    keys: list[Hashable] = [(name, person[name]) for name in ("upn", "uln") if person[name]]
    if surname and birth_on:
        keys.append((surname, person["forename"].casefold(), birth_on))
        if person["postcode"]:
            keys.append(("home", surname, birth_on, person["postcode"].replace(" ", "")))
    return keys


_WEIGHTS = {"upn": 8, "uln": 8, "birth_on": 3, "surname": 2, "forename": 2, "postcode": 1}


def _agreement(child: Child, person: Values) -> int:
    return sum(weight for name, weight in _WEIGHTS.items() if _same(getattr(child, name), person[name]))


def _verdict(child: Child, person: Values) -> bool | Doubt:
    """True: the same child.  False: another one.  Otherwise the doubt."""
    same = _which(_same, child, person)
    differ = _which(_differ, child, person)
    if same & {"upn", "uln"}:
        return Doubt.NUMBER_ONLY if {"surname", "birth_on"} <= differ else True
    if differ & {"upn", "uln"}:
        return Doubt.OTHER_NUMBER if {"surname", "forename", "birth_on"} <= same else False
    if {"surname", "forename", "birth_on"} <= same:
        return True
    return Doubt.OTHER_FORENAME if {"surname", "birth_on", "postcode"} <= same else False


def _which(test: Callable[[object, object], bool], child: Child, person: Values) -> set[str]:
    return {name for name in _WEIGHTS if test(getattr(child, name), person[name])}


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one != "" and one.casefold() == other.casefold()
    return one is not None and one == other


def _differ(one: object, other: object) -> bool:
    return one not in (None, "") and other not in (None, "") and not _same(one, other)
