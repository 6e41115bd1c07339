"""``bcd138 roll_up``: write the figures in force down, for totals to be read from."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from bcd138.apps.analytics import services


class Command(BaseCommand):
    """Takes a snapshot; meant to run every night, and again does no harm."""

    help = "Lập bản chụp số liệu để tổng hợp / Take the snapshot that totals are read from."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many figures were written, in how many seconds and by what."""
        del args, options
        taken = services.take_snapshot(at=now())
        self.stdout.write(
            f"Đã chụp {taken.figure_count} số liệu trong {taken.seconds:.1f} giây ({taken.engine})"
            f" / {taken.figure_count} figures in {taken.seconds:.1f} s"
        )
