"""Who may put a figure into the books, fill in a report, sign it, and accept one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import BigAutoField, DateField, Exists, Expression, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from bcd138.apps.accounts import permissions as accounts
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, SigningRight, User
from bcd138.apps.accounts.permissions import signing_on
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.apps.orgunits.selectors import current_pairs, heirs_of
from bcd138.apps.statements import Condition, Select, given, of_the_row
from bcd138.apps.submissions.receiving import received_among
from bcd138.domain.approval import Part, State, Step, part_of
from bcd138.domain.errors import Refused

FILLS = (Role.REPORTER, Role.STANDING)
_FILLING = Select(
    lambda: Assignment.objects.filter(
        user=given("by", BigAutoField()),
        org_unit=given("org_unit", BigAutoField()),
        role__in=FILLS,
    ).values_list("pk")[:1]
)


def check_can_record(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` decides for ``org_unit``.

    Raises:
        Refused: ``submission.not-yours``.
    """
    if not accounts.can_decide_for(by, org_unit):
        raise Refused("submission.not-yours", org_unit=org_unit.name)


def can_record(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may record figures of ``org_unit``."""
    try:
        check_can_record(by, org_unit)
    except Refused:
        return False
    return True


def check_can_fill(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` works for the unit itself, or for what it became.

    A level above never fills in for one below.

    Raises:
        Refused: ``submission.not-yours-to-fill``.
    """
    if _FILLING.first(by=by.pk, org_unit=org_unit.pk):
        return
    if org_unit.valid_until is not None:
        heirs = heirs_of([org_unit.pk])
        if by.assignments.filter(role__in=FILLS, org_unit__in=heirs).exists():
            return
    raise Refused("submission.not-yours-to-fill", org_unit=org_unit.name)


def unit_ids_filled(by: User) -> frozenset[int]:
    """Return the ids of the units ``by`` fills reports in for, what became of them left out."""
    mine = by.assignments.filter(role__in=FILLS)
    return frozenset(mine.values_list("org_unit", flat=True))


def can_fill(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may fill in the reports of ``org_unit``."""
    try:
        check_can_fill(by, org_unit)
    except Refused:
        return False
    return True


def check_can_sign(by: User, org_unit: OrgUnit, on: date) -> None:
    """Refuse unless ``by`` signs for the unit on a day, or for what it became.

    Raises:
        Refused: ``submission.not-yours-to-sign``.
    """
    signing_right(by, org_unit, on)


def can_sign(by: User, org_unit: OrgUnit, on: date) -> bool:
    """Tell whether ``by`` signs the reports of ``org_unit`` on a day."""
    try:
        check_can_sign(by, org_unit, on)
    except Refused:
        return False
    return True


def signing_right(by: User, org_unit: OrgUnit, on: date) -> SigningRight:
    """Return the right by which ``by`` signs for the unit on a day.

    Raises:
        Refused: ``submission.not-yours-to-sign``.
    """
    rights = SigningRight.objects.filter(signing_on(on), user=by)
    own = rights.filter(org_unit=org_unit).first()
    if own is None and org_unit.valid_until is not None:
        own = rights.filter(org_unit__in=heirs_of([org_unit.pk])).first()
    if own is None:
        raise Refused("submission.not-yours-to-sign", org_unit=org_unit.name)
    return own


def check_can_approve(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` is the standing agency of the nearest level above that has one.

    A member agency's reports are received by the standing agency of the territory it stands
    in. Where nobody above works with the software, the unit's own standing agency receives;
    what a unit ended with is received by whoever decides for its heirs.

    Raises:
        Refused: ``submission.not-yours-to-approve``.
    """
    if received_among([org_unit.pk], by=by) or _is_for_heirs(by, org_unit):
        return
    raise Refused("submission.not-yours-to-approve", org_unit=org_unit.name)


def can_approve(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may receive, return and accept the reports of ``org_unit``."""
    try:
        check_can_approve(by, org_unit)
    except Refused:
        return False
    return True


def received_by(by: User, unit_column: str = "org_unit") -> Expression:
    """Return the condition on a row that ``by`` receives the reports of its unit.

    What ``received_among`` tells of units at hand, asked of each row: of reports that wait
    there are few. Heirs are left out: their late reports are found through the unit itself.
    """
    return _RECEIVED.on(unit_column, by=by.pk, today=localdate())


def _received() -> QuerySet[Closure]:
    today = given("today", DateField())
    working = Assignment.objects.filter(
        role=Role.STANDING, user__is_active=True, org_unit=OuterRef("ancestor")
    )
    above = Closure.objects.filter(
        current_pairs(on=today), Exists(working), descendant=OuterRef("descendant"), depth__gt=0
    )
    mine = Assignment.objects.filter(user=given("by", BigAutoField()), role=Role.STANDING)
    pairs = Closure.objects.filter(
        current_pairs(on=today), ancestor__in=mine.values("org_unit"), descendant=of_the_row()
    )
    nearer = above.filter(depth__lt=OuterRef("depth"))
    return pairs.filter(Q(depth__gt=0) & ~Exists(nearer) | Q(depth=0) & ~Exists(above))


_RECEIVED = Condition(_received)


def _is_for_heirs(by: User, org_unit: OrgUnit) -> bool:
    ended = org_unit.valid_until is not None
    standing = ended and by.assignments.filter(role=Role.STANDING).exists()
    return standing and accounts.can_decide_for(by, org_unit)


_CHECKS: Mapping[Part, Callable[[User, OrgUnit, date], None]] = {
    Part.PREPARER: lambda by, org_unit, _: check_can_fill(by, org_unit),
    Part.HEAD: check_can_sign,
    Part.RECEIVER: lambda by, org_unit, _: check_can_approve(by, org_unit),
}


def check_can_take(state: State, step: Step, by: User, org_unit: OrgUnit, on: date) -> None:
    """Refuse unless a step from this state is this person's on a day.

    Raises:
        Refused: ``submission.transition``, or what the check of the part refuses.
    """
    _CHECKS[part_of(state, step)](by, org_unit, on)


def parts_of(by: User, org_unit: OrgUnit, on: date) -> frozenset[Part]:
    """Return every part that ``by`` plays in the reports of a unit on a day."""
    return frozenset(part for part, check in _CHECKS.items() if _passes(check, by, org_unit, on))


def _passes(
    check: Callable[[User, OrgUnit, date], None], by: User, org_unit: OrgUnit, on: date
) -> bool:
    try:
        check(by, org_unit, on)
    except Refused:
        return False
    return True
