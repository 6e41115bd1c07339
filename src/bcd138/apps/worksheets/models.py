"""Tables of received workbooks, what people said of their rows and what they put right."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bcd138.apps.worksheets.enums import SheetState
from bcd138.domain.period import Period

_PERSON = settings.AUTH_USER_MODEL


class ReceivedSheet(models.Model):
    """A unit's own workbook, brought in for one report; ``sheet_name`` is the sheet looked at.

    ``value_columns`` holds the column of the period's values where a person chose it, by
    sheet. The same file for the same report is received once.
    """

    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    data_set = models.ForeignKey("catalogue.DataSet", on_delete=models.PROTECT, related_name="+")
    period_type = models.CharField(max_length=30)
    period_start = models.DateField()
    period_end = models.DateField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sheet_name = models.CharField(max_length=100)
    value_columns = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.OPEN)
    taken_count = models.PositiveSmallIntegerField(default=0)
    received_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                "org_unit",
                "data_set",
                "period_type",
                "period_start",
                "period_end",
                "file",
                name="worksheet_received_once_per_report",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SheetState.values), name="worksheet_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="worksheet_period_has_days"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> Period:
        """Return the days of the report it was brought in for."""
        return Period(self.period_start, self.period_end, self.period_type)

    @property
    def origin(self) -> str:
        """Return how a figure names the sheet it comes from; the cell's address follows."""
        return f"sheet:{self.pk}!{self.sheet_name}!"


class RowMapping(models.Model):
    """What a person said a row of a unit's sheets is: a cell of the form, or nothing to take.

    Rows are told by their folded label and by ``place``: section, and the row above where
    labels repeat. An empty ``key`` says that the row is not taken.
    """

    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    data_set = models.ForeignKey("catalogue.DataSet", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=500)
    place = models.CharField(max_length=500, blank=True)
    key = models.CharField(max_length=120, blank=True)
    said_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "org_unit", "data_set", "label", "place", name="row_mapping_is_said_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} → {self.key or '–'}"


class SheetRepair(models.Model):
    """What a person wrote into a cell of a received sheet; the file itself stays as it came."""

    received = models.ForeignKey(ReceivedSheet, on_delete=models.CASCADE, related_name="repairs")
    sheet_name = models.CharField(max_length=100)
    line = models.PositiveIntegerField()
    column = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=100, blank=True)
    was = models.CharField(max_length=500, blank=True)
    repaired_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    repaired_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "received", "sheet_name", "line", "column", name="cell_is_repaired_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.was} → {self.words}"
