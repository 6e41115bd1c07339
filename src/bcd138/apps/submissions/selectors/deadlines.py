"""By when a report is due, with the time that was added, and whether it can still be sent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.forms import Form
from bcd138.apps.catalogue.sources import deadline_rules
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.models import Extension, Submission
from bcd138.domain import deadline as domain
from bcd138.domain.data_set import DataSet
from bcd138.domain.deadline import Deadline, check_open
from bcd138.domain.period import Period
from bcd138.domain.working_days import later


def form_of(submission: Submission) -> DataSet:
    """Return the version of the form that a report keeps."""
    return catalogue.form_of(submission.definition_id, submission.period_end).form


def deadline_of(form: Form, period: Period, level: str) -> Deadline:
    """Return the deadline of a form for a level, without what was added for one unit."""
    due_on = form.due_day(period, level)
    grace_days = deadline_rules(due_on).grace_days
    if grace_days is None:
        return Deadline(due_on)
    return Deadline(due_on, later(due_on, grace_days, form.off, form.worked))


def extended(deadline: Deadline, extension: Extension | None) -> Deadline:
    """Return a deadline with the time that was added for one unit."""
    if extension is None:
        return deadline
    granted = domain.Extension(extension.until, extension.reason, str(extension.granted_by_id))
    return Deadline(deadline.due_on, deadline.closes_on, granted)


def extension_of(org_unit_id: int, data_set_id: int, period: Period) -> Extension | None:
    """Return the time that was last added for one report. For callers that asked who before."""
    return Extension.objects.filter(
        org_unit=org_unit_id, data_set=data_set_id, **in_period(period)
    ).last()


def extensions_of(
    org_unit_ids: Collection[int], data_set_ids: Collection[int]
) -> dict[tuple[int, int, Period], Extension]:
    """Return the time last added for reports of some units and forms. One query.

    By unit, form and period; for callers that asked who before.
    """
    found = Extension.objects.filter(org_unit__in=org_unit_ids, data_set__in=data_set_ids)
    return {
        (each.org_unit_id, each.data_set_id, each.period): each for each in found.order_by("pk")
    }


def deadline_for(org_unit_id: int, level: str, form: Form, period: Period) -> Deadline:
    """Return the deadline of one report of one unit. For callers that asked who before."""
    plain = deadline_of(form, period, level)
    return extended(plain, extension_of(org_unit_id, form.data_set_id, period))


def check_still_open(submission: Submission, on: date, form: Form | None = None) -> None:
    """Allow a report to go up on a day: in time, within the days of grace, or with more time.

    What was sent before and was returned, and what amends, may always go up again. ``form``
    is that of the report, where the caller has it.

    Raises:
        Refused: ``deadline.locked``.
    """
    if submission.sent_at is not None or submission.revision > 1:
        return
    period = submission.period
    form = form or catalogue.form_of(submission.definition_id, period.end)
    plain = deadline_of(form, period, submission.org_unit.level)
    if plain.last_on is None or on <= plain.last_on:
        return
    granted = extension_of(submission.org_unit_id, submission.data_set_id, period)
    check_open(extended(plain, granted), on)
