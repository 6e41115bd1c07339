"""Registration of this room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports room."""

    name = "bcd138.apps.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to figures that stop counting."""
        from bcd138.apps.reports import receivers  # noqa: PLC0415 - tables are there only now
        from bcd138.apps.submissions.signals import figures_replaced  # noqa: PLC0415 - as above

        figures_replaced.connect(receivers.figures_replaced, dispatch_uid="reports.uses")
