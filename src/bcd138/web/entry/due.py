"""The reports that are due, as the list and the first page show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import DueReport
from bcd138.domain.approval import EDITABLE, SENT, State
from bcd138.domain.data_set import DataSet
from bcd138.domain.period import JANUARY_1, Period
from bcd138.web.templatetags.say import day, words_of

_LONG_OVER = 92
_TAGS: dict[str, tuple[str, str]] = {
    State.DRAFT: ("tag-blue", "edit"),
    State.SUBMITTED: ("tag-ask", "clock"),
    State.SIGNED: ("tag-ask", "send"),
    State.RECEIVED: ("tag-ask", "search"),
    State.RETURNED: ("tag-bad", "undo"),
    State.APPROVED: ("tag-good", "check"),
    State.CLOSED: ("tag-good", "check"),
}


@dataclass(frozen=True, slots=True)
class DueLine:
    """One report that somebody has to fill in, and how long there is."""

    org_unit: OrgUnit
    form: DataSet
    period: Period
    due_on: date
    days: int
    is_running: bool
    submission: Submission | None
    is_filled_by_me: bool

    @property
    def state(self) -> str:
        """Return where it stands; nothing where nobody has begun."""
        return self.submission.state if self.submission else ""

    @property
    def is_sent(self) -> bool:
        """Tell whether nothing is left to do for the unit."""
        return self.state in SENT

    @property
    def is_late(self) -> bool:
        """Tell whether it should have been sent."""
        return not self.is_sent and self.days < 0

    @property
    def days_of_period(self) -> str:
        """Return first and last day where the name of the period does not tell them."""
        return days_of(self.period)

    @property
    def days_words(self) -> str:
        """Return how long there is, or by how much it is late."""
        if self.days == 0:
            return _("hạn hôm nay")
        if self.days < 0:
            return ngettext("muộn %(n)s ngày", "muộn %(n)s ngày", -self.days) % {"n": -self.days}
        return ngettext("còn %(n)s ngày", "còn %(n)s ngày", self.days) % {"n": self.days}

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        return words_of(f"state.{self.state}", {}) if self.state else _("chưa bắt đầu")

    @property
    def is_mine_now(self) -> bool:
        """Tell whether whoever asks has the next step: it is begun, corrected or passed on."""
        return self.is_filled_by_me and (not self.state or self.state in EDITABLE)

    @property
    def is_returned(self) -> bool:
        """Tell whether it came back to be corrected."""
        return self.state == State.RETURNED

    @property
    def tag(self) -> str:
        """Return the colour of the state."""
        return _TAGS.get(self.state, ("", ""))[0]

    @property
    def icon(self) -> str:
        """Return the icon of the state."""
        return _TAGS.get(self.state, ("", "info"))[1]

    @property
    def action(self) -> str:
        """Return what one does with it next."""
        if not self.is_mine_now:
            return _("Xem")
        if self.is_returned:
            return _("Xem và sửa")
        return _("Nhập tiếp") if self.submission else _("Bắt đầu")

    @property
    def href(self) -> str:
        """Return the address of its page."""
        return reverse("entry:report", args=[self.org_unit.code, self.form.code, self.period.code])

    @property
    def filled(self) -> int:
        """Return how many cells say something."""
        return self.submission.filled_count if self.submission else 0

    @property
    def total(self) -> int:
        """Return how many cells there are to fill in."""
        return len(self.form.entered)


def due_lines(reports: Iterable[DueReport], on: date) -> list[DueLine]:
    """Return the reports, those to be done first, by how near their due day is.

    Of a period that still runs nothing has to be done before somebody begins.
    """
    lines = [
        DueLine(
            org_unit=report.org_unit,
            form=report.form.form,
            period=report.period,
            due_on=report.due_on,
            days=(report.due_on - on).days,
            is_running=report.period.end >= on,
            submission=report.submission,
            is_filled_by_me=report.is_filled_by_me,
        )
        for report in reports
    ]
    return sorted(lines, key=_urgency)


def waiting_lines(reports: Iterable[DueReport], on: date, most: int) -> list[DueLine]:
    """Return the most urgent reports that are not sent yet, for the first page.

    Of a period that still runs, or has long been over, it wants that somebody has begun.
    """
    return [
        line
        for line in due_lines(reports, on)
        if not line.is_sent
        and (line.submission or (not line.is_running and line.days > -_LONG_OVER))
    ][:most]


def _urgency(line: DueLine) -> tuple[bool, bool, bool, bool, int]:
    is_untouched = line.is_running and not line.submission
    waits_for_others = line.is_filled_by_me and not line.is_mine_now
    return line.is_sent, is_untouched, not line.is_returned, waits_for_others, abs(line.days)


def days_of(period: Period) -> str:
    """Return first and last day where the name of the period does not tell them."""
    if period.kind in {"span", "programme"} or period.year_begins != JANUARY_1:
        return ""
    return f"{day(period.start)}–{day(period.end)}"
