"""Children and young people: who they are and which numbers they are known by."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from wherewithal.apps.places.models import Authority


class ChildQuerySet(models.QuerySet["Child"]):
    def of(self, authority: Authority) -> "ChildQuerySet":
        """The children in an authority's record, without those found to be the same child as another."""
        return self.filter(authority=authority, same_as=None)


class Child(models.Model):
    """A child or young person known to an authority.  ``sex`` also holds 0 and 9, as sent until 2023."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="children")
    surname = models.CharField(max_length=100, blank=True)
    forename = models.CharField(max_length=100, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    ethnicity = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    upn = models.CharField("unique pupil number", max_length=20, blank=True)
    uln = models.CharField("unique learner number", max_length=20, blank=True)
    number_unknown = models.CharField(max_length=10, blank=True)
    number_disputed = models.BooleanField(default=False)
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="also_known_as")

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "children"
        indexes = [
            models.Index(fields=["authority", "surname", "forename"]),
            models.Index(fields=["authority", "birth_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "upn"],
                condition=~Q(upn="") & Q(number_disputed=False, same_as=None),
                name="a_upn_belongs_to_one_child",
            ),
            models.UniqueConstraint(
                fields=["authority", "uln"],
                condition=~Q(uln="") & Q(number_disputed=False, same_as=None),
                name="a_uln_belongs_to_one_child",
            ),
        ]

    def __str__(self) -> str:
        return f"child {self.pk}"

    @property
    def name(self) -> str:
        return f"{self.forename} {self.surname}".strip()

    def age(self, on: date) -> int | None:
        """Completed years on a day; None where the birth date is not known."""
        if self.birth_on is None:
            return None
        return on.year - self.birth_on.year - ((on.month, on.day) < (self.birth_on.month, self.birth_on.day))


class DoubtfulMatch(models.Model):
    """Somebody in a file who may or may not be a child already in the record; a person decides."""

    class Answer(models.TextChoices):
        OPEN = "open", "Not decided"
        SAME = "same", "The same child"
        DIFFERENT = "different", "Two children"

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="doubts")
    perhaps = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="doubted_by")
    why = models.CharField(max_length=200)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "doubtful matches"
        constraints = [
            models.UniqueConstraint(fields=["child", "perhaps"], name="a_doubt_is_asked_once"),
            models.CheckConstraint(
                condition=Q(answer="open", answered_at=None) | ~Q(answer="open") & Q(answered_at__isnull=False),
                name="an_answer_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"doubt {self.pk}"
