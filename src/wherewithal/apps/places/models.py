"""Where things are: England's regions, its local authorities and its schools.  Reference data, loaded from files."""

from datetime import date

from django.db import models
from django.db.models import Q


class Region(models.Model):
    """One of England's nine regions, by its nine-character statistics code."""

    code = models.CharField("statistics code", primary_key=True, max_length=9)
    name = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def open_on_the(day: date) -> Q:
    """Open on a day: opened on it or before, and not closed before it.  No date means always."""
    opened = Q(opened_on=None) | Q(opened_on__lte=day)
    not_closed = Q(closed_on=None) | Q(closed_on__gte=day)
    return opened & not_closed


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def open_on(self, day: date) -> "AuthorityQuerySet":
        return self.filter(open_on_the(day))

    def by_number(self, number: str) -> "Authority":
        """The authority with a DfE number.  Raises Authority.DoesNotExist."""
        return self.get(pk=number)


class Authority(models.Model):
    """A local authority in England, open or abolished.  ``number`` is DfE's three digits and identifies it here."""

    number = models.CharField("DfE number", primary_key=True, max_length=3)
    gss_code = models.CharField("statistics code", max_length=9, unique=True)
    former_gss_codes = models.JSONField("earlier statistics codes", default=list, blank=True)
    name = models.CharField(max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="authorities")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "authorities"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=models.F("opened_on")),
                name="an_authority_opens_before_it_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SchoolQuerySet(models.QuerySet["School"]):
    def open_on(self, day: date) -> "SchoolQuerySet":
        """Schools that teach on a day, as far as the register says; one only proposed is not open yet."""
        closed_undated = Q(status=School.Status.CLOSED, closed_on=None)
        return self.filter(open_on_the(day)).exclude(closed_undated).exclude(status=School.Status.PROPOSED)

    def of(self, authority: Authority) -> "SchoolQuerySet":
        return self.filter(authority=authority)

    def search(self, words: str) -> "SchoolQuerySet":
        """Those with this number, or whose name, town or postcode holds every word typed."""
        found = self
        for word in words.split():
            text = Q(name__icontains=word) | Q(town__icontains=word) | Q(postcode__icontains=word)
            found = found.filter(Q(urn=word) | text)
        return found


class School(models.Model):
    """A school, college or other place in the schools register.  Null and "" mean that no register said."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        CLOSING = "closing", "Open, but proposed to close"
        PROPOSED = "proposed", "Proposed to open"
        CLOSED = "closed", "Closed"

    class Kind(models.TextChoices):
        NURSERY = "nursery", "Nursery school"
        MAINSTREAM = "mainstream", "Mainstream school"
        SPECIAL = "special", "Special school"
        ALTERNATIVE = "alternative", "Alternative provision"
        FURTHER = "further", "Further education"
        OTHER = "other", "Other"

    urn = models.CharField("unique reference number", primary_key=True, max_length=6)
    ukprn = models.CharField("UK provider reference number", max_length=8, blank=True, db_index=True)
    name = models.CharField(max_length=200)
    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")
    establishment_number = models.CharField(max_length=4, blank=True)
    type = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    phase = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    lowest_age = models.PositiveSmallIntegerField(null=True, blank=True)
    highest_age = models.PositiveSmallIntegerField(null=True, blank=True)
    has_sen_unit = models.BooleanField("has a SEN unit", null=True, blank=True)
    sen_unit_places = models.PositiveIntegerField(null=True, blank=True)
    has_resourced_provision = models.BooleanField(null=True, blank=True)
    resourced_provision_places = models.PositiveIntegerField(null=True, blank=True)
    section_41 = models.BooleanField("approved under section 41", null=True, blank=True)
    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="predecessors")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "urn"]
        indexes = [models.Index(fields=["authority", "name"])]

    def __str__(self) -> str:
        return self.name
