"""Tables of received texts, what was read in them and what was decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bcd138.apps.intake.enums import SuggestionKind, SuggestionState, UnitBasis
from bcd138.apps.intake.params import ParamsDecoder, ParamsEncoder
from bcd138.domain.figure import Amount
from bcd138.domain.period import Period


class ReceivedText(models.Model):
    """One text as received. ``text`` is the original; offsets count its characters.

    ``org_unit`` stays empty while the text does not say and nobody has picked it.
    ``received_for`` is the unit of the person who brought it: who may see it then.
    """

    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    source_name = models.CharField(max_length=255)
    text = models.TextField()
    title = models.TextField(blank=True)
    committee = models.TextField(blank=True)
    level = models.CharField(max_length=10, blank=True)
    org_unit = models.ForeignKey(
        "orgunits.OrgUnit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    org_unit_basis = models.CharField(max_length=10, choices=UnitBasis.choices)
    org_unit_named = models.CharField(max_length=200, blank=True)
    period_type = models.CharField(max_length=30, blank=True)
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    conference_on = models.DateField(null=True)
    conference_session = models.CharField(max_length=10, blank=True)
    conference_place = models.TextField(blank=True)
    people = models.JSONField(default=list)
    is_invented = models.BooleanField(default=False)
    received_for = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField()

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint("file", "received_for", name="text_received_once_per_unit"),
            models.CheckConstraint(
                condition=Q(org_unit=None, org_unit_basis=UnitBasis.ABSENT)
                | (Q(org_unit__isnull=False) & ~Q(org_unit_basis=UnitBasis.ABSENT)),
                name="text_unit_and_its_basis_agree",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.source_name

    @property
    def period(self) -> Period | None:
        """Return the days the text speaks of, if they are known."""
        if self.period_start is None or self.period_end is None:
            return None
        return Period(self.period_start, self.period_end, self.period_type)


class Suggestion(models.Model):
    """One thing read in a text, until and after a named person decides on it.

    A figure fills ``indicator`` and ``value``; ``details`` holds what else was read, as
    the reader wrote it (an award's line, a task's text, a figure's stated change).
    """

    text = models.ForeignKey(ReceivedText, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=10, choices=SuggestionKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    indicator = models.ForeignKey(
        "catalogue.Indicator", null=True, on_delete=models.PROTECT, related_name="+"
    )
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    unit = models.CharField(max_length=40, blank=True)
    comparator = models.CharField(max_length=2, default="=")
    numerator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    target = models.BooleanField(default=False)
    period_type = models.CharField(max_length=30, blank=True)
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    certain = models.BooleanField(default=True)
    reason = models.CharField(max_length=60, blank=True)
    rivals = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=SuggestionState.choices, default=SuggestionState.PENDING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    data_value = models.ForeignKey(
        "submissions.DataValue", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("start", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state=SuggestionState.PENDING, decided_by=None, decided_at=None)
                | (
                    ~Q(state=SuggestionState.PENDING)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="suggestion_decided_by_and_at_go_together",
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="suggestion_has_a_quote"),
            models.CheckConstraint(
                condition=~Q(kind=SuggestionKind.FIGURE)
                | Q(indicator__isnull=False, value__isnull=False),
                name="suggestion_figure_has_a_value",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.quote}"

    @property
    def own_period(self) -> Period | None:
        """Return the days the sentence itself names; where it does not, the text's count."""
        if self.period_start is None or self.period_end is None:
            return None
        return Period(self.period_start, self.period_end, self.period_type)

    @property
    def amount(self) -> Amount | None:
        """Return how much, as written; only a figure has one."""
        if self.value is None:
            return None
        return Amount(self.value, self.unit, self.comparator, self.numerator, self.denominator)

    @property
    def figure_kind(self) -> str:
        """Return ``target`` or ``result``, as figures in the books call it."""
        return "target" if self.target else "result"


class TextFinding(models.Model):
    """Something wrong or odd in a text, found by recomputing it."""

    text = models.ForeignKey(ReceivedText, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    params = models.JSONField(default=dict, encoder=ParamsEncoder, decoder=ParamsDecoder)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    class Meta:
        ordering = ("start", "pk")

    def __str__(self) -> str:
        return f"{self.severity} {self.code}"
