"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from bcd138.apps.analytics.watching import watch


class AnalyticsConfig(AppConfig):
    """The analytics room."""

    name = "bcd138.apps.analytics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the database note what changes, from the migration on."""
        post_migrate.connect(watch, sender=self)
