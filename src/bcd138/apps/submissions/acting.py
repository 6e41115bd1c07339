"""Whose turn it is with the reports of a unit: the people who prepare them, and who signs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from bcd138.apps.accounts.models import Assignment, SigningRight
from bcd138.apps.accounts.permissions import signing_on
from bcd138.apps.submissions.permissions import FILLS
from bcd138.domain.approval import Part


def people_of(unit_ids: Collection[int], on: date) -> Mapping[Part, Mapping[int, set[int]]]:
    """Return the ids of the people who prepare and sign for units on a day, by unit. Two queries.

    For callers that asked who before.
    """
    prepares = Assignment.objects.filter(
        org_unit__in=unit_ids, role__in=FILLS, user__is_active=True
    )
    signs = SigningRight.objects.filter(signing_on(on), org_unit__in=unit_ids, user__is_active=True)
    found: dict[Part, dict[int, set[int]]] = {Part.PREPARER: {}, Part.HEAD: {}}
    for part, rows in ((Part.PREPARER, prepares), (Part.HEAD, signs)):
        for unit, person in rows.order_by().values_list("org_unit", "user"):
            found[part].setdefault(unit, set()).add(person)
    return found
