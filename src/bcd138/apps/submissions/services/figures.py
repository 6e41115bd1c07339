"""Figures from texts: putting one into the books, and taking it out of force."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import permissions, selectors
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.signals import figures_replaced
from bcd138.domain.errors import Refused
from bcd138.domain.figure import Amount, Provenance, check_amount
from bcd138.domain.period import Period


@transaction.atomic
def record_value(
    *,
    org_unit: OrgUnit,
    indicator: Indicator,
    kind: str,
    period: Period,
    amount: Amount,
    source: Provenance,
    by: User,
    at: datetime,
    supersedes: DataValue | None = None,
    confirmed: tuple[User, datetime] | None = None,
) -> DataValue:
    """Put a figure into the books: the first revision, or the next one.

    Args:
        org_unit: Stays locked until the transaction ends, so revisions never collide.
        indicator: What is counted.
        kind: ``result`` or ``target``.
        period: The days the figure speaks of.
        amount: In the unit as written.
        source: The sentence it comes from.
        by: Who does it.
        at: When.
        supersedes: The figure in force that this one replaces, if there is one.
        confirmed: Who answers for it since when, if not ``by`` from now on.

    Raises:
        Refused: ``submission.not-yours``, ``submission.figure-in-force`` (another one
            counts already), or what ``check_amount`` says.
    """
    permissions.check_can_record(by, org_unit)
    check_amount(amount, may_fall=indicator.value_type == "change")
    orgunits.locked(org_unit.pk)
    current = selectors.figure_in_force(org_unit.pk, indicator.pk, kind, period)
    if current is not None and current != supersedes:
        raise Refused(
            "submission.figure-in-force", indicator=indicator.name, in_force=str(current.amount)
        )
    if current is not None:
        _end(current, at)
    confirmed_by, confirmed_at = confirmed or (by, at)
    value = _add_revision(
        DataValue(
            org_unit=org_unit,
            indicator=indicator,
            kind=kind,
            **in_period(period),
            source_text_id=source.text_id,
            source_start=source.start,
            source_end=source.end,
            source_quote=source.quote,
            confirmed_by=confirmed_by,
            confirmed_at=confirmed_at,
            **_columns(amount),
        )
    )
    replaced = {"supersedes": current.pk} if current is not None else {}
    audit.record("figure.recorded", by=by.username, at=at, **_about(value), **replaced)
    if current is not None:
        figures_replaced.send(DataValue, figures=(current.pk,), by=by, at=at)
    return value


@transaction.atomic
def withdraw_value(*, data_value_id: int, by: User, at: datetime) -> DataValue:
    """Take a figure out of force without putting another in its place.

    One that is out of force already stays as it is.

    Raises:
        DataValue.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours``.
    """
    value = (
        selectors.visible(by=by)
        .select_related("org_unit", "indicator")
        .select_for_update(of=("self",))
        .get(pk=data_value_id)
    )
    permissions.check_can_record(by, value.org_unit)
    if value.superseded_at is None:
        _end(value, at)
        audit.record("figure.withdrawn", by=by.username, at=at, **_about(value))
        figures_replaced.send(DataValue, figures=(value.pk,), by=by, at=at)
    return value


def _add_revision(value: DataValue) -> DataValue:
    last = selectors.revisions_of(value).order_by().aggregate(last=Max("revision"))["last"]
    value.revision = (last or 0) + 1
    value.save(force_insert=True)
    return value


def _columns(amount: Amount) -> dict[str, Any]:
    return {field.name: getattr(amount, field.name) for field in fields(amount)}


def _end(value: DataValue, at: datetime) -> None:
    value.superseded_at = at
    value.save(update_fields=["superseded_at"])


def _about(value: DataValue) -> dict[str, object]:
    return {
        "data_value": value.pk,
        "org_unit": value.org_unit.code,
        "indicator": value.indicator.code,
        "period": value.period.code,
        "revision": value.revision,
        "value": str(value.value),
        "text": value.source_text_id,
    }
