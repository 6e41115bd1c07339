"""The table of stored bytes: one row per content."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """Bytes kept on disk under their SHA-256; the same bytes are stored once."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.sha256[:12]
