"""A finding as every page shows it: how grave, in words, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bcd138.apps.intake.models import TextFinding
from bcd138.web.templatetags.say import words_of

_ORDER = {"error": 0, "warning": 1, "notice": 2}
_ICON = {"error": "error", "warning": "alert", "notice": "info"}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line: severity with icon and word, what is odd, and the link to its place."""

    severity: str
    severity_words: str
    icon: str
    words: str
    href: str
    where: str = ""
    is_invented: bool = False


def finding_lines(found: Iterable[TextFinding], *, name_text: bool = False) -> list[FindingLine]:
    """Return the findings as lines, gravest first; with the text's name where it is not clear."""
    spoken = {"error": _("Sai"), "warning": _("Cần xem"), "notice": _("Lưu ý")}
    return [
        FindingLine(
            severity=finding.severity,
            severity_words=spoken[finding.severity],
            icon=_ICON[finding.severity],
            words=words_of(finding.code, finding.params),
            href=f"{reverse('intake:detail', args=[finding.text_id])}#f-{finding.pk}",
            where=str(finding.text) if name_text else "",
            is_invented=name_text and finding.text.is_invented,
        )
        for finding in sorted(found, key=lambda finding: _ORDER[finding.severity])
    ]
