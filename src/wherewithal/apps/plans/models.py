"""The record of a case: the dated facts from a request to the end of a plan, and where each case stands.

A case is one request and what followed.  ``Clock`` and ``Standing`` are worked out from the facts (see
``standing.py``) and can be thrown away and made again; everything else is recorded.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wherewithal.apps.people.models import Child
from wherewithal.apps.places.models import Authority, School


class Case(models.Model):
    """A request for an assessment.  Codes are those of the SEN2 return; "" and null mean not recorded."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="cases")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="cases")
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="cases"
    )
    received_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, blank=True)
    in_custody = models.BooleanField(null=True, blank=True)
    decision = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_mediated = models.BooleanField(null=True, blank=True)
    decision_appealed = models.BooleanField(null=True, blank=True)
    withdrawn_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="The return that first told of it as withdrawn or ended; the day is not collected",
    )
    moved_to = models.CharField(max_length=10, blank=True)
    came_from = models.CharField(max_length=10, blank=True)
    moved_in_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The return that told of the plan as moved in; the day is not collected"
    )
    superseded_at = models.DateTimeField(null=True, blank=True, help_text="A corrected file no longer tells of it")

    def __str__(self) -> str:
        return f"case {self.pk}"


class Assessment(models.Model):
    """What came of the assessment.  ``exception_claimed`` is the authority's own claim (Week20 of the return)."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="assessment")
    outcome = models.CharField(max_length=10, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_mediated = models.BooleanField(null=True, blank=True)
    outcome_appealed = models.BooleanField(null=True, blank=True)
    content_mediated = models.BooleanField(null=True, blank=True)
    content_appealed = models.BooleanField(null=True, blank=True)
    exception_claimed = models.BooleanField(null=True, blank=True)

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class PlanQuerySet(models.QuerySet["Plan"]):
    def active(self, on: date) -> "PlanQuerySet":
        """Plans in force on a day, as the return counts them."""
        return self.filter(Q(ceased_on=None) | Q(ceased_on__gt=on), started_on__lte=on)


class Plan(models.Model):
    """An education, health and care plan."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="plan")
    started_on = models.DateField(null=True, blank=True)
    residential = models.CharField(max_length=10, blank=True)
    work_based = models.CharField(max_length=10, blank=True)
    personal_budget = models.BooleanField(null=True, blank=True)
    organised_arrangements = models.BooleanField(null=True, blank=True)
    direct_payments = models.CharField(max_length=10, blank=True)
    ceased_on = models.DateField(null=True, blank=True)
    cease_reason = models.CharField(max_length=10, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["started_on"]), models.Index(fields=["ceased_on"])]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Place(models.Model):
    """Where a child learns or should: a school or provider by number, or a kind of setting."""

    urn = models.CharField("school number", max_length=10, blank=True)
    ukprn = models.CharField("provider number", max_length=10, blank=True)
    setting = models.CharField(max_length=10, blank=True)
    setting_words = models.CharField(max_length=300, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    in_unit = models.BooleanField(null=True, blank=True)
    in_resourced_provision = models.BooleanField(null=True, blank=True)

    class Meta:
        abstract = True


class NamedPlace(Place):
    """A place named in section I of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="named_places")

    class Meta:
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return f"named place {self.pk}"


class Placement(Place):
    """A place attended, from its first day to its last (null while it lasts)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="placements")
    entered_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    attendance = models.CharField(max_length=10, blank=True)
    residential = models.CharField(max_length=10, blank=True)
    work_based = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["entered_on", "rank", "pk"]
        indexes = [models.Index(fields=["urn"])]

    def __str__(self) -> str:
        return f"placement {self.pk}"


class Need(models.Model):
    """A type of need; rank 1 is the primary one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    type = models.CharField(max_length=10, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return f"need {self.pk}"


class Review(models.Model):
    """One annual review: its meeting, the draft amendments, and the decision told to the family."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reviews")
    met_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    draft_sent_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["met_on", "decided_on", "pk"]

    def __str__(self) -> str:
        return f"review {self.pk}"


