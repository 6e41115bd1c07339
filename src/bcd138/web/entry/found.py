"""What the checks say, beside the cell it is about: how grave, in words, and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bcd138.domain.data_set import DataSet
from bcd138.domain.entry import NOT_REPORTED, Entry, read_cell
from bcd138.domain.errors import Refused
from bcd138.domain.validation import Finding, Severity
from bcd138.web.templatetags.say import words_of

SILENT_NOW = "V20"
_CLASSES = {Severity.BLOCK: "error", Severity.EXPLAIN: "warning", Severity.NOTICE: "notice"}
_ICONS = {Severity.BLOCK: "error", Severity.EXPLAIN: "alert", Severity.NOTICE: "info"}


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line: severity with icon and word, what is odd and what to do."""

    severity: str
    severity_words: str
    icon: str
    words: str
    rule: str
    where: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class FoundCell:
    """What was found at one cell, and the box for the word it needs."""

    key: str
    name: str
    lines: tuple[FoundLine, ...]
    asks: bool
    explanation: str
    comment: str

    @property
    def blocks(self) -> bool:
        """Tell whether the report cannot be sent with this cell as it is."""
        return any(line.severity == "error" for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody has to do something about it."""
        return self.blocks or (self.asks and not self.explanation)


def found_cells(
    form: DataSet, entries: Mapping[str, Entry], found: Iterable[Finding]
) -> dict[str, FoundCell]:
    """Return what was found by cell key; silence after a number is left to the review.

    Last period stands beside every empty cell anyhow, and a form that is half filled in
    would be full of it.
    """
    at: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.rule != SILENT_NOW:
            at.setdefault(finding.cell, []).append(finding)
    answered = {key for key in form.entered if entries.get(key, NOT_REPORTED).explanation}
    names = cell_names(form)
    return {
        key: _found_cell(form, key, names[key], entries.get(key, NOT_REPORTED), at.get(key, []))
        for key in form.cells
        if key in at or key in answered
    }


def cell_names(form: DataSet) -> dict[str, str]:
    """Return what each cell is called: the words of its row, and the part of it."""
    return {
        cell.key: f"{row.label}, {cell.option.name}" if cell.option else row.label
        for section in form.sections
        for row in section.rows
        for cell in row.cells
        if cell is not None
    }


def _found_cell(
    form: DataSet, key: str, name: str, entry: Entry, found: Iterable[Finding]
) -> FoundCell:
    lines = tuple(_line(form, entry, finding) for finding in found)
    asks = any(line.severity == "warning" for line in lines) or bool(entry.explanation)
    return FoundCell(key, name, lines, asks, entry.explanation, entry.comment)


def _line(form: DataSet, entry: Entry, finding: Finding) -> FoundLine:
    return FoundLine(
        severity=_CLASSES[finding.severity],
        severity_words=_severity_words(finding),
        icon=_ICONS[finding.severity],
        words=_why_unread(form, entry, finding) or words_of(finding.code, finding.params),
        rule=finding.rule,
    )


def _severity_words(finding: Finding) -> str:
    if finding.severity is Severity.BLOCK:
        return _("Phải sửa")
    if finding.severity is Severity.NOTICE:
        return _("Lưu ý")
    return _("Đã giải trình") if finding.explained else _("Cần giải trình")


def _why_unread(form: DataSet, entry: Entry, finding: Finding) -> str:
    """Return why what was typed could not be read, more exactly than that it could not."""
    if not entry.unread:
        return ""
    try:
        read_cell(entry.unread, form.cells[finding.cell].measure)
    except Refused as refused:
        return words_of(refused.code, refused.params)
    return ""
