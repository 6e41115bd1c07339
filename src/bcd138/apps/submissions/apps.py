"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """The submissions room."""

    name = "bcd138.apps.submissions"
    default_auto_field = "django.db.models.BigAutoField"
