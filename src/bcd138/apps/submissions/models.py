"""Tables of confirmed figures."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bcd138.domain.figure import Amount, Provenance
from bcd138.domain.period import Period


class DataValue(models.Model):
    """One figure: indicator × org unit × period, in one revision.

    Never edited: a correction is the next ``revision`` and this one gets
    ``superseded_at``. ``source_text`` and the offsets lead back to the sentence.
    ``value`` is in the unit as written; ``unit`` says which.
    """

    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("catalogue.Indicator", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    period_type = models.CharField(max_length=30)
    period_start = models.DateField()
    period_end = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=40)
    comparator = models.CharField(max_length=2, default="=")
    numerator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    source_text = models.ForeignKey(
        "intake.ReceivedText", on_delete=models.PROTECT, related_name="data_values"
    )
    source_start = models.PositiveIntegerField()
    source_end = models.PositiveIntegerField()
    source_quote = models.TextField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "org_unit",
                "indicator",
                "kind",
                "period_type",
                "period_start",
                "period_end",
                "revision",
                name="data_value_revision_is_unique",
            ),
            models.UniqueConstraint(
                "org_unit",
                "indicator",
                "kind",
                "period_type",
                "period_start",
                "period_end",
                condition=Q(superseded_at=None),
                name="data_value_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["result", "target"]), name="data_value_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(comparator__in=["=", ">", ">=", "<", "<=", "~"]),
                name="data_value_comparator_is_known",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="data_value_period_has_days"
            ),
            models.CheckConstraint(
                condition=Q(denominator=None) | ~Q(denominator=0),
                name="data_value_denominator_is_not_zero",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.org_unit_id} {self.value}"

    @property
    def period(self) -> Period:
        """Return the days the figure speaks of."""
        return Period(self.period_start, self.period_end, self.period_type)

    @property
    def amount(self) -> Amount:
        """Return how much, as written."""
        return Amount(self.value, self.unit, self.comparator, self.numerator, self.denominator)

    @property
    def source(self) -> Provenance:
        """Return the sentence the figure comes from."""
        return Provenance(
            self.source_text_id, self.source_start, self.source_end, self.source_quote
        )
