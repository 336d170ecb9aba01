"""What the page of a child's returns shows beside what each return told: the child's cases, and what is wrong."""

from datetime import date

from django.db.models import OuterRef

from wherewithal.apps.people.models import Child, ChildQuerySet
from wherewithal.apps.plans.facts import Values
from wherewithal.apps.plans.models import Case
from wherewithal.apps.plans.tables import listed, read
from wherewithal.apps.returns.models import Finding
from wherewithal.domain.formats.sen2.check import Rule, rules

CASE = ("id", "received_on")
FINDING = ("severity", "rule", "found")


def with_cases_and_findings(children: ChildQuerySet) -> ChildQuerySet:
    """The children with what ``cases`` and ``findings`` read, in one query."""
    recorded = Case.objects.filter(child=OuterRef("pk"), superseded_at=None)
    found = Finding.objects.filter(child=OuterRef("pk"))
    return children.annotate(told_cases=listed(recorded, "child", *CASE), found=listed(found, "child", *FINDING))


def cases(child: Child) -> list[Values]:
    """The newest request first; last, those without that day."""
    return sorted(read(Case, CASE, child.told_cases), key=lambda case: case["received_on"] or date.min, reverse=True)


def findings(child: Child) -> list[tuple[Rule, Values]]:
    """What DfE would refuse first."""
    found = sorted(read(Finding, FINDING, child.found), key=lambda finding: (finding["severity"], finding["rule"]))
    return [(rules()[finding["rule"]], finding) for finding in found]
