"""Tables of totals: snapshots of the figures, what a self-audit found, and views kept by name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Snapshot(models.Model):
    """The figures in force at a moment, in a folder of Parquet files outside the database.

    What has changed since is noted in ``ChangedFigure``. The newest finished one is used; the
    one before stays for whoever is reading it.
    """

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    folder = models.CharField(max_length=40, unique=True)
    figure_count = models.PositiveBigIntegerField(default=0)
    engine = models.CharField(max_length=40, blank=True, default="")
    seconds = models.FloatField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="snapshot_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return self.folder

    @classmethod
    def newest(cls) -> Snapshot | None:
        """Return the snapshot that is read: the last one that was finished. One query."""
        return cls.objects.filter(finished_at__isnull=False).order_by("-pk").first()


class ChangedFigure(models.Model):
    """A note that the database made: this figure was written or ended since the last snapshot.

    One figure may be noted more than once. No foreign key: a note outlives what it is about.
    """

    figure = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return str(self.figure)


class SelfAudit(models.Model):
    """One sample of totals computed again from raw figures; ``faults`` are those that differ.

    Each fault names unit, indicator, breakdown and period, what the engine said and what the
    raw figures make. While the newest one has any, nothing is issued.
    """

    at = models.DateTimeField()
    checked_count = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    seconds = models.FloatField(default=0)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.checked_count}"


class SavedView(models.Model):
    """A question over totals that somebody kept: its link says everything it asks.

    ``query`` is the part of the address behind the question mark. A shared one is seen by
    whoever sees ``org_unit``, the others by their owner alone.
    """

    name = models.CharField(max_length=120)
    query = models.TextField()
    org_unit = models.ForeignKey("orgunits.OrgUnit", on_delete=models.PROTECT, related_name="+")
    is_shared = models.BooleanField(default=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint("saved_by", "name", name="saved_view_has_one_name"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_is_named"),
        )

    def __str__(self) -> str:
        return self.name


class Dashboard(models.Model):
    """Which indicators a person looks at first, in their order; without one, the usual four."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dashboard"
    )
    indicators = models.JSONField(default=list)
    chosen_at = models.DateTimeField()

    def __str__(self) -> str:
        return ", ".join(self.indicators)
