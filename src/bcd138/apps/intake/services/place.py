"""A person says which unit and which days a text speaks of, where it does not say itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts import permissions as accounts
from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.intake import permissions, selectors
from bcd138.apps.intake.enums import UnitBasis
from bcd138.apps.intake.invented import says_it_is_invented
from bcd138.apps.intake.models import ReceivedText
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period, parse_period


@transaction.atomic
def choose_unit(*, text_id: int, org_unit_code: str, by: User, at: datetime) -> ReceivedText:
    """Say that a text speaks of an org unit; choosing the same one again changes nothing.

    Raises:
        ReceivedText.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``intake.not-yours``, ``orgunit.unknown``, ``intake.unit-not-then`` (it
            did not exist at that time) or ``intake.already-confirmed``.
    """
    text = locked_text(text_id, by=by)
    org_unit = orgunits.by_code(org_unit_code)
    if text.org_unit_id == org_unit.pk:
        return text
    if not accounts.can_decide_for(by, org_unit):
        raise Refused("intake.not-yours", org_unit=org_unit.name)
    _check_nothing_confirmed(text)
    _check_existed(org_unit, text.period)
    text.org_unit, text.org_unit_basis = org_unit, UnitBasis.PERSON
    text.is_invented = org_unit.is_invented or says_it_is_invented(text.text)
    text.save(update_fields=["org_unit", "org_unit_basis", "is_invented"])
    about = {"text": text.pk, "org_unit": org_unit.code}
    audit.record("text.unit-chosen", by=by.username, at=at, **about)
    return text


@transaction.atomic
def choose_period(*, text_id: int, period_code: str, by: User, at: datetime) -> ReceivedText:
    """Say which days a text speaks of; choosing the same ones again changes nothing.

    Raises:
        ReceivedText.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``intake.not-yours``, ``period.unreadable``, ``intake.unit-not-then`` or
            ``intake.already-confirmed``.
    """
    text = locked_text(text_id, by=by)
    period = parse_period(period_code)
    if text.period == period:
        return text
    _check_nothing_confirmed(text)
    if text.org_unit is not None:
        _check_existed(text.org_unit, period)
    text.period_type, text.period_start, text.period_end = period.type, period.start, period.end
    text.save(update_fields=["period_type", "period_start", "period_end"])
    audit.record("text.period-chosen", by=by.username, at=at, text=text.pk, period=period.code)
    return text


def locked_text(text_id: int, *, by: User) -> ReceivedText:
    """Lock a text on which ``by`` decides.

    ``no_key``: a figure that another transaction books on this text points at it, and is
    not kept waiting by us while we wait for the unit.

    Raises:
        ReceivedText.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``intake.not-yours``.
    """
    text = (
        selectors.visible(by=by)
        .select_related("org_unit", "received_for")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=text_id)
    )
    permissions.check_can_decide(by, text)
    return text


def _check_nothing_confirmed(text: ReceivedText) -> None:
    count = text.suggestions.filter(state__in=selectors.CONFIRMED).count()
    if count:
        raise Refused("intake.already-confirmed", count=count)


def _check_existed(org_unit: OrgUnit, period: Period | None) -> None:
    """Refuse a unit that did not exist on the last day the text speaks of."""
    if period is None:
        return
    last_day, until = period.end, org_unit.valid_until
    if last_day < org_unit.valid_from or (until is not None and last_day >= until):
        raise Refused(
            "intake.unit-not-then",
            org_unit=org_unit.name,
            period=period.label,
            valid_from=org_unit.valid_from,
            valid_until=until or "…",
        )
