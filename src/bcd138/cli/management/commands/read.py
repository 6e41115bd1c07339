"""``bcd138 read FILE…``: read reports and print what they say; nothing is stored."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from bcd138.cli.reading_table import reading_table
from bcd138.cli.report_file import content_of, shown
from bcd138.domain.errors import Refused
from bcd138.domain.extraction.reader import read
from bcd138.formats.messages import load_messages
from bcd138.formats.reading_json import write_reading
from bcd138.formats.text_file import read_text_file
from bcd138.formats.vocabulary import load_vocabulary

_REFUSED = 2


class Command(BaseCommand):
    """Reads each file and prints one line of JSON, or a table; exit status 2 if one is bad."""

    help = "Đọc báo cáo, in số liệu tìm được / Read reports and print what was found."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's attribute; no database is used

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the files and the form of the answer."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--json", action="store_true", help="mỗi tệp một dòng JSON / one JSON line a file"
        )
        parser.add_argument("--language", choices=("vi", "en"), default="vi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every file; a bad one is named on standard error and the others go on."""
        del args
        language = options["language"]
        vocabulary = load_vocabulary(settings.CATALOGUES)
        messages = load_messages(settings.CATALOGUES / "messages")
        refused = False
        for path in options["files"]:
            try:
                text = read_text_file(content_of(path), shown(path.name))
            except Refused as refusal:
                refused = True
                words = messages.say(refusal.code, language, **refusal.params)
                self.stderr.write(f"{shown(str(path))}: {words}")
                continue
            reading = read(text, vocabulary)
            answer = write_reading(
                reading, source=shown(str(path)), messages=messages, language=language
            )
            if options["json"]:
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
            else:
                self.stdout.write(reading_table(answer, vocabulary))
        if refused:
            raise SystemExit(_REFUSED)
