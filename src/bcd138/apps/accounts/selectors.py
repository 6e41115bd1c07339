"""Questions about people: who sees, reports and decides for which org units."""

from __future__ import annotations

from django.db.models import QuerySet

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.accounts.permissions import decided
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.apps.orgunits.selectors import units_below

Ids = QuerySet[Closure, int]


def unit_ids_seen(by: User) -> Ids:
    """Return the ids of the org units ``by`` may see: those assigned and all below them.

    A subquery for ``org_unit__in``: no query of its own. Empty without an assignment.
    """
    return units_below(by.assignments.values_list("org_unit", flat=True))


def unit_ids_decided(by: User) -> Ids:
    """Return the ids of the org units whose figures ``by`` may confirm, as a subquery."""
    return Closure.objects.filter(decided(by)).values_list("descendant", flat=True)


def unit_worked_for(by: User) -> OrgUnit | None:
    """Return the unit on whose behalf ``by`` receives papers: the first one assigned.

    A reader works for none. One query.
    """
    assignment = (
        Assignment.objects.filter(user=by, role__in=(Role.STANDING, Role.REPORTER))
        .select_related("org_unit")
        .order_by("pk")
        .first()
    )
    return assignment.org_unit if assignment else None


def active_person(username: str) -> User | None:
    """Return the person with this username, if the account is open."""
    return User.objects.filter(username=username, is_active=True).first()


def demo_assignments() -> QuerySet[Assignment]:
    """Return what the invented people of the demo do, for the welcome of ``bcd138 serve``."""
    return (
        Assignment.objects.filter(user__is_demo=True, user__is_active=True)
        .select_related("user", "org_unit")
        .order_by("pk")
    )
