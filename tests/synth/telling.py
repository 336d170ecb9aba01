"""What a return of trees says, counted by hand for the tests."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from wherewithal.domain.formats.sen2.trees import Tree, below
from wherewithal.domain.synth.days import academic_age, academic_year

FLAGS = (
    ("request", ("RequestMediation", "RequestTribunal")),
    ("assessment", ("AssessmentMediation", "AssessmentTribunal", "OtherMediation", "OtherTribunal")),
)


@dataclass(frozen=True)
class Case:
    """One request of a person, with the records under it; {} where there is none."""

    person: Tree
    request: Tree
    assessment: Tree
    named: Tree
    active: Tree

    def day(self, record: str, item: str) -> date | None:
        found = getattr(self, record).get(item)
        return date.fromisoformat(found) if found else None

    @property
    def in_force(self) -> bool:
        return bool(self.named) and "CeaseDate" not in self.named

    @property
    def disputed(self) -> bool:
        return any(getattr(self, record).get(item) == "1" for record, items in FLAGS for item in items)

    @property
    def days_to_plan(self) -> int:
        return (self.day("assessment", "AssessmentOutcomeDate") - self.day("request", "ReceivedDate")).days

    @property
    def place(self) -> Tree:
        """The main place attended on the day of telling."""
        found = below(self.active, "PlacementDetail")
        return next(each for each in found if each["PlacementRank"] == "1" and "LeavingDate" not in each)

    @property
    def need(self) -> str:
        return below(self.active, "SENneed")[0]["SENtype"]

    def age(self, on: date) -> int:
        """Age on the last 31 August."""
        return academic_age(date.fromisoformat(self.person["PersonBirthDate"]), academic_year(on))


def cases(people: Iterable[Tree]) -> Iterator[Case]:
    for person in people:
        for request in below(person, "Requests"):
            assessment = next(iter(below(request, "Assessment")), {})
            named = next(iter(below(assessment, "NamedPlan")), {})
            yield Case(person, request, assessment, named, next(iter(below(request, "ActivePlans")), {}))


def shares(found: Iterable[object]) -> dict[object, float]:
    counts = Counter(found)
    return {thing: count / counts.total() for thing, count in counts.items()}
