"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    """The committees room."""

    name = "bcd138.apps.committees"
    default_auto_field = "django.db.models.BigAutoField"
