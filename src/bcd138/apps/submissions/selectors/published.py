"""Figures as they counted at a moment, and what counts now in place of one that does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.submissions.days import midnight_after
from bcd138.apps.submissions.models import DataValue

_KEY = (
    "org_unit",
    "indicator",
    "breakdown",
    "kind",
    "period_type",
    "period_start",
    "period_end",
)
_COLUMNS = tuple(f"{name}_id" if name in {"org_unit", "indicator"} else name for name in _KEY)
_NAMED = ("org_unit", "indicator")


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that no longer counts, and the one that does; ``None`` where there is none."""

    was: DataValue
    now: DataValue | None


def key_of(value: DataValue) -> tuple[object, ...]:
    """Return what every revision of a figure has in common."""
    return tuple(getattr(value, name) for name in _COLUMNS)


def end_of(day: date) -> datetime:
    """Return the last moment of a day in Hà Nội."""
    return midnight_after(day) - timedelta(microseconds=1)


def counting(as_of: datetime | None = None) -> Q:
    """Return the condition that a figure counts now, or that it counted at a moment.

    A revision counts from when it was confirmed, and not before the one it replaces had ended:
    a figure that moves to another sentence keeps the day on which that one was confirmed.
    """
    if as_of is None:
        return Q(superseded_at=None)
    same = {name: OuterRef(name) for name in _KEY}
    earlier = DataValue.objects.filter(
        **same, revision__lt=OuterRef("revision"), superseded_at__gt=as_of
    )
    not_yet_ended = Q(superseded_at=None) | Q(superseded_at__gt=as_of)
    return not_yet_ended & Q(confirmed_at__lte=as_of) & ~Q(Exists(earlier))


def corrections(data_value_ids: Iterable[int], *, by: User) -> tuple[Correction, ...]:
    """Return those of some figures that were corrected or withdrawn, with what counts now.

    One that only stands on another source and says the same is left out, and so is what
    ``by`` does not see. By unit, the catalogue's order and period. Two queries.
    """
    seen = DataValue.objects.filter(org_unit__in=unit_ids_seen(by)).select_related(*_NAMED)
    ended = list(seen.filter(pk__in=list(data_value_ids), superseded_at__isnull=False))
    units, indicators = ({getattr(one, name) for one in ended} for name in _COLUMNS[:2])
    counted = seen.filter(superseded_at=None, org_unit__in=units, indicator__in=indicators)
    now = {key_of(one): one for one in counted} if ended else {}
    found = (Correction(one, now.get(key_of(one))) for one in ended)
    changed = [one for one in found if one.now is None or one.now.amount != one.was.amount]
    return tuple(sorted(changed, key=lambda one: _place(one.was)))


def _place(value: DataValue) -> tuple[object, ...]:
    unit, indicator = value.org_unit, value.indicator
    where = (unit.sort_key, unit.pk, indicator.position, value.breakdown)
    return (*where, value.period_start, value.period_end, value.pk)
