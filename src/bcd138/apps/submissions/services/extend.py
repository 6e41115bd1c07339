"""Giving a unit more time for one report."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.notices import services as notices
from bcd138.apps.submissions import permissions, selectors
from bcd138.apps.submissions.acting import people_of
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.models import Extension
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.submissions.services.keeping import about
from bcd138.domain import deadline as domain


@transaction.atomic
def extend(*, place: Place, until: date, reason: str, by: User, at: datetime) -> Extension:
    """Give one report time until the end of a day; the unit is told, and what held before ends.

    Raises:
        Refused: ``submission.not-yours-to-approve``, ``deadline.extension-without-reason`` or
            ``deadline.extension-too-short``.
    """
    unit, form, period = place.org_unit, place.form, place.period
    permissions.check_can_approve(by, unit)
    plain = selectors.deadline_of(form, period, unit.level)
    domain.extend(plain, domain.Extension(until, reason, by.username))
    granted = Extension.objects.create(
        org_unit=unit,
        data_set_id=form.data_set_id,
        **in_period(period),
        until=until,
        reason=reason.strip(),
        granted_by=by,
        granted_at=at,
    )
    leads_to = about(unit.code, form.form.code, period)
    named = {name: code for name, code in leads_to.items() if name != "kind"}
    audit.record(
        "submission.extended",
        by=by.username,
        at=at,
        **named,
        until=until.isoformat(),
        reason=granted.reason,
    )
    people = people_of([unit.pk], localdate(at))
    notices.tell(
        {person for of_part in people.values() for person in of_part.get(unit.pk, ())} - {by.pk},
        "notice.extended",
        {
            "by": str(by),
            "form": form.form.name,
            "period": period.label,
            "org_unit": unit.name,
            "until": f"{until:%d/%m/%Y}",
            "reason": granted.reason,
        },
        about=leads_to,
        at=at,
    )
    return granted
