"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The files room."""

    name = "bcd138.apps.files"
    default_auto_field = "django.db.models.BigAutoField"
