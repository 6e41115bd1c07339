"""Reports in any state with the steps that led there, for tests of who has sent."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import factories
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import ApprovalStep, Extension, Submission
from bcd138.apps.submissions.selectors.columns import columns_of

FORM, YEAR = "commune_month", 2026
_UP = ("submit", "sign", "receive")
_WAY = {
    "draft": (),
    "submitted": ("submit",),
    "signed": _UP[:2],
    "received": _UP,
    "returned": (*_UP, "return"),
    "approved": (*_UP, "approve"),
    "closed": (*_UP, "approve", "close"),
    "superseded": (*_UP, "approve", "supersede"),
}
_AFTER = {
    "submit": "submitted",
    "sign": "signed",
    "receive": "received",
    "return": "returned",
    "approve": "approved",
    "close": "closed",
    "supersede": "superseded",
}


def month(number):
    """Return the column of a month of the year; the 13th is the first of the next."""
    years, place = divmod(number - 1, 12)
    return columns_of(FORM, YEAR + years)[place]


def noon(day):
    return datetime.combine(day, time(12), factories.HANOI)


def report(code, number, state, person, *, late=0, returns=0, revision=1):
    """Add the report of a month, sent so many days after it was due, every step on that day."""
    column = month(number)
    day = column.deadline.due_on + timedelta(days=late)
    way = (*_WAY["returned"] * returns, *_WAY[state])
    at = noon(day)
    signed = "sign" in way
    reported = Submission.objects.create(
        org_unit=OrgUnit.objects.get(code=code),
        data_set_id=column.form.data_set_id,
        definition_id=column.form.definition_id,
        period_type=column.period.type,
        period_start=column.period.start,
        period_end=column.period.end,
        revision=revision,
        amendment_reason="Đếm lại." if revision > 1 else "",
        state=state,
        saved_by=person,
        saved_at=at,
        signed_by=person if signed else None,
        signed_at=at if signed else None,
        sent_at=at if signed else None,
        returned_count=way.count("return"),
    )
    ApprovalStep.objects.bulk_create(
        ApprovalStep(
            submission=reported,
            step=step,
            state=_AFTER[step],
            by=person,
            at=at + timedelta(minutes=place),
            content={} if step == "sign" else None,
        )
        for place, step in enumerate(way)
    )
    return reported


def more_time(code, number, days, person):
    """Give the report of a month so many days after it was due."""
    column = month(number)
    return Extension.objects.create(
        org_unit=OrgUnit.objects.get(code=code),
        data_set_id=column.form.data_set_id,
        period_type=column.period.type,
        period_start=column.period.start,
        period_end=column.period.end,
        until=column.deadline.due_on + timedelta(days=days),
        reason="Mưa lũ.",
        granted_by=person,
        granted_at=noon(column.deadline.due_on),
    )
