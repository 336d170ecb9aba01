"""What a manager asks of all cases: how many, how old, on time or not, what comes next, and who has it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.models import Clock, Stage, Standing

MONTHS = 12
COUNTED = ("plans", "on_time", "plans_ex", "on_time_ex")
NEXT = 28
WAITS = (("Under 6 weeks", 0, 6), ("6 to 16 weeks", 6, 16), ("16 to 20 weeks", 16, 20), ("Over 20 weeks", 20, None))
AGES = (("0 to 4", 0, 4), ("5 to 10", 5, 10), ("11 to 15", 11, 15), ("16 to 18", 16, 18), ("19 to 25", 19, 25))


@dataclass(frozen=True)
class Month:
    """Plans issued in a month, as the published measure counts them: cases with mediation or an appeal are left out.

    ``plans`` and ``on_time`` count every plan; ``plans_ex`` and ``on_time_ex`` leave out those for which the authority
    claims an exception, which is the published headline.  Source: DfE, "Education, health and care plans", methodology.
    """

    first: date
    plans: int
    on_time: int
    plans_ex: int
    on_time_ex: int

    @property
    def share(self) -> float | None:
        """Percent on time, without exceptions; None in a month without plans."""
        return 100 * self.on_time_ex / self.plans_ex if self.plans_ex else None

    @property
    def share_of_all(self) -> float | None:
        return 100 * self.on_time / self.plans if self.plans else None


def months(authority: Authority, on: date) -> list[Month]:
    """The last twelve months up to that of ``on``, oldest first, each with its plans."""
    wanted = _last_months(on)
    issued = Standing.objects.of(authority).filter(issued_on__range=(wanted[0], on)).order_by("issued_on")
    counted = issued.values_list("issued_on", "issued_in_time", "exception_claimed").annotate(Count("issued_on"))
    found = {first: Counter() for first in wanted}
    for day, in_time, claimed, plans in counted:
        found[day.replace(day=1)] += Counter(
            plans=plans,
            on_time=plans * in_time,
            plans_ex=plans * (not claimed),
            on_time_ex=plans * (in_time and not claimed),
        )
    return [Month(first, **{name: counts[name] for name in COUNTED}) for first, counts in found.items()]


def _last_months(on: date) -> list[date]:
    last = on.year * 12 + on.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1)]


@dataclass(frozen=True)
class Row:
    """A line of a table of counts: what is counted, then a count for each column."""

    what: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def waiting(authority: Authority, on: date) -> list[Row]:
    """Open requests and assessments by stage and by how long ago the request came; last, those without that day."""
    columns = {f"w{i}": Count("is_open", filter=_waited(on, low, high)) for i, (_, low, high) in enumerate(WAITS)}
    stages = (Stage.REQUEST, Stage.ASSESSMENT, Stage.PLAN_AGREED)
    return _by_stage(Standing.objects.of(authority).open().filter(stage__in=stages), columns, stages)


def ages(authority: Authority, on: date) -> list[Row]:
    """Open cases by stage and by the age of the child; last, those over 25 or of an age not known."""
    columns = {f"a{i}": Count("is_open", filter=_aged(on, low, high)) for i, (_, low, high) in enumerate(AGES)}
    stages = (Stage.REQUEST, Stage.ASSESSMENT, Stage.PLAN_AGREED, Stage.PLAN)
    return _by_stage(Standing.objects.of(authority).open(), columns, stages)


def _by_stage(cases: QuerySet[Standing], columns: dict[str, Count], stages: tuple[Stage, ...]) -> list[Row]:
    by_stage = cases.values("stage").annotate(**columns, every=Count("is_open")).order_by("stage")
    found = {row["stage"]: row for row in by_stage}
    nothing = dict.fromkeys([*columns, "every"], 0)
    return [_row(stage, found.get(stage, nothing), columns) for stage in stages]


def _row(stage: Stage, found: dict[str, int], columns: Iterable[str]) -> Row:
    counts = [found[name] for name in columns]
    return Row(stage.label, (*counts, found["every"] - sum(counts)))


def _waited(on: date, low: int, high: int | None) -> Q:
    since = Q(received_on__lte=on - timedelta(weeks=low))
    return since if high is None else since & Q(received_on__gt=on - timedelta(weeks=high))


def _aged(on: date, low: int, high: int) -> Q:
    return Q(birth_on__gt=_years_before(on, high + 1), birth_on__lte=_years_before(on, low))


def _years_before(on: date, years: int) -> date:
    leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - years, day=28 if leap_day else on.day)


@dataclass(frozen=True)
class Duty:
    """How many clocks of one rule are overdue, and how many more will be in the next four weeks if nothing is done."""

    rule: str
    overdue: int
    soon: int


def duties(authority: Authority, on: date) -> list[Duty]:
    running = Clock.objects.filter(authority=authority, force="must", due_on__lte=on + timedelta(days=NEXT)).running()
    found = running.values("rule").annotate(
        overdue=Count("due_on", filter=Q(due_on__lt=on)), soon=Count("due_on", filter=Q(due_on__gte=on))
    )
    return sorted((Duty(**row) for row in found), key=lambda duty: (-duty.overdue, -duty.soon))


@dataclass(frozen=True)
class Load:
    """What one caseworker has; ``caseworker`` is None for cases that nobody has yet."""

    caseworker: int | None
    cases: int
    overdue: int
    soon: int


def loads(authority: Authority, on: date) -> list[Load]:
    found = (
        Standing.objects.of(authority)
        .open()
        .values("caseworker")
        .annotate(
            cases=Count("is_open"),
            overdue=Count("is_open", filter=Q(next_due_on__lt=on)),
            soon=Count("is_open", filter=Q(next_due_on__range=(on, on + timedelta(days=NEXT)))),
        )
    )
    return sorted((Load(**row) for row in found), key=lambda load: (load.caseworker is None, -load.overdue))
