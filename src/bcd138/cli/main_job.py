"""The steps of the main job: read a folder, take what a person picked, confirm, draft."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bcd138.apps.accounts.models import User
from bcd138.apps.files import services as files
from bcd138.apps.intake import selectors, services
from bcd138.apps.intake.enums import SuggestionKind
from bcd138.apps.intake.models import ReceivedText
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.reports import selectors as report_selectors
from bcd138.apps.reports import services as reports
from bcd138.apps.reports.models import Report
from bcd138.cli.report_file import content_of, shown
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period
from bcd138.formats.messages import Messages

SUFFIXES = (".txt", ".docx")
CHOICES = "units.csv"
REVIEW = "year_end_review"
_OTHERS = (SuggestionKind.AWARD, SuggestionKind.TASK)


@dataclass(slots=True)
class Work:
    """One run over a folder: who does it, and what has come of it so far."""

    folder: Path
    by: User
    at: datetime
    messages: Messages
    texts: dict[str, ReceivedText] = field(default_factory=dict)
    new: set[int] = field(default_factory=set)
    refused: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    figures: Counter[int] = field(default_factory=Counter)
    others: Counter[int] = field(default_factory=Counter)
    reviews: list[tuple[Path, bool]] = field(default_factory=list)

    def reason(self, refusal: Refused) -> str:
        """Return the words of a refusal."""
        return self.messages.say(refusal.code, **refusal.params)


def report_files(folder: Path) -> list[Path]:
    """Return the files to read, by name."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
    )


def read_all(work: Work, paths: list[Path], say: Callable[[str], None]) -> None:
    """Take in every file, one line each; a bad one is named and the next one is read."""
    for number, path in enumerate(paths, start=1):
        name = shown(path.name)
        say(f"[{number}/{len(paths)}] {name}: {_read_one(work, path, name)}")
        for line in _faults(work, name):
            say(f"    ! {line}")


def _faults(work: Work, name: str) -> list[str]:
    """Return in words what contradicts itself in a text."""
    if name not in work.texts:
        return []
    errors = selectors.findings(by=work.by).filter(text=work.texts[name], severity="error")
    return [work.messages.say(error.code, **error.params) for error in errors]


def _read_one(work: Work, path: Path, name: str) -> str:
    """Return what to say of one file."""
    try:
        receipt = services.receive(
            content=content_of(path), source_name=name, by=work.by, at=work.at
        )
    except Refused as refusal:
        reason = work.reason(refusal)
    else:
        work.texts[name] = receipt.text
        if receipt.is_new:
            work.new.add(receipt.text.pk)
        return _counts(work, receipt)
    work.refused.append((name, reason))
    return f"KHÔNG ĐỌC ĐƯỢC. {reason}"


def _counts(work: Work, receipt: services.Receipt) -> str:
    detail = selectors.text_detail(receipt.text.pk, by=work.by)
    kinds = Counter(suggestion.kind for suggestion in detail.suggestions)
    work.found.update(kinds)
    work.found["finding"] += len(detail.findings)
    return (
        f"{kinds[SuggestionKind.FIGURE]} số liệu, {kinds[SuggestionKind.AWARD]} khen thưởng,"
        f" {kinds[SuggestionKind.TASK]} nhiệm vụ, {len(detail.findings)} phát hiện"
        f"{'' if receipt.is_new else ' (đã có)'}"
    )


def take_choices(work: Work) -> int:
    """Put in the units a person picked in ``units.csv``; return how many were new."""
    path = work.folder / CHOICES
    if not path.is_file():
        return 0
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error):
        work.notes.append(f"{CHOICES}: không đọc được; cần tệp CSV mã UTF-8")
        return 0
    chosen = 0
    for line, row in enumerate(rows, start=2):
        name, code = (row.get("file") or "").strip(), (row.get("org_unit") or "").strip()
        text = work.texts.get(name)
        if text is None:
            work.notes.append(f"{CHOICES}, dòng {line}: không có văn bản đọc được tên “{name}”")
        elif text.org_unit is None or text.org_unit.code != code:
            chosen += _choose(work, name, code, line)
    return chosen


def _choose(work: Work, name: str, code: str, line: int) -> bool:
    text = work.texts[name]
    try:
        work.texts[name] = services.choose_unit(
            text_id=text.pk, org_unit_code=code, by=work.by, at=work.at
        )
    except Refused as refusal:
        work.notes.append(f"{CHOICES}, dòng {line}: {work.reason(refusal)}")
        return False
    return True


def confirm_all(work: Work) -> None:
    """Confirm in the person's name what the reader was sure of, wherever the unit is known."""
    for name, text in work.texts.items():
        if text.org_unit_id is None:
            continue
        try:
            work.figures[text.pk] += services.confirm_certain(
                text_id=text.pk, by=work.by, at=work.at
            )
            work.others[text.pk] += services.confirm_certain(
                text_id=text.pk, by=work.by, at=work.at, kinds=_OTHERS
            )
        except Refused as refusal:
            work.notes.append(f"{name}: {work.reason(refusal)}")


def draft_all(work: Work, out: Path) -> None:
    """Draft a review for every unit and period with something confirmed; copy it to ``out``.

    A review that is there stays, unless something was confirmed since.
    """
    out.mkdir(parents=True, exist_ok=True)
    changed: dict[tuple[OrgUnit, Period], bool] = {}
    for text in work.texts.values():
        confirmed = selectors.confirmed(by=work.by).filter(text=text)
        if text.org_unit is None or text.period is None or not confirmed.exists():
            continue
        key = (text.org_unit, text.period)
        changed[key] = changed.get(key, False) or work.figures[text.pk] + work.others[text.pk] > 0
    for (org_unit, period), is_changed in changed.items():
        try:
            report, is_new = _draft(work, org_unit, period, is_changed=is_changed)
        except Refused as refusal:
            work.notes.append(f"{org_unit.name}, {period.label}: {work.reason(refusal)}")
            continue
        path = out / report.file_name
        path.write_bytes(files.content_of(report.file))
        work.reviews.append((path, is_new))


def _draft(
    work: Work, org_unit: OrgUnit, period: Period, *, is_changed: bool
) -> tuple[Report, bool]:
    known = report_selectors.latest_draft(REVIEW, org_unit, period, by=work.by)
    if known is not None and not is_changed:
        return known, False
    drafted = reports.draft(
        report_type=REVIEW,
        org_unit_code=org_unit.code,
        period_code=period.code,
        by=work.by,
        at=work.at,
    )
    return drafted, True
