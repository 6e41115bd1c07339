"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts room."""

    name = "bcd138.apps.accounts"
    default_auto_field = "django.db.models.BigAutoField"
