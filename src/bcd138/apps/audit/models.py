"""The table of events. Rows are only ever added."""

from __future__ import annotations

from django.db import models


class AuditEvent(models.Model):
    """One act: what, who, when, about what. Plain values, so nothing blocks it."""

    event = models.CharField(max_length=60)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    about = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["event", "at"], name="audit_event_by_name"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event} {self.by}"
