"""Reports that wait to be accepted, as lists show them: each says what wants a closer look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import WaitingReport
from bcd138.domain.errors import Refused
from bcd138.web.templatetags.say import words_of


@dataclass(frozen=True, slots=True)
class Tag:
    """One thing to know of a report before accepting it."""

    words: str
    colour: str
    icon: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One report that waits; ``ticked`` where it is chosen to be accepted with others."""

    report: Submission
    tags: list[Tag]
    passes: bool
    ticked: bool

    @property
    def href(self) -> str:
        """Return the address of its page."""
        return href_of(self.report)


@dataclass(frozen=True, slots=True)
class LeftLine:
    """One report that was not accepted or closed with the others, and why."""

    report: Submission
    words: str

    @property
    def href(self) -> str:
        """Return the address of its page."""
        return href_of(self.report)


def waiting_lines_of(
    waiting: Iterable[WaitingReport], *, ticked: bool = False
) -> list[WaitingLine]:
    """Return the reports as lines; ``ticked`` chooses those that nothing keeps back."""
    return [
        WaitingLine(one.submission, _tags(one), one.passes, ticked and one.passes)
        for one in waiting
    ]


def left_lines(reports: Mapping[int, Submission], refused: Mapping[int, Refused]) -> list[LeftLine]:
    """Return the reports left out, each with the words of its refusal."""
    return [
        LeftLine(reports[pk], words_of(why.code, why.params))
        for pk, why in refused.items()
        if pk in reports
    ]


def href_of(report: Submission) -> str:
    """Return the address of the page of a report."""
    codes = [report.org_unit.code, report.data_set.code, report.period.code]
    return reverse("entry:report", args=codes)


def _tags(one: WaitingReport) -> list[Tag]:
    report = one.submission
    known = {
        "blocked": report.blocking_count,
        "unanswered": report.unanswered_count,
        "late": one.lateness.days,
        "returned": report.returned_count,
    }
    said = {
        "blocked": ngettext("%(n)s chỗ chặn", "%(n)s chỗ chặn", known["blocked"]),
        "unanswered": ngettext(
            "%(n)s chỗ chưa giải trình", "%(n)s chỗ chưa giải trình", known["unanswered"]
        ),
        "late": ngettext("muộn %(n)s ngày", "muộn %(n)s ngày", known["late"]),
        "returned": _("đã trả lại %(n)s lần"),
    }
    looks = {
        "blocked": ("tag-bad", "error"),
        "unanswered": ("tag-ask", "question"),
        "late": ("tag-bad", "alert"),
        "returned": ("tag-ask", "undo"),
    }
    tags = [Tag(said[kind] % {"n": n}, *looks[kind]) for kind, n in known.items() if n]
    if report.revision > 1:
        tags.append(Tag(_("đính chính, lần %(n)s") % {"n": report.revision - 1}, "tag-ask", "edit"))
    since = {
        "new": Tag(_("bạn chưa xem"), "tag-blue", "info"),
        "changed": Tag(_("đã đổi từ lần bạn xem"), "tag-ask", "alert"),
    }
    return [*tags, since[one.since_look]] if one.since_look in since else tags
