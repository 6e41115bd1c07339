"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class DesignsConfig(AppConfig):
    """The designs room."""

    name = "bcd138.apps.designs"
    default_auto_field = "django.db.models.BigAutoField"
