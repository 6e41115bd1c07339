"""Reports as lists show them: what a whole report weighs stays in the database."""

from __future__ import annotations

from django.db.models import QuerySet

from bcd138.apps.submissions.models import Submission

HEAVY = ("cells", "narratives", "numbers")
HEAVY_OF_STEP = ("content", *(f"submission__{each}" for each in HEAVY))
PEOPLE = ("saved_by", "submitted_by", "signed_by", "approved_by")


def shown(reports: QuerySet[Submission]) -> QuerySet[Submission]:
    """Return reports with unit, form and people, without their cells and words.

    For callers that have asked who before.
    """
    return reports.select_related("org_unit", "data_set", *PEOPLE).defer(*HEAVY)
