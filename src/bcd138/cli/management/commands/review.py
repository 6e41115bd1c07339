"""``bcd138 review``: a first year-end review as a Word file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from bcd138.apps.files import services as files
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.reports import selectors, services
from bcd138.apps.reports.models import Report
from bcd138.domain.errors import Refused
from bcd138.formats.messages import load_messages

_WRONG = 2


class Command(BaseCommand):
    """Drafts the review of one unit and period."""

    help = "Lập dự thảo báo cáo tổng kết / Draft the year-end review as a Word file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the unit, the period, the file to write and who drafts."""
        parser.add_argument("--org-unit", required=True, metavar="CODE", help="mã đơn vị / code")
        parser.add_argument("--period", required=True, help="kỳ, ví dụ 2018 / period, e.g. 2018")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.docx")
        parser.add_argument("--as", dest="username", help="người lập / who drafts")

    def handle(
        self,
        *args: Any,
        org_unit: str,
        period: str,
        out: Path,
        username: str | None,
        **options: Any,
    ) -> None:
        """Write the file and say where it lies; a refusal exits with status 2."""
        del args, options
        messages = load_messages(settings.CATALOGUES / "messages")
        try:
            report = _draft(org_unit, period, username)
            _write(out, files.content_of(report.file))
        except Refused as refusal:
            words = messages.say(refusal.code, **refusal.params)
            raise CommandError(words, returncode=_WRONG) from refusal
        self.stdout.write(messages.say("reports.drafted", **_about(report, out)))


def _draft(org_unit_code: str, period_code: str, username: str | None) -> Report:
    by = selectors.drafter(username, orgunits.by_code(org_unit_code))
    return services.draft(
        report_type="year_end_review",
        org_unit_code=org_unit_code,
        period_code=period_code,
        by=by,
        at=now(),
    )


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused("reports.cannot-write", path=str(path), reason=reason) from error


def _about(report: Report, path: Path) -> dict[str, Any]:
    return {
        "period": report.period.label,
        "org_unit": report.org_unit.name,
        "figures": len(report.facts["figures"]),
        "awards": len(report.facts["awards"]),
        "tasks": len(report.facts["tasks"]),
        "path": str(path),
        "by": str(report.drafted_by),
    }
