"""What deciding on a figure does to the books."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.intake import selectors
from bcd138.apps.intake.models import Suggestion
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions import services as submission_services
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.errors import Refused
from bcd138.domain.figure import Amount, Provenance, check_amount, says_the_same
from bcd138.domain.period import Period

LEFT_FOR_A_PERSON = frozenset(
    {
        "figure.denominator-zero",
        "figure.negative",
        "intake.no-period",
        "intake.same-figure-confirmed",
        "submission.figure-in-force",
    }
)


def enter(suggestion: Suggestion, *, by: User, at: datetime, supersede: bool) -> DataValue:
    """Put the figure of a suggestion into the books and return what counts now.

    The same figure from another sentence becomes a further confirmation of the one in
    force. The caller holds the lock of the text.

    Raises:
        Refused: ``intake.no-period``, ``intake.same-figure-confirmed`` or what the
            submissions room says.
    """
    org_unit, indicator, amount = _parts(suggestion)
    period = _period(suggestion)
    check_amount(amount, may_fall=indicator.value_type == "change")
    current = submissions.figure_in_force(org_unit.pk, indicator.pk, suggestion.figure_kind, period)
    if current is not None and says_the_same(current.amount, amount):
        about = {"data_value": current.pk, "text": suggestion.text_id}
        audit.record("figure.confirmed-again", by=by.username, at=at, **about)
        return current
    if current is not None and not supersede:
        raise Refused(
            "intake.same-figure-confirmed",
            indicator=indicator.name,
            org_unit=org_unit.name,
            period=period.label,
            in_force=str(current.amount),
            source=current.source_name,
            value=str(amount),
        )
    return submission_services.record_value(
        org_unit=org_unit,
        indicator=indicator,
        kind=suggestion.figure_kind,
        period=period,
        amount=amount,
        source=_sentence(suggestion),
        by=by,
        at=at,
        supersedes=current,
    )


def take_back(suggestion: Suggestion, *, by: User, at: datetime) -> None:
    """Undo what a decision did to the books and to the suggestion, which is not saved yet.

    The figure leaves force, unless another confirmed sentence says the same: then the
    next revision stands on that one, in the name of who confirmed it. A figure of a report
    stays: the sentence only said it again.
    """
    value = suggestion.data_value
    suggestion.data_value = None
    if value is not None and value.superseded_at is None and value.source is not None:
        _let_go(value, suggestion, by, at)
    _put_back(suggestion)


def put_right(
    suggestion: Suggestion, indicator: Indicator, amount: Amount, period: Period | None
) -> None:
    """Replace what was read by what a person says, and keep what was read beside it."""
    read: dict[str, Any] = {
        "indicator": suggestion.indicator.code if suggestion.indicator else None,
        "unit": suggestion.unit,
        "comparator": suggestion.comparator,
        "period_type": suggestion.period_type,
    }
    for name in ("value", "numerator", "denominator", "period_start", "period_end"):
        number = getattr(suggestion, name)
        read[name] = None if number is None else str(number)
    suggestion.details = {**suggestion.details, "read": read}
    suggestion.indicator, suggestion.unit = indicator, amount.unit
    suggestion.value, suggestion.comparator = amount.value, amount.comparator
    suggestion.numerator, suggestion.denominator = amount.numerator, amount.denominator
    if period is not None:
        suggestion.period_type = period.type
        suggestion.period_start, suggestion.period_end = period.start, period.end


def _put_back(suggestion: Suggestion) -> None:
    """Let a corrected suggestion say again what was read."""
    details = dict(suggestion.details)
    read = details.pop("read", None)
    if read is None:
        return
    suggestion.details = details
    suggestion.indicator = Indicator.objects.get(code=read["indicator"])
    suggestion.unit, suggestion.comparator = read["unit"], read["comparator"]
    suggestion.period_type = read["period_type"]
    for name in ("value", "numerator", "denominator"):
        setattr(suggestion, name, None if read[name] is None else Decimal(read[name]))
    for name in ("period_start", "period_end"):
        setattr(suggestion, name, None if read[name] is None else date.fromisoformat(read[name]))


def _let_go(value: DataValue, suggestion: Suggestion, by: User, at: datetime) -> None:
    others = Suggestion.objects.filter(data_value=value, state__in=selectors.CONFIRMED).exclude(
        pk=suggestion.pk
    )
    first = (
        others.select_related("text__org_unit", "indicator", "decided_by")
        .order_by("decided_at", "pk")
        .first()
    )
    if first is None:
        submission_services.withdraw_value(data_value_id=value.pk, by=by, at=at)
    elif _sentence(suggestion) == value.source:
        org_unit, indicator, amount = _parts(first)
        moved = submission_services.record_value(
            org_unit=org_unit,
            indicator=indicator,
            kind=first.figure_kind,
            period=value.period,
            amount=amount,
            source=_sentence(first),
            by=by,
            at=at,
            supersedes=value,
            confirmed=_answers_for(first),
        )
        others.update(data_value=moved)


def _answers_for(suggestion: Suggestion) -> tuple[User, datetime] | None:
    if suggestion.decided_by is None or suggestion.decided_at is None:
        return None
    return suggestion.decided_by, suggestion.decided_at


def _parts(suggestion: Suggestion) -> tuple[OrgUnit, Indicator, Amount]:
    org_unit, indicator, amount = suggestion.text.org_unit, suggestion.indicator, suggestion.amount
    if org_unit is None:
        raise Refused("intake.no-unit", title=str(suggestion.text))
    if indicator is None or amount is None:
        raise Refused("intake.figures-only")
    return org_unit, indicator, amount


def _period(suggestion: Suggestion) -> Period:
    period = suggestion.own_period or suggestion.text.period
    if period is None:
        raise Refused("intake.no-period", title=str(suggestion.text))
    return period


def _sentence(suggestion: Suggestion) -> Provenance:
    return Provenance(suggestion.text_id, suggestion.start, suggestion.end, suggestion.quote)
