"""Tables of report drafts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bcd138.domain.period import Period


class Report(models.Model):
    """A draft paper and the facts it was written from, frozen at that moment."""

    report_type = models.CharField(max_length=40)
    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    period_type = models.CharField(max_length=30)
    period_start = models.DateField()
    period_end = models.DateField()
    facts = models.JSONField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()

    class Meta:
        ordering = ("-drafted_at", "-pk")

    def __str__(self) -> str:
        return self.file_name

    @property
    def period(self) -> Period:
        """Return the days the report speaks of."""
        return Period(self.period_start, self.period_end, self.period_type)


class Use(models.Model):
    """A figure that stands in a draft, so that whoever drafted is told when it changes.

    What was written about it is in the draft's facts and stays as it is.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="uses")
    data_value = models.ForeignKey(
        "submissions.DataValue", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint("report", "data_value", name="use_is_kept_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.data_value_id}"
