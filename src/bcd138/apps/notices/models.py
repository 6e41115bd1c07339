"""The table of notices."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One thing one person is told; its words are a message code with its values.

    ``about`` is what it leads to, by codes: ``kind`` and what names one of that kind.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    emailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["user", "read_at", "at"], name="notice_by_person"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.code}"
