"""Who did what, when and why: one chain of events for each authority, which can only grow."""

from django.conf import settings
from django.db import models


class Head(models.Model):
    """The end of an authority's chain; locked while the chain grows.

    ``authority`` is the authority's number, "" for the chain of what belongs to no one authority.  It is text and
    not a key to places, because places may use audit and not the reverse.
    """

    authority = models.CharField(primary_key=True, max_length=3, blank=True)
    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "end of a chain"
        verbose_name_plural = "ends of chains"

    def __str__(self) -> str:
        return f"{self.length} events of {self.authority or 'no one authority'}"


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, authority: str) -> "EventQuerySet":
        """One authority's chain, first to last."""
        return self.filter(authority=authority).order_by("position")

    def about(self, subject: models.Model) -> "EventQuerySet":
        """What happened to one thing, newest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("-id")


class Event(models.Model):
    """One thing done or one child looked at.  ``by`` is null for what the system did by itself.

    ``details`` holds ids, counts, names of fields and codes; never a name, a number or a date that identifies a person.
    """

    authority = models.CharField(max_length=3, blank=True)
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="audit_events"
    )
    what = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict, blank=True)
    why = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "position"], name="an_audit_chain_cannot_fork"),
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.what}, number {self.position} of {self.authority or 'no one authority'}"
