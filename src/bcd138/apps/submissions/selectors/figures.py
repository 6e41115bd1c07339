"""Questions the rest of the house may ask about confirmed figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.selectors.published import counting
from bcd138.domain.data_set import TOTAL
from bcd138.domain.period import Period

_SOURCE = ("source_text", "submission__data_set", "submission__org_unit")
_SIGNED = ("submission__definition", "submission__signed_by")
_HEAVY = ("source_text__text", "submission__cells", "submission__narratives")


@dataclass(frozen=True, slots=True)
class Chain:
    """A figure, every revision of it newest first, and the sentence it comes from.

    ``before`` and ``after`` are what stands around the quote in its paragraph. All three
    are empty where the figure comes from a cell of a report.
    """

    value: DataValue
    revisions: tuple[DataValue, ...]
    before: str
    quote: str
    after: str

    @property
    def now(self) -> DataValue | None:
        """Return the revision that counts now, if one does."""
        return next((one for one in self.revisions if one.superseded_at is None), None)


def visible(*, by: User) -> QuerySet[DataValue]:
    """Figures that exist as far as ``by`` is concerned: own units and below."""
    return DataValue.objects.filter(org_unit__in=unit_ids_seen(by))


def in_force(*, by: User, as_of: datetime | None = None) -> QuerySet[DataValue]:
    """Figures of wholes that count now, with unit, indicator, source and who confirmed.

    One query, ordered by unit, catalogue and period. The source comes without its text or
    cells. Parts of a whole, "of them women", are asked for by ``parts_in_force``. With
    ``as_of`` they are those that counted at that moment.
    """
    return _in_order(visible(by=by).filter(counting(as_of), breakdown=TOTAL))


def parts_in_force(*, by: User, as_of: datetime | None = None) -> QuerySet[DataValue]:
    """Figures of parts that count now, as ``in_force`` gives the wholes."""
    return _in_order(visible(by=by).filter(counting(as_of)).exclude(breakdown=TOTAL))


def _in_order(values: QuerySet[DataValue]) -> QuerySet[DataValue]:
    return (
        values.select_related("org_unit", "indicator", "confirmed_by", *_SOURCE)
        .defer(*_HEAVY)
        .order_by(
            "org_unit__sort_key",
            "org_unit",
            "indicator__position",
            "breakdown",
            "kind",
            "period_start",
        )
    )


def figures_of(org_unit_code: str, period: Period, *, by: User) -> QuerySet[DataValue]:
    """Figures in force of one unit for exactly one period, in the catalogue's order."""
    return in_force(by=by).filter(
        org_unit__code=org_unit_code,
        **in_period(period),
    )


def figure_in_force(
    org_unit_id: int, indicator_id: int, kind: str, period: Period
) -> DataValue | None:
    """Return the one figure of the whole that counts for this key, or ``None``.

    For services, which have asked who before.
    """
    return (
        DataValue.objects.select_related("indicator", "org_unit", *_SOURCE)
        .defer(*_HEAVY)
        .filter(
            org_unit=org_unit_id,
            indicator=indicator_id,
            breakdown=TOTAL,
            kind=kind,
            **in_period(period),
            superseded_at=None,
        )
        .first()
    )


def revisions_of(value: DataValue) -> QuerySet[DataValue]:
    """Every revision with the key of ``value``, newest first."""
    return (
        DataValue.objects.filter(
            org_unit=value.org_unit_id,
            indicator=value.indicator_id,
            breakdown=value.breakdown,
            kind=value.kind,
            **in_period(value.period),
        )
        .select_related("org_unit", "indicator", "confirmed_by", *_SOURCE, *_SIGNED)
        .defer(*_HEAVY)
        .order_by("-revision")
    )


def history(data_value_id: int, *, by: User) -> tuple[DataValue, ...]:
    """Return every revision of a figure, newest first. Two queries.

    Raises:
        DataValue.DoesNotExist: There is none, or none that ``by`` may see.
    """
    return tuple(revisions_of(visible(by=by).get(pk=data_value_id)))


def chain(data_value_id: int, *, by: User) -> Chain:
    """Return the way back from a figure to its sentence. Three queries.

    Raises:
        DataValue.DoesNotExist: There is none, or none that ``by`` may see.
    """
    revisions = history(data_value_id, by=by)
    value = next(revision for revision in revisions if revision.pk == data_value_id)
    source = value.source
    if source is None or value.source_text is None:
        return Chain(value, revisions, "", "", "")
    text, start, end = value.source_text.text, source.start, source.end
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    after = text[end:] if last < 0 else text[end:last]
    return Chain(value, revisions, text[first:start], text[start:end], after)
