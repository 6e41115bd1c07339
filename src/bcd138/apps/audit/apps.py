"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit room."""

    name = "bcd138.apps.audit"
    default_auto_field = "django.db.models.BigAutoField"
