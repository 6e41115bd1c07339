"""Tables of people and what each does for which org unit."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from bcd138.apps.accounts.enums import Capacity, Role
from bcd138.domain.signing import Capacity as SignsAs
from bcd138.domain.signing import SigningRight as Right


class User(AbstractUser):
    """A person who signs in, in office. Named in full, as papers name people."""

    first_name = None  # type: ignore[assignment]  # Vietnamese names are one field
    last_name = None  # type: ignore[assignment]  # Vietnamese names are one field
    full_name = models.CharField("Họ và tên", max_length=150)
    position = models.CharField("Chức vụ", max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)

    REQUIRED_FIELDS = ["full_name"]  # noqa: RUF012 - Django's type of it

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Return the full name."""
        return self.full_name

    def get_short_name(self) -> str:
        """Return the given name, which Vietnamese usage puts last."""
        return self.full_name.rsplit(" ", 1)[-1]


class Assignment(models.Model):
    """A role for an org unit and everything below it.

    ``by_act`` is the code of the act through which it came along from a unit that ended;
    the one to that unit stays, for its past.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    by_act = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("user", "org_unit", "role", name="assignment_is_unique"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="assignment_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.org_unit_id}"


class SigningRight(models.Model):
    """From when until when a person signs for an org unit: its head, or in the head's place.

    ``valid_until`` is the first day it no longer holds. One that has begun is never changed
    but for its end: what was signed stays signed by right.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="signing_rights")
    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10, choices=Capacity.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    paper = models.CharField(max_length=300, blank=True)
    granted_by = models.CharField(max_length=150)
    granted_at = models.DateTimeField()

    class Meta:
        ordering = ("valid_from", "pk")
        constraints = (
            models.UniqueConstraint(
                "user", "org_unit", "valid_from", name="signing_right_begins_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="signing_right_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="signing_right_capacity_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.capacity} {self.org_unit_id}"

    @property
    def right(self) -> Right:
        """Return it as the rules know it."""
        return Right(SignsAs(self.capacity), self.valid_from, self.valid_until, self.paper)
