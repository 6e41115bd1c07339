"""The way of a report: every step it took, and its revisions one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.submissions.cells import entries_of, with_computed
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.listed import HEAVY_OF_STEP
from bcd138.apps.submissions.models import ApprovalStep, Submission
from bcd138.apps.submissions.permissions import signing_right
from bcd138.apps.submissions.selectors.filling import EntryForm, Place, filled_form, place
from bcd138.apps.submissions.selectors.reports import submissions
from bcd138.domain.entry import Entry


def steps_of(where: Place, *, by: User) -> QuerySet[ApprovalStep]:
    """Return every step of every revision of a report, the first one first.

    One query; what was signed stays in the database.
    """
    return (
        ApprovalStep.objects.filter(submission__in=report_revisions(where, by=by).values("pk"))
        .select_related("by", "submission")
        .defer(*HEAVY_OF_STEP)
        .order_by("pk")
    )


def report_revisions(where: Place, *, by: User) -> QuerySet[Submission]:
    """Return the revisions of a report without their cells, the first one first."""
    return (
        submissions(by=by)
        .filter(
            org_unit=where.org_unit,
            data_set=where.form.data_set_id,
            **in_period(where.period),
        )
        .order_by("revision")
    )


def revision_form(
    org_unit: str, data_set: str, period: str, revision: int, *, by: User
) -> EntryForm:
    """Return one revision of a report on the form that it was made with.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Submission.DoesNotExist: The report has no such revision.
        Refused: What ``place`` says.
    """
    where = place(org_unit, data_set, period, by=by)
    found = report_revisions(where, by=by).defer(None).get(revision=revision)
    made_with = catalogue.form_of(found.definition_id, found.period_end)
    return filled_form(replace(where, form=made_with), found, by=by)


def entries_amended(submission: Submission) -> Mapping[str, Entry]:
    """Return the cells of the revision that this one amends; none of a first revision.

    For callers that have asked who before.
    """
    if submission.revision == 1:
        return {}
    before = Submission.objects.get(
        org_unit=submission.org_unit_id,
        data_set=submission.data_set_id,
        **in_period(submission.period),
        revision=submission.revision - 1,
    )
    form = catalogue.form_of(before.definition_id, before.period_end).form
    return with_computed(form, entries_of(before.cells))


def signs_as(where: Place, *, by: User) -> str:
    """Return the capacity in which somebody signs for the unit today.

    Raises:
        Refused: ``submission.not-yours-to-sign``.
    """
    return signing_right(by, where.org_unit, localdate()).capacity
