"""Totals by unit, indicator, part and period: one question for pivots, charts and reports.

An engine answers it from the last snapshot and what has changed since: a figure is in every
total the moment it is approved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.figure import percent
from bcd138.domain.period import Period


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One cell: a unit, an indicator by its code, an option or the whole, and a period."""

    org_unit: str
    indicator: str
    breakdown: str
    period: Period


@dataclass(frozen=True, slots=True)
class Rolled:
    """One total without its parts, as ``domain.total.Total`` tells it.

    ``value`` is in ``unit``; ``parts`` counts the figures behind it. Where the total is one
    figure as it stands, ``data_value_id`` leads to it and ``comparator`` says how exact it is.
    ``why_not`` is the message code of why there is no total, empty where there was silence.
    """

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reported: int
    expected: int
    parts: int
    unit: str
    data_value_id: int | None = None
    is_estimate: bool = False
    why_not: str = ""
    comparator: str = "="

    @property
    def percent(self) -> Decimal | None:
        """Return the percentage, computed again from the added counts."""
        return percent(self.numerator, self.denominator)


def rolled(
    *,
    org_units: Collection[str],
    indicators: Collection[str],
    periods: Collection[Period],
    on: date,
    by: User,
    level: str | None = None,
    with_parts: bool = False,
    kind: str = "result",
    as_of: datetime | None = None,
) -> Mapping[Key, Rolled]:
    """Return totals of units in the borders of a day.

    A cell of which nobody reported and nobody is expected is left out; so are all of a unit
    that does not stand on the day. Seven queries; five more after a change of the register.

    Args:
        org_units: Codes.
        indicators: Codes; one that no catalogue knows has no cells.
        periods: Answered by shorter ones where they were not reported as such.
        on: The day whose borders hold.
        by: Figures of units that ``by`` does not see are missing from coverage.
        level: Add the figures that units of this level below report; without it those that
            the units report of themselves.
        with_parts: Give the options of breakdowns beside the whole.
        kind: ``result`` or ``target``.
        as_of: Take the figures that counted at that moment.

    Raises:
        OrgUnit.DoesNotExist: One of the units is not there for ``by``.
    """
    by_kind: dict[tuple[str, str], list[str]] = {}
    for unit in _seen(org_units, by):
        by_kind.setdefault((unit.kind, level or unit.level), []).append(unit.code)
    if not (by_kind and indicators and periods):
        return {}
    # The engine takes its time to load: a web process begins without it.
    from bcd138.apps.analytics import in_bulk  # noqa: PLC0415

    figures = in_bulk.Figures.counting(
        indicators,
        periods,
        kind=kind,
        with_parts=with_parts,
        as_of=as_of,
        seen=_seen_codes(by, by_kind),
    )
    found: dict[Key, Rolled] = {}
    for (kind_of_unit, at), codes in by_kind.items():
        answers = figures.totals(codes, periods, on=on, level=at, kind=kind_of_unit)
        for cell, one in answers.items():
            key = Key(cell.org_unit, cell.indicator, cell.breakdown, cell.period)
            found[key] = Rolled(
                value=one.value,
                numerator=one.numerator,
                denominator=one.denominator,
                reported=one.reported,
                expected=one.expected,
                parts=one.reported,
                unit=one.unit,
                data_value_id=one.source,
                is_estimate=one.is_estimate,
                why_not=one.why_not,
                comparator=one.comparator,
            )
    return found


def _seen(codes: Collection[str], by: User) -> list[OrgUnit]:
    wanted = set(codes)
    units = list(OrgUnit.objects.filter(pk__in=unit_ids_seen(by), code__in=wanted))
    if missing := wanted - {unit.code for unit in units}:
        raise OrgUnit.DoesNotExist(", ".join(sorted(missing)))
    return sorted(units, key=lambda unit: unit.code)


def _seen_codes(by: User, levels: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return whose figures ``by`` may see. One query."""
    kinds, at = zip(*levels, strict=True)
    units = OrgUnit.objects.filter(pk__in=unit_ids_seen(by), kind__in=kinds, level__in=at)
    return frozenset(units.values_list("code", flat=True).order_by())
