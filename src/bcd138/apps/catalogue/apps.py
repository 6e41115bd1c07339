"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue room."""

    name = "bcd138.apps.catalogue"
    default_auto_field = "django.db.models.BigAutoField"
