"""Tables of committees: one an org unit, with dated names, standing agencies and seats."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bcd138.apps.committees.enums import Role
from bcd138.domain.committee import DatedAgency, DatedName, DatedSeat, Decision, SeatRole

_ENDS_LATER = Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))
_OPEN = Q(valid_until=None)


class Committee(models.Model):
    """The steering committee of an org unit, from its forming to ``valid_until`` if it ended."""

    org_unit = models.OneToOneField(
        "orgunits.OrgUnit", on_delete=models.PROTECT, related_name="committee"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_ENDS_LATER, name="committee_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"committee of {self.org_unit_id}"


class CommitteeName(models.Model):
    """What the committee is called, and its scope in the decision's words, between two days."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=400)
    scope = models.CharField(max_length=600, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("valid_from", "pk")
        constraints = (
            models.CheckConstraint(
                condition=_ENDS_LATER, name="committeename_ends_after_it_begins"
            ),
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
            decision=Decision(self.decision_number, self.decision_on),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            row=f"name-{self.pk}",
        )


class StandingAgency(models.Model):
    """The agency that does the committee's daily work: an org unit, or words, between two days."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="agencies")
    org_unit = models.ForeignKey(
        "orgunits.OrgUnit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("valid_from", "pk")
        constraints = (
            models.CheckConstraint(
                condition=_ENDS_LATER, name="standingagency_ends_after_it_begins"
            ),
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


class Seat(models.Model):
    """A person in office who belongs to the committee, in a role, between two days."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=20, choices=Role.choices)
    is_acting = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=0)
    person = models.CharField(max_length=150)
    position = models.CharField(max_length=200)
    agency = models.CharField(max_length=200, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("valid_from", "rank", "pk")
        constraints = (
            models.CheckConstraint(condition=_ENDS_LATER, name="seat_ends_after_it_begins"),
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
            decision=Decision(self.decision_number, self.decision_on),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            row=f"seat-{self.pk}",
        )
