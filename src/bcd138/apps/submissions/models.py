"""Tables of reports being filled in and of the figures in force."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bcd138.domain.approval import OPEN, SENT, State, Step
from bcd138.domain.data_set import cell_key
from bcd138.domain.figure import Amount, Provenance
from bcd138.domain.period import Period

_PERSON = settings.AUTH_USER_MODEL


def _person(*, null: bool = False) -> models.ForeignKey[Any, Any]:
    """Return the column of who did something; nobody looks reports up by it."""
    return models.ForeignKey(
        _PERSON, null=null, on_delete=models.PROTECT, related_name="+", db_index=False
    )


class Submission(models.Model):
    """One data set, reported by one org unit for one period, in one revision.

    ``cells`` holds what was filled in, by cell key; a key that is not there is not reported
    (``cells.py`` reads and writes it). ``definition`` is the version of the form that the
    period keeps. ``version`` counts the savings, so that two people at one report notice.
    An approved one is never edited: an amendment is the next ``revision``, which says why and
    on what paper. ``sent_at`` is when it first went up, signed; ``signed_at`` when it was
    signed last. ``numbers`` are those of ``cells`` once more, on one line, for whoever reads
    many reports (``lines.py``).
    """

    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    data_set = models.ForeignKey("catalogue.DataSet", on_delete=models.PROTECT, related_name="+")
    definition = models.ForeignKey(
        "catalogue.Definition", on_delete=models.PROTECT, related_name="+"
    )
    period_type = models.CharField(max_length=30)
    period_start = models.DateField()
    period_end = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    amendment_reason = models.TextField(blank=True, default="")
    amendment_paper = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=12, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    cells = models.JSONField(default=dict)
    narratives = models.JSONField(default=dict)
    numbers = models.TextField(default="")
    filled_count = models.PositiveSmallIntegerField(default=0)
    cell_count = models.PositiveSmallIntegerField(default=0)
    blocking_count = models.PositiveSmallIntegerField(default=0)
    unanswered_count = models.PositiveSmallIntegerField(default=0)
    saved_by = _person()
    saved_at = models.DateTimeField()
    submitted_by = _person(null=True)
    submitted_at = models.DateTimeField(null=True)
    signed_by = _person(null=True)
    signed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    returned_count = models.PositiveSmallIntegerField(default=0)
    approved_by = _person(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=[
                    "data_set",
                    "period_type",
                    "period_start",
                    "state",
                    "revision",
                    "org_unit",
                    "sent_at",
                ],
                name="submission_by_period",
            ),
            models.Index(fields=["state", "org_unit"], name="submission_by_state"),
        )
        constraints = (
            models.UniqueConstraint(
                "org_unit",
                "data_set",
                "period_type",
                "period_start",
                "period_end",
                "revision",
                name="submission_revision_is_unique",
            ),
            models.UniqueConstraint(
                "org_unit",
                "data_set",
                "period_type",
                "period_start",
                "period_end",
                condition=Q(state__in=[state.value for state in OPEN]),
                name="submission_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="submission_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="submission_period_has_days"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="submission_submitted_at_and_by_go_together",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in SENT])
                | Q(signed_at__isnull=False, signed_by__isnull=False, sent_at__isnull=False),
                name="submission_sent_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(revision=1) | ~Q(amendment_reason=""),
                name="submission_amendment_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="submission_approved_at_and_by_go_together",
            ),
        )

    def __str__(self) -> str:
        return f"{self.data_set} · {self.org_unit} · {self.period.label}"

    @property
    def period(self) -> Period:
        """Return the days the report speaks of."""
        return Period(self.period_start, self.period_end, self.period_type)


class ApprovalStep(models.Model):
    """One step of a report on its way: who, when, where it led, and with what words.

    Rows are only ever added. ``reasons`` are those at cells of a report that was returned;
    ``content`` is what was signed, cells and narratives, as it stood then; ``signed_as`` is
    the capacity of whoever signed.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    by = _person()
    at = models.DateTimeField()
    note = models.TextField(blank=True, default="")
    reasons = models.JSONField(default=dict)
    signed_as = models.CharField(max_length=10, blank=True, default="")
    content = models.JSONField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(step__in=[step.value for step in Step]), name="step_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(step=Step.SIGN) | Q(content__isnull=False),
                name="step_signed_keeps_what_was_signed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id} {self.step}"


class Look(models.Model):
    """What a person saw of a report when they last looked: the signature under it."""

    user = models.ForeignKey(_PERSON, on_delete=models.CASCADE, related_name="+")
    signed = models.ForeignKey(ApprovalStep, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint("user", "signed", name="look_is_kept_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.signed_id}"


class Extension(models.Model):
    """More time for one report of one unit, granted by the level above; the last one holds."""

    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    data_set = models.ForeignKey("catalogue.DataSet", on_delete=models.PROTECT, related_name="+")
    period_type = models.CharField(max_length=30)
    period_start = models.DateField()
    period_end = models.DateField()
    until = models.DateField()
    reason = models.TextField()
    granted_by = _person()
    granted_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=["data_set", "period_type", "period_start", "org_unit"],
                name="extension_by_report",
            ),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.org_unit_id} {self.data_set_id} {self.until}"

    @property
    def period(self) -> Period:
        """Return the days of the report that has more time."""
        return Period(self.period_start, self.period_end, self.period_type)


class Evidence(models.Model):
    """A file that shows where a figure comes from, attached to a cell of a report."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="evidence")
    cell = models.CharField(max_length=120)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint("submission", "cell", "file", name="evidence_is_given_once"),
        )

    def __str__(self) -> str:
        return self.name


class DataValue(models.Model):
    """One figure: indicator × org unit × period × part, in one revision.

    Never edited: a correction is the next ``revision`` and this one gets
    ``superseded_at``. It leads back to where it came from: a sentence (``source_text`` and
    the offsets) or a cell of a report (``submission``). ``breakdown`` is the option it
    counts, empty for the whole. ``value`` is in the unit as written; ``unit`` says which.
    """

    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("catalogue.Indicator", on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=60, blank=True, default="")
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
        "intake.ReceivedText", null=True, on_delete=models.PROTECT, related_name="data_values"
    )
    source_start = models.PositiveIntegerField(null=True)
    source_end = models.PositiveIntegerField(null=True)
    source_quote = models.TextField(blank=True)
    submission = models.ForeignKey(
        Submission, null=True, on_delete=models.PROTECT, related_name="data_values"
    )
    confirmed_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "org_unit",
                "indicator",
                "breakdown",
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
                "breakdown",
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
            models.CheckConstraint(
                condition=Q(
                    source_text__isnull=False,
                    source_start__isnull=False,
                    source_end__isnull=False,
                    submission=None,
                )
                | Q(
                    source_text=None,
                    source_start=None,
                    source_end=None,
                    submission__isnull=False,
                ),
                name="data_value_has_one_source",
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
    def source(self) -> Provenance | None:
        """Return the sentence the figure comes from; ``None`` where it is a cell."""
        if self.source_text_id is None or self.source_start is None or self.source_end is None:
            return None
        return Provenance(
            self.source_text_id, self.source_start, self.source_end, self.source_quote
        )

    @property
    def source_name(self) -> str:
        """Return the name of the text or of the report the figure comes from."""
        return str(self.source_text or self.submission)

    @property
    def is_invented(self) -> bool:
        """Tell whether the unit or the text is of the demo."""
        text = self.source_text
        return self.org_unit.is_invented or (text is not None and text.is_invented)

    @property
    def cell(self) -> str:
        """Return the key of the cell where it stands in the report it comes from."""
        return cell_key(self.indicator.code, self.breakdown)
