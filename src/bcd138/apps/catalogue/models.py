"""Tables of the loaded catalogue."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bcd138.apps.catalogue.enums import DefinitionKind


class CatalogueLoad(models.Model):
    """One loading of the catalogue files; ``digest`` is of all their bytes."""

    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=150)
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.digest[:12]} {self.loaded_at:%Y-%m-%d %H:%M}"


class Indicator(models.Model):
    """What is counted or computed, as the catalogue defines it.

    ``numerator`` and ``denominator`` are codes of other indicators where there are such,
    otherwise words; a ratio is numerator ÷ denominator × ``factor``. ``change_of`` is the
    code of what a change is about. ``direction`` is ``higher``, ``lower`` or ``neutral``
    (is better). A code that left the files stays here as ``retired``.
    """

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    group = models.CharField(max_length=40)
    group_name = models.CharField(max_length=100)
    unit = models.CharField(max_length=40)
    value_type = models.CharField(max_length=10)
    direction = models.CharField(max_length=10)
    numerator = models.CharField(max_length=100, blank=True)
    denominator = models.CharField(max_length=100, blank=True)
    change_of = models.CharField(max_length=60, blank=True)
    factor = models.PositiveSmallIntegerField(default=1)
    across_units = models.CharField(max_length=10)
    across_periods = models.CharField(max_length=10)
    reported_at = models.CharField(max_length=10, default="commune")
    breakdowns = models.TextField(blank=True)
    wordings = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)
    search_name = models.CharField(max_length=600)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name


class DataSet(models.Model):
    """A form that units fill in, under one code through all its versions.

    What stands in it on a day is its ``Definition`` of that day. One that left the files
    stays here as ``retired``, with the reports that were made on it.
    """

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name


class Definition(models.Model):
    """What a code of the catalogue means between two days.

    A period keeps the definitions in force on its last day. ``valid_from`` is empty where
    it holds since ever, ``valid_until`` is the first day it no longer holds. ``content`` is
    what the file says. A version that left the files is ``retired`` and answers no day, but
    the reports that were made on it still show it.
    """

    kind = models.CharField(max_length=10, choices=DefinitionKind.choices)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    content = models.JSONField()
    position = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "position", "code", F("valid_from").asc(nulls_first=True))
        constraints = (
            models.UniqueConstraint(
                "kind", "code", "valid_from", name="definition_one_begins_on_a_day"
            ),
            models.UniqueConstraint(
                "kind",
                "code",
                condition=Q(valid_from=None),
                name="definition_one_holds_since_ever",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gt=F("valid_from")),
                name="definition_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DefinitionKind.values), name="definition_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name
