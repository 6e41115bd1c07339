"""``bcd138 remind``: send the reminders of a day, in the application and by e-mail."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate, now

from bcd138.apps.notices.post import post
from bcd138.apps.submissions import services

_WRONG = 2


class Command(BaseCommand):
    """Reminds whoever has not sent; meant to run every morning, and again does no harm."""

    help = "Nhắc gửi báo cáo theo lịch của một ngày / Send the reminders of a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day."""
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="ngày, mặc định hôm nay / the day")

    def handle(self, *args: Any, on: str | None, **options: Any) -> None:
        """Print how many units and people were reminded and how many messages were mailed."""
        del args, options
        done = services.remind_due(on=_day(on), at=now())
        mailed = post(at=now())
        self.stdout.write(
            f"Đã nhắc {done.people} người của {done.units} đơn vị, gửi {mailed} thư;"
            f" {done.silent} đơn vị chưa có người lập hoặc người ký"
        )


def _day(given: str | None) -> date:
    try:
        return date.fromisoformat(given) if given else localdate()
    except ValueError as error:
        words = f"--on {given}: ghi ngày như 2026-11-16 / write a day like 2026-11-16"
        raise CommandError(words, returncode=_WRONG) from error