class PhaseTransfer(models.Model):
    """A move between phases of education: when its plan is due, and when it was final."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="phase_transfers")
    due_on = models.DateField(null=True, blank=True)
    final_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"phase transfer {self.pk}"


class ClockQuerySet(models.QuerySet["Clock"]):
    def running(self) -> "ClockQuerySet":
        return self.filter(met_on=None)

    def overdue(self, on: date) -> "ClockQuerySet":
        """Legal limits that have passed with nothing done."""
        return self.running().filter(force="must", due_on__lt=on)

    def due_within(self, on: date, days: int) -> "ClockQuerySet":
        """Legal limits that end in the ``days`` days from ``on``, both included."""
        return self.running().filter(force="must", due_on__range=(on, on + timedelta(days=days)))


class Clock(models.Model):
    """A limit of the law as it applies to a case: worked out, never typed.  ``rule`` is a key of ``domain.law``."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="clocks")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+", db_index=False)
    rule = models.CharField(max_length=30)
    force = models.CharField(max_length=10)
    started_on = models.DateField()
    due_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    exception_claimed = models.BooleanField(default=False)

    objects = ClockQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["authority", "due_on", "rule", "force", "met_on"],
                condition=Q(met_on=None),
                name="running_clocks_by_day",
            )
        ]

    def __str__(self) -> str:
        return f"clock {self.pk}"


class Stage(models.TextChoices):
    """Where a case is, in the order in which a case goes through them."""

    REQUEST = "request", "Deciding whether to assess"
    ASSESSMENT = "assessment", "Assessing"
    PLAN_AGREED = "agreed", "Plan agreed, not yet issued"
    PLAN = "plan", "Plan in force"
    CLOSED = "closed", "Closed"


class StandingQuerySet(models.QuerySet["Standing"]):
    def of(self, authority: Authority) -> "StandingQuerySet":
        return self.filter(authority=authority)

    def open(self) -> "StandingQuerySet":
        return self.filter(is_open=True)

    def search(self, words: str) -> "StandingQuerySet":
        """Those of children whose name or number holds every word typed.  A word without a digit is no number."""
        found = self
        for word in words.split():
            wanted = Q(surname__icontains=word) | Q(forename__icontains=word)
            if any(letter.isdigit() for letter in word):
                wanted |= Q(child__in=Child.objects.filter(Q(upn__iexact=word) | Q(uln=word)))
            found = found.filter(wanted)
        return found

    def overdue(self, on: date) -> "StandingQuerySet":
        return self.filter(next_due_on__lt=on)

    def due_within(self, on: date, days: int) -> "StandingQuerySet":
        return self.filter(next_due_on__range=(on, on + timedelta(days=days)))

    def on_track(self, on: date, days: int) -> "StandingQuerySet":
        """Neither overdue nor due in the next ``days`` days, or with no limit running."""
        return self.filter(Q(next_due_on__gt=on + timedelta(days=days)) | Q(next_due_on=None))

    def worst_first(self, on: date) -> "StandingQuerySet":
        """Overdue and out of school first, then the longest overdue, then the soonest due."""
        harm = models.Case(models.When(out_of_school=True, next_due_on__lt=on, then=0), default=1)
        return self.order_by(harm, F("next_due_on").asc(nulls_last=True), "pk")


def of_open_cases(use: str, *fields: str) -> models.Index:
    """An index that answers by itself; it names ``is_open`` too, or SQLite would read each row to be sure of it."""
    return models.Index(
        fields=["authority", *fields, "is_open"], condition=Q(is_open=True), name=f"open_standings_by_{use}"
    )


class Standing(models.Model):
    """Where a case stands, and all that lists and counts of cases ask for, so that no page goes through the record.

    Worked out.  ``issued_on`` is the day of a plan that the published measure of timeliness counts, else null.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="standing")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="standings")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+", db_index=False)
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stage = models.CharField(max_length=12, choices=Stage)
    is_open = models.BooleanField()
    received_on = models.DateField(null=True, blank=True)
    next_rule = models.CharField(max_length=30, blank=True)
    next_started_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    out_of_school = models.BooleanField(default=False)
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    setting = models.CharField(max_length=10, blank=True)
    need = models.CharField(max_length=10, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    forename = models.CharField(max_length=100, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_in_time = models.BooleanField(default=False)
    exception_claimed = models.BooleanField(default=False)

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes = [
            of_open_cases("next_day", "next_due_on", "out_of_school", "stage", "need"),
            of_open_cases("name", "surname", "forename", "id"),
            of_open_cases("birth_date", "birth_on", "stage"),
            of_open_cases("request", "received_on", "stage"),
            of_open_cases("caseworker", "caseworker", "next_due_on"),
            models.Index(fields=["authority", "issued_on", "issued_in_time", "exception_claimed"]),
        ]

    def __str__(self) -> str:
        return f"standing {self.pk}"
