"""Tables of org units and of who stands under whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bcd138.apps.orgunits.enums import Kind, Level


class OrgUnit(models.Model):
    """A unit as it was between two dates (``valid_until`` is the first day it is not).

    A province before and after 1-7-2025 is two units, also where the name stayed, unless
    nothing was merged into it. ``successor`` is the unit it became part of.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=Level.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TERRITORY)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="formed_from"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)
    search_name = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=400)

    class Meta:
        ordering = ("sort_key", "code")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="orgunit_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="orgunit_level_is_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="orgunit_kind_is_known"),
        )

    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """Every pair of a unit and one above it, itself included; rebuilt when units change."""

    ancestor = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint("ancestor", "descendant", name="closure_pair_is_unique"),
        )

    def __str__(self) -> str:
        return f"{self.ancestor_id} ⊇ {self.descendant_id}"
