"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class OrgUnitsConfig(AppConfig):
    """The orgunits room."""

    name = "bcd138.apps.orgunits"
    default_auto_field = "django.db.models.BigAutoField"
