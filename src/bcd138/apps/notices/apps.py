"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The notices room."""

    name = "bcd138.apps.notices"
    default_auto_field = "django.db.models.BigAutoField"
