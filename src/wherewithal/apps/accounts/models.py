"""Who signs in, as what, and for which authority."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower

from wherewithal.apps.accounts.access import Role
from wherewithal.apps.places.models import Authority


class Users(UserManager["User"]):
    """A person comes with their authority, in one query; a user name is the same in capitals."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().select_related("authority")

    def get_by_natural_key(self, username: str | None) -> "User":
        """One spelling for each person but for capitals, so that a lockout counts every guess."""
        return self.alias(small=Lower("username")).get(small=(username or "").lower())


class User(AbstractUser):
    """A person who works for an authority."""

    first_name = None
    last_name = None
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=12, choices=Role.choices)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="users")

    objects = Users()

    REQUIRED_FIELDS = ["name", "role", "authority"]

    class Meta:
        ordering = ["name", "username"]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="a_user_name_belongs_to_one_person"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="a_role_is_one_of_ours"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
