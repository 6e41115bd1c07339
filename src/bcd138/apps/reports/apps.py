"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports room."""

    name = "bcd138.apps.reports"
    default_auto_field = "django.db.models.BigAutoField"
