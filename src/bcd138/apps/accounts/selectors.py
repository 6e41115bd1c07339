"""Questions about people: who sees, reports and decides for which org units."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import (
    BigAutoField,
    Case,
    DateField,
    Expression,
    Q,
    QuerySet,
    When,
)
from django.utils.timezone import localdate

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, SigningRight, User
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.apps.orgunits.selectors import coming_pairs, current_pairs, holding, units_below
from bcd138.apps.statements import Condition, Select, Written, given, of_the_row

_SEEN = Select(
    lambda: units_below(
        Assignment.objects.filter(user=given("by", BigAutoField())).values_list(
            "org_unit", flat=True
        ),
        given("today", DateField()),
    )
)


def _pairs_below() -> QuerySet[Closure]:
    """Return the pairs of the units where a person stands, leads or reads with those below."""
    over = Assignment.objects.filter(user=given("by", BigAutoField())).exclude(role=Role.REPORTER)
    return Closure.objects.filter(
        current_pairs(on=given("today", DateField())),
        ancestor__in=over.values("org_unit"),
        depth__gt=0,
    )


_BELOW = Select(lambda: _pairs_below().values_list("descendant", flat=True))
_IS_BELOW = Condition(lambda: _pairs_below().filter(descendant=of_the_row()))


def unit_ids_seen(by: User) -> Written:
    """Return the ids of the org units ``by`` may see: those assigned and all below them.

    A subquery for ``org_unit__in``: no query of its own. Empty without an assignment.
    """
    return _SEEN.ids(by=by.pk, today=localdate())


def is_below(by: User, unit_column: str) -> Expression:
    """Return the condition on a row that its unit is below one where ``by`` stands or leads.

    Readers count as well. Asked of each row, for a few rows out of a large country; those
    units themselves are not below.

    Args:
        by: Whose units.
        unit_column: The column of the row that holds the id of its unit.
    """
    return _IS_BELOW.on(unit_column, by=by.pk, today=localdate())


def unit_ids_below(by: User) -> Written:
    """Return the ids of the units below those where ``by`` stands, leads or reads.

    A subquery for ``org_unit__in``, for many rows; ``is_below`` asks the same of each of a few.
    """
    return _BELOW.ids(by=by.pk, today=localdate())


def unit_worked_for(by: User) -> OrgUnit | None:
    """Return the unit on whose behalf ``by`` receives papers: the first one assigned.

    One that stands today comes before one that has ended. A reader works for none. One query.
    """
    found = by.assignments.filter(role__in=(Role.STANDING, Role.REPORTER))
    assignment = _standing_first(found).first()
    return assignment.org_unit if assignment else None


def assignment_shown(by: User, **also: Expression) -> Assignment | None:
    """Return what ``by`` does first of all, with its unit, one that stands today. One query.

    Args:
        by: Whose.
        also: What is asked along with it, of the person as ``OuterRef("user")``.
    """
    return _standing_first(by.assignments.annotate(**also)).first()


def _standing_first(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    stands = Case(When(holding(localdate(), "org_unit__"), then=0), default=1)
    return assignments.select_related("org_unit").order_by(stands, "pk")


def assignments_to(codes: Iterable[str], *, by: User) -> QuerySet[Assignment]:
    """Return who works for these units, as far as ``by`` sees them, with person and unit."""
    return (
        Assignment.objects.filter(org_unit__code__in=codes, org_unit__in=unit_ids_seen(by))
        .select_related("user", "org_unit")
        .order_by("org_unit__sort_key", "user__username", "role")
    )


def assignments_by_act(act: str, *, by: User) -> QuerySet[Assignment]:
    """Return who came along by an act, as far as ``by`` sees the unit, with person and unit.

    Units that begin later are seen here by whoever stands above them.
    """
    above = Closure.objects.filter(
        coming_pairs(), ancestor__in=by.assignments.values("org_unit")
    ).values("descendant")
    return (
        Assignment.objects.filter(by_act=act)
        .filter(Q(org_unit__in=unit_ids_seen(by)) | Q(org_unit__in=above))
        .select_related("user", "org_unit")
        .order_by("org_unit__sort_key", "user__username", "role")
    )


def unit_seen(code: str, *, by: User) -> OrgUnit:
    """Return the org unit with this code, if ``by`` sees it.

    Raises:
        OrgUnit.DoesNotExist: There is none, or none that ``by`` may see.
    """
    return OrgUnit.objects.filter(pk__in=unit_ids_seen(by)).get(code=code)


def sees_unit(code: str, *, by: User) -> bool:
    """Tell whether ``by`` sees the unit with this code."""
    return OrgUnit.objects.filter(code=code, pk__in=unit_ids_seen(by)).exists()


def signing_rights(org_unit: OrgUnit, *, by: User) -> QuerySet[SigningRight]:
    """Return every right to sign for a unit, the latest first; none of a unit not seen."""
    return (
        SigningRight.objects.filter(org_unit=org_unit)
        .filter(org_unit__in=unit_ids_seen(by))
        .select_related("user", "org_unit")
        .order_by("-valid_from", "-pk")
    )


def people_of(org_unit: OrgUnit, *, by: User) -> QuerySet[User]:
    """Return the people with an open account assigned to a unit itself, if ``by`` sees it."""
    mine = Assignment.objects.filter(org_unit=org_unit, org_unit__in=unit_ids_seen(by))
    people = User.objects.filter(is_active=True, pk__in=mine.values("user"))
    return people.order_by("full_name", "username")


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
