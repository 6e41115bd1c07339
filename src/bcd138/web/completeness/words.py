"""The letters, numbers and words of one cell of the matrix."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.apps.submissions.matrix import Column
from bcd138.domain.approval import State
from bcd138.domain.completeness import NOT_BEGUN, Counts, Stand
from bcd138.domain.period import Period
from bcd138.web.templatetags.say import day, number, opening, period_words, words_of

STATES = (
    None,
    State.DRAFT,
    State.SUBMITTED,
    State.SIGNED,
    State.RECEIVED,
    State.RETURNED,
    State.APPROVED,
    State.CLOSED,
)


def state_words(state: State | None) -> str:
    """Return where a report stands, in words."""
    return _("chưa bắt đầu") if state is None else words_of(f"state.{state}", {})


def legend() -> list[tuple[str, str]]:
    """Return every letter with what it means, in the order of the way."""
    return [(Stand(state).letter, state_words(state)) for state in STATES]


def late_words(days: int, *, is_sent: bool) -> str:
    """Return by how many days a report was or is late; nothing where it is not."""
    if not days:
        return ""
    if is_sent:
        return ngettext("gửi muộn %(n)s ngày", "gửi muộn %(n)s ngày", days) % {"n": days}
    return ngettext("đang muộn %(n)s ngày", "đang muộn %(n)s ngày", days) % {"n": days}


def returned_words(times: int) -> str:
    """Return how often a report came back; nothing where it never did."""
    return _("trả lại %(n)s lần") % {"n": times} if times else ""


def more_time_words(until: date | None) -> str:
    """Return until when a unit was given time; nothing where it was not."""
    return _("gia hạn đến %(day)s") % {"day": day(until)} if until else ""


def cell_words(stand: Stand, *, is_sent: bool, until: date | None) -> str:
    """Return all there is to say of a report, between commas."""
    said = (
        state_words(stand.state),
        late_words(stand.late_days, is_sent=is_sent),
        returned_words(stand.returned),
        more_time_words(until),
    )
    return ", ".join(each for each in said if each)


def counts_words(counts: Counts) -> str:
    """Return how many were sent, late, returned and are missing, in words."""
    return _(
        "%(sent)s trên %(all)s đã gửi, %(late)s muộn, %(returned)s đang bị trả lại,"
        " %(missing)s chưa gửi"
    ) % {
        "sent": number(counts.sent),
        "all": number(counts.expected),
        "late": number(counts.late),
        "returned": number(counts.returned),
        "missing": number(counts.missing),
    }


def counts_letters(counts: Counts) -> str:
    """Return late, returned and missing as letters with numbers, those that are not 0."""
    said = (("M", counts.late), (Stand(State.RETURNED).letter, counts.returned))
    told = [f"{letter}{many}" for letter, many in (*said, (NOT_BEGUN, counts.missing)) if many]
    return " ".join(told)


def short_period(period: Period) -> str:
    """Return a period's place in its year, for the head of a narrow column."""
    part = period.code.partition("--")[0][4:]
    if not part:
        return _("Năm")
    place = int(part[1:])
    if part[0] == "M":
        return _("T%(n)s") % {"n": place}
    if part[0] == "Q":
        return _("Quý %(n)s") % {"n": ("I", "II", "III", "IV")[place - 1]}
    if part[0] == "H":
        return (_("6T đầu"), _("6T cuối"))[place - 1]
    return _("%(n)s tháng") % {"n": place}


def head_words(column: Column) -> str:
    """Return a period and its due day, in words."""
    named = {"period": opening(period_words(column.period)), "day": day(column.deadline.due_on)}
    return _("%(period)s, hạn %(day)s") % named
