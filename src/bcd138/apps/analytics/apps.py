"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    """The analytics room."""

    name = "bcd138.apps.analytics"
    default_auto_field = "django.db.models.BigAutoField"
