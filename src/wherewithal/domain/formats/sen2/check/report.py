"""What a check found: kept as rows by rule, told as findings when they are asked for.

A finding names the person by number, position and line; never by name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from wherewithal.domain.formats.sen2.check.rules import Rule, Spot
from wherewithal.domain.formats.sen2.check.words import Wording
from wherewithal.domain.formats.sen2.columns import Return

ERROR = "error"
QUERY = "query"


class Finding(NamedTuple):
    """One problem.

    ``record`` is the record type ("Header" and "Return" for the file as a whole), ``row`` its row and ``line`` the
    line of the file (0 where there are no lines); ``person`` is the row of the person, -1 where it concerns nobody or
    somebody who is no longer in the return; ``number`` is that person's unique pupil or learner number.  Where
    ``last_year`` is true the row and the line are those of last year's return.
    """

    rule: str
    severity: str
    record: str
    row: int
    line: int
    person: int
    number: str
    field: str
    found: str
    wanted: str
    cure: str
    last_year: bool = False


class CureCount(NamedTuple):
    """How much one cure would mend: ``people`` counts each person once."""

    cure: str
    severity: str
    findings: int
    people: int
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """Every finding of a check.

    ``hits`` holds, by rule, the rows that fail; ``not_run`` why a rule was not run, or was run in part;
    ``other_years`` the rules that are not for the year of the return.
    """

    ret: Return
    rules: Mapping[str, Rule]
    hits: dict[str, list[Spot]]
    not_run: dict[str, str] = field(default_factory=dict)
    other_years: list[str] = field(default_factory=list)
    last_year: Return | None = None

    def counts(self) -> dict[str, int]:
        """The number of findings by rule; a rule without any is left out."""
        return {number: sum(len(spot.rows) for spot in spots) for number, spots in self.hits.items()}

    @property
    def errors(self) -> int:
        return self._count(ERROR)

    @property
    def queries(self) -> int:
        return self._count(QUERY)

    def findings(self, *rules: str) -> Iterator[Finding]:
        """The findings of these rules, of all unless some are named, in the order of the rules."""
        wording, earlier = Wording(self.ret), Wording(self.last_year) if self.last_year else None
        for number in rules or self.hits:
            for spot in self.hits.get(number, ()):
                teller = earlier if spot.last_year and earlier else wording
                for row in spot.rows.tolist():
                    yield self._finding(self.rules[number], spot, row, teller)

    def by_person(self) -> dict[int, list[Finding]]:
        """The findings by the row of the person, -1 for those that concern nobody in the return."""
        people: dict[int, list[Finding]] = {}
        for finding in self.findings():
            people.setdefault(finding.person, []).append(finding)
        return people

    def by_cure(self) -> list[CureCount]:
        """What there is to do, errors first, then what mends most."""
        cures: dict[tuple[str, str], list[str]] = {}
        for number in self.hits:
            cures.setdefault((self.rules[number].severity, self.rules[number].cure), []).append(number)
        wording, counts = Wording(self.ret), self.counts()
        groups = [
            CureCount(cure, severity, sum(counts[each] for each in found), self._people(found, wording), tuple(found))
            for (severity, cure), found in cures.items()
        ]
        return sorted(groups, key=lambda each: (each.severity != ERROR, -each.findings, each.cure))

    def _people(self, rules: list[str], wording: Wording) -> int:
        spots = [spot for number in rules for spot in self.hits[number] if not spot.last_year]
        return len({person for spot in spots for person in wording.people(spot)} - {-1})

    def _count(self, severity: str) -> int:
        counts = Counter[str]()
        for number, count in self.counts().items():
            counts[self.rules[number].severity] += count
        return counts[severity]

    def _finding(self, rule: Rule, spot: Spot, row: int, teller: Wording) -> Finding:
        place = teller.place(spot, row)
        return Finding(
            rule=rule.id,
            severity=rule.severity,
            record=place.record,
            row=place.row,
            line=place.line,
            person=-1 if spot.last_year else place.person,
            number=teller.number(place.person),
            field=place.field,
            found=spot.found or teller.found(rule, spot, row),
            wanted=rule.wanted,
            cure=rule.cure,
            last_year=spot.last_year,
        )
