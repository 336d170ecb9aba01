"""Statutory returns: what was loaded from each file, what the check found, and drafts made from the record."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from wherewithal.apps.people.models import Child
from wherewithal.apps.places.models import Authority


class Load(models.Model):
    """One file taken in: checked, then loaded whole or not at all."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        RUNNING = "running", "Being checked and loaded"
        LOADED = "loaded", "Loaded"
        REFUSED = "refused", "Not loaded"
        INTERRUPTED = "interrupted", "Interrupted, nothing was changed"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="loads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    census_on = models.DateField(null=True, blank=True)
    as_at = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Percent done")
    doing = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    header = models.JSONField(default=dict, blank=True, help_text="The header of the file, item by item")
    counts = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    not_run = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="loaded") | Q(year__isnull=False, finished_at__isnull=False),
                name="a_loaded_file_has_its_year_and_moment",
            )
        ]

    def __str__(self) -> str:
        return f"load {self.pk}"


class SourceRecord(models.Model):
    """A child as one return told of it: the person's part of the file, whole.  Superseded, never deleted."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="source_records")
    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="source_records")
    year = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField(help_text="Which person of the file, counted from 1")
    line = models.PositiveIntegerField(default=0)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    superseded_by = models.ForeignKey(
        Load, null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_records"
    )

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "year"], condition=Q(superseded_by=None), name="a_child_has_one_record_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"source record {self.pk}"


class Finding(models.Model):
    """Something the check found in a loaded file.  ``rule`` is one of our own ids, not a DfE number."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=8)
    severity = models.CharField(max_length=6)
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.CASCADE, related_name="findings")
    record = models.CharField(max_length=20)
    line = models.PositiveIntegerField(default=0)
    field = models.CharField(max_length=60, blank=True)
    found = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["load", "rule"]), models.Index(fields=["load", "severity"])]

    def __str__(self) -> str:
        return f"finding {self.pk}"


class Draft(models.Model):
    """A return written from the record for a year, as at a day, with what the check says of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be written"
        RUNNING = "running", "Being written and checked"
        READY = "ready", "Ready to download"
        FAILED = "failed", "Could not be written"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    as_at = models.DateField()
    officers = models.JSONField(default=dict, blank=True, help_text="DMO, DCO and DSCO, as they are to be sent")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=100, blank=True, help_text="Name of the file in the private folder")
    counts = models.JSONField(default=dict, blank=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"draft {self.pk}"
