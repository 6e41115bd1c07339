"""Tables of committees: one an org unit, with dated names, standing agencies and seats."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bcd138.apps.committees.enums import Role
from bcd138.domain.committee import DatedAgency, DatedName, DatedSeat, Decision, SeatRole

_OPEN = Q(valid_until=None)


class Spanned(models.Model):
    """Something with days: ``valid_until`` is the first day it no longer holds."""

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            ),
        )


class Decided(Spanned):
    """Something that a decision says from one day to another."""

    decision_number = models.CharField(max_length=60, blank=True)
    decision_on = models.DateField(null=True, blank=True)

    class Meta(Spanned.Meta):
        abstract = True

    @property
    def decision(self) -> Decision:
        """Return the decision as the domain's value."""
        return Decision(self.decision_number, self.decision_on)


class Committee(Spanned):
    """The steering committee of an org unit, from its forming to ``valid_until`` if it ended."""

    org_unit = models.OneToOneField(
        "orgunits.OrgUnit", on_delete=models.PROTECT, related_name="committee"
    )

    def __str__(self) -> str:
        return f"committee of {self.org_unit_id}"


class CommitteeName(Decided):
    """What the committee is called, and its scope in the decision's words, between two days."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=400)
    scope = models.CharField(max_length=600, blank=True)

    class Meta(Decided.Meta):
        ordering = ("valid_from", "pk")
        constraints = (
            *Decided.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="committeename_is_given"),
            models.UniqueConstraint("committee", "valid_from", name="committeename_one_from_a_day"),
            models.UniqueConstraint(
                fields=("committee",), condition=_OPEN, name="committeename_one_is_open"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def dated(self) -> DatedName:
        """Return the row as the domain's value."""
        return DatedName(
            name=self.name,
            scope=self.scope,
            decision=self.decision,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            row=f"name-{self.pk}",
        )


class StandingAgency(Spanned):
    """The agency that does the committee's daily work: an org unit, or words, between two days."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="agencies")
    org_unit = models.ForeignKey(
        "orgunits.OrgUnit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(max_length=200, blank=True)

    class Meta(Spanned.Meta):
        ordering = ("valid_from", "pk")
        constraints = (
            *Spanned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(org_unit__isnull=False) | ~Q(words=""), name="standingagency_is_given"
            ),
            models.UniqueConstraint(
                "committee", "valid_from", name="standingagency_one_from_a_day"
            ),
            models.UniqueConstraint(
                fields=("committee",), condition=_OPEN, name="standingagency_one_is_open"
            ),
        )

    def __str__(self) -> str:
        return self.words or (self.org_unit.name if self.org_unit else "")

    @property
    def dated(self) -> DatedAgency:
        """Return the row as the domain's value; reads the unit."""
        return DatedAgency(
            org_unit=self.org_unit.code if self.org_unit else "",
            words=self.words,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            row=f"agency-{self.pk}",
        )


class Seat(Decided):
    """A person in office who belongs to the committee, in a role, between two days."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=20, choices=Role.choices)
    is_acting = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=0)
    person = models.CharField(max_length=150)
    position = models.CharField(max_length=200)
    agency = models.CharField(max_length=200, blank=True)

    class Meta(Decided.Meta):
        ordering = ("valid_from", "rank", "pk")
        constraints = (
            *Decided.Meta.constraints,
            models.CheckConstraint(condition=Q(role__in=Role.values), name="seat_role_is_known"),
            models.CheckConstraint(
                condition=~Q(person="") & ~Q(position=""), name="seat_is_of_a_person_in_office"
            ),
            models.UniqueConstraint(
                fields=("committee", "is_acting"),
                condition=_OPEN & Q(role=Role.CHAIR),
                name="seat_one_open_chair",
            ),
            models.UniqueConstraint(
                fields=("committee", "is_acting"),
                condition=_OPEN & Q(role=Role.STANDING_DEPUTY),
                name="seat_one_open_standing_deputy",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"

    @property
    def dated(self) -> DatedSeat:
        """Return the row as the domain's value."""
        return DatedSeat(
            role=SeatRole(self.role),
            person=self.person,
            position=self.position,
            agency=self.agency,
            is_acting=self.is_acting,
            rank=self.rank,
            decision=self.decision,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            row=f"seat-{self.pk}",
        )
