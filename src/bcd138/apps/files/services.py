"""Keeping and giving back bytes."""

from __future__ import annotations

from datetime import datetime

from bcd138.apps.files import store
from bcd138.apps.files.models import StoredFile


def keep(content: bytes, *, media_type: str, at: datetime) -> StoredFile:
    """Store ``content`` once and return its row."""
    stored, _ = StoredFile.objects.get_or_create(
        sha256=store.put(content),
        defaults={"size": len(content), "media_type": media_type, "stored_at": at},
    )
    return stored


def content_of(stored: StoredFile) -> bytes:
    """Return the bytes of a stored file."""
    return store.get(stored.sha256)
