"""Tables of the loaded catalogue."""

from __future__ import annotations

from django.db import models


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
