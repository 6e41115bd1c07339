"""What happened lately: steps that others took with one's reports, and unread notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import ApprovalStep
from bcd138.domain.approval import Step
from bcd138.domain.period import Period
from bcd138.web.entry.waiting import href_of

_ICONS = {Step.RETURN: "undo", Step.AMEND: "edit", Step.SIGN: "edit"}


@dataclass(frozen=True, slots=True)
class Happened:
    """One step: what somebody did with which report, when, and with what words."""

    words: str
    note: str
    org_unit: OrgUnit
    form: str
    period: Period
    by: str
    at: datetime
    href: str
    icon: str
    is_bad: bool


def happened(steps: Iterable[ApprovalStep]) -> list[Happened]:
    """Return steps as lines."""
    return [_line(one) for one in steps]


def _line(step: ApprovalStep) -> Happened:
    report = step.submission
    return Happened(
        words=_words(step),
        note=step.note,
        org_unit=report.org_unit,
        form=report.data_set.name,
        period=report.period,
        by=str(step.by),
        at=step.at,
        href=href_of(report),
        icon=_ICONS.get(Step(step.step), "check"),
        is_bad=step.step == Step.RETURN,
    )


def _words(step: ApprovalStep) -> str:
    cells = len(step.reasons)
    if step.step == Step.RETURN and cells:
        return _("trả lại, %(n)s ô có lý do") % {"n": cells}
    return {
        Step.SIGN: _("đã ký gửi"),
        Step.RECEIVE: _("đã tiếp nhận"),
        Step.RETURN: _("trả lại"),
        Step.APPROVE: _("đã chấp nhận"),
        Step.CLOSE: _("đã chốt"),
        Step.AMEND: _("bắt đầu đính chính"),
    }[Step(step.step)]
