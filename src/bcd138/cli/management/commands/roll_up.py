"""``bcd138 roll_up``: write the figures in force down, for totals to be read from."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from bcd138.apps.analytics import services

_WRONG = 2


class Command(BaseCommand):
    """Takes a snapshot; meant to run every night, and again does no harm."""

    help = "Lập bản chụp số liệu để tổng hợp / Take the snapshot that totals are read from."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where totals are written."""
        words = "ghi thêm tổng của mọi đơn vị / also write the totals of every unit there"
        parser.add_argument("--out", type=Path, metavar="FOLDER", help=words)

    def handle(self, *args: Any, out: Path | None, **options: Any) -> None:
        """Print how many figures were written, in how many seconds and by what."""
        del args, options
        if out is not None and out.exists():
            words = f"{out}: đã có, hãy chọn thư mục mới / is there already, name a new folder"
            raise CommandError(words, returncode=_WRONG)
        taken = services.take_snapshot(at=now())
        self.stdout.write(
            f"Đã chụp {taken.figure_count} số liệu trong {taken.seconds:.1f} giây ({taken.engine})"
            f" / {taken.figure_count} figures in {taken.seconds:.1f} s"
        )
        if out is not None:
            began = perf_counter()
            engine = services.write_totals(taken, out, at=now())
            seconds = perf_counter() - began
            self.stdout.write(f"Đã ghi tổng vào / totals are in {out}: {seconds:.1f} s ({engine})")
