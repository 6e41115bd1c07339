"""Tables of org units, of everything about them that has days, and of the acts behind it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from bcd138.apps.orgunits.enums import Kind, Level


class Act(models.Model):
    """A dated legal act that changes units; ``code`` stands in every row it began or ended.

    ``rows`` are the rows as a person entered them; those of the catalogue's acts stand in
    its files.
    """

    code = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    issued_on = models.DateField()
    effective_on = models.DateField()
    issued_by = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    checked = models.BooleanField(default=True)
    is_from_catalogue = models.BooleanField(default=False)
    rows = models.JSONField(default=list)
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-effective_on", "number")

    def __str__(self) -> str:
        return self.number


class Begun(models.Model):
    """Something with days: ``valid_until`` is the first day it no longer holds."""

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    begun_by = models.ForeignKey(Act, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Act, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def stands(self, on: date) -> bool:
        """Tell whether it holds on a day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


class OrgUnit(Begun):
    """A unit as it was between two dates; its territory never changes in between.

    A province before and after 1-7-2025 is two units, also where the name stayed, unless
    nothing was merged into it. ``name`` is the last one it has or had, for lists;
    ``search_name`` holds every one it ever had. Both follow from ``UnitName``.
    """

    code = models.CharField(max_length=40, unique=True)
    official_code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=Level.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TERRITORY)
    other_names = models.JSONField(default=list)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    area_km2 = models.DecimalField(max_digits=10, decimal_places=3, null=True)
    is_invented = models.BooleanField(default=False)
    search_name = models.CharField(max_length=600, db_index=True)
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


class UnitName(Begun):
    """What a unit is called between two dates, with the word for its type."""

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    english = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("valid_from",)
        constraints = (
            models.UniqueConstraint("org_unit", "valid_from", name="unit_name_one_a_day"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="unit_name_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.text


class Parentage(Begun):
    """Which unit stands right above another between two dates."""

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="parentages")
    parent = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="childhoods")

    class Meta:
        ordering = ("valid_from",)
        constraints = (
            models.UniqueConstraint("org_unit", "valid_from", name="parentage_one_a_day"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="parentage_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(org_unit=F("parent")), name="parentage_is_of_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.parent_id} ⊃ {self.org_unit_id}"


class Succession(models.Model):
    """The territory of ``before``, or a share of it, went to ``after`` on a day.

    ``share`` is above 0 and at most 1; null where it was divided and nobody declared how.
    """

    before = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="onward")
    after = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="backward")
    on = models.DateField()
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    act = models.ForeignKey(Act, null=True, on_delete=models.PROTECT, related_name="successions")

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint("before", "after", name="succession_pair_is_unique"),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=1),
                name="succession_share_is_a_part",
            ),
        )

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"


class Closure(models.Model):
    """Every pair of a unit and one ever above it, itself included, with the days of it."""

    ancestor = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "ancestor", "descendant", "valid_from", name="closure_stretch_is_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ancestor_id} ⊇ {self.descendant_id}"


class Lineage(models.Model):
    """Every pair of a unit and one that became it, wholly or in part, over any number of acts."""

    successor = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="lineage")
    predecessor = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="heirs")

    class Meta:
        constraints = (
            models.UniqueConstraint("successor", "predecessor", name="lineage_pair_is_unique"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} ⇒ {self.successor_id}"


class Population(models.Model):
    """How many people a unit had on a day, and which paper says so.

    ``checked`` where somebody compared it with that paper. What a person loaded stands in
    the place of what the catalogue says of the same day.
    """

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.CASCADE, related_name="populations")
    on = models.DateField()
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    checked = models.BooleanField(default=False)
    is_from_catalogue = models.BooleanField(default=False)

    class Meta:
        ordering = ("org_unit", "-on")
        constraints = (
            models.UniqueConstraint("org_unit", "on", name="population_one_a_day"),
            models.CheckConstraint(condition=Q(people__gt=0), name="population_is_of_somebody"),
        )

    def __str__(self) -> str:
        return f"{self.org_unit_id} {self.on}: {self.people}"


class RegisterVersion(models.Model):
    """One row whose token changes with the register and which is locked while it changes."""

    token = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return self.token
