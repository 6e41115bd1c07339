"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The intake room."""

    name = "bcd138.apps.intake"
    default_auto_field = "django.db.models.BigAutoField"
