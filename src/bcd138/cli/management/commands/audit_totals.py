"""``bcd138 audit_totals``: compute a sample of totals again from raw figures."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from bcd138.apps.analytics import services

_SAMPLE = 50


class Command(BaseCommand):
    """Audits totals; meant to run every night after ``roll_up``."""

    help = "Tự kiểm các tổng từ số liệu gốc / Audit totals against raw figures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many totals, and a seed to draw the same ones again."""
        parser.add_argument("--sample", type=int, default=_SAMPLE, help="số tổng / how many totals")
        parser.add_argument("--seed", type=int, help="để rút lại đúng các tổng đó / to draw again")

    def handle(self, *args: Any, sample: int, seed: int | None, **options: Any) -> None:
        """Print how many totals were checked; every one that differs ends in an error."""
        del args, options
        audit = services.audit_totals(at=now(), sample=sample, seed=seed)
        for fault in audit.faults:
            self.stderr.write(json.dumps(fault, ensure_ascii=False, indent=2))
        if audit.faults:
            words = f"TỔNG SAI / TOTALS DIFFER: {len(audit.faults)}/{audit.checked_count}"
            raise CommandError(f"{words}; dừng phát hành báo cáo / nothing is issued")
        self.stdout.write(
            f"Đã kiểm {audit.checked_count} tổng trong {audit.seconds:.1f} giây, khớp cả"
            f" / {audit.checked_count} totals agree"
        )
