"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class WorksheetsConfig(AppConfig):
    """The worksheets room."""

    name = "bcd138.apps.worksheets"
    default_auto_field = "django.db.models.BigAutoField"
