"""``bcd138 load_catalogue``: bring the database up to the catalogue files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from bcd138.apps.catalogue import services
from bcd138.formats.catalogue_files import CatalogueFaults
from bcd138.formats.messages import load_messages

_FEW = 20  # a longer difference is cut, unless asked for


class Command(BaseCommand):
    """Loads indicators, forms, regimes and org units, all or nothing."""

    help = "Nạp danh mục chỉ tiêu, biểu mẫu và đơn vị / Load indicators, forms and org units."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder and whether to change anything."""
        parser.add_argument("folder", type=Path, nargs="?", default=settings.CATALOGUES)
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="chỉ kiểm tra, không đổi gì / check, change nothing",
        )

    def handle(
        self, *args: Any, folder: Path, dry_run: bool, verbosity: int = 1, **options: Any
    ) -> None:
        """Print what changed, or every fault and exit status 1."""
        del args, options
        messages = load_messages(settings.CATALOGUES / "messages")
        try:
            result = services.load(folder, by="bcd138", at=now(), dry_run=dry_run)
        except CatalogueFaults as error:
            for fault in error.faults:
                self.stderr.write(fault)
            words = messages.say("catalogue.faults", count=len(error.faults))
            raise CommandError(words) from error
        shown = len(result.lines) if dry_run or verbosity > 1 else _FEW * verbosity
        for line in result.lines[:shown]:
            self.stdout.write(line)
        if len(result.lines) > shown and verbosity:
            self.stdout.write(f"… {len(result.lines) - shown} dòng nữa / more (--verbosity 2)")
        if not result.lines:
            self.stdout.write(messages.say("catalogue.unchanged"))
        else:
            words = messages.say(
                "catalogue.loaded",
                added=result.added,
                changed=result.changed,
                removed=result.removed,
            )
            self.stdout.write(words)
        if dry_run:
            self.stdout.write(messages.say("catalogue.dry-run"))
