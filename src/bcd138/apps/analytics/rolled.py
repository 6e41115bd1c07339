"""Totals by unit, indicator, part and period: one question for pivots, charts and reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.reported import common_unit, figures_in, ways
from bcd138.domain.borders import Borders
from bcd138.domain.data_set import TOTAL
from bcd138.domain.figure import percent
from bcd138.domain.period import Period
from bcd138.domain.rollup import Rollup
from bcd138.domain.total import Total


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of the figures of one level and kind of units."""

    borders: Borders
    level: str
    codes: tuple[str, ...]
    periods: tuple[Period, ...]


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
    that does not stand on the day. Five queries; five more after a change of the register.

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
    borders = Borders(orgunits.register(), on)
    known = list(Indicator.objects.filter(code__in=set(indicators)))
    values = _values(by_kind, indicators, periods, by=by, kind=kind, as_of=as_of)
    found: dict[Key, Rolled] = {}
    for (kind_of_unit, at), codes in by_kind.items():
        asked = _Asked(borders, at, tuple(codes), tuple(dict.fromkeys(periods)))
        reported = [
            value
            for value in values
            if (value.org_unit.kind, value.org_unit.level) == (kind_of_unit, at)
            and (with_parts or value.breakdown == TOTAL)
        ]
        found.update(_cells(asked, known, reported))
    return found


def _seen(codes: Collection[str], by: User) -> list[OrgUnit]:
    wanted = set(codes)
    units = list(OrgUnit.objects.filter(pk__in=unit_ids_seen(by), code__in=wanted))
    if missing := wanted - {unit.code for unit in units}:
        raise OrgUnit.DoesNotExist(", ".join(sorted(missing)))
    return units


def _values(
    levels: Iterable[tuple[str, str]],
    indicators: Collection[str],
    periods: Collection[Period],
    *,
    by: User,
    kind: str,
    as_of: datetime | None,
) -> list[DataValue]:
    """Return the figures that may have a part in the totals, wholes and options. One query."""
    if not (levels and periods):
        return []
    kinds, at = zip(*levels, strict=True)
    found = submissions.visible(by=by).filter(
        submissions.counting(as_of),
        kind=kind,
        indicator__code__in=set(indicators),
        org_unit__kind__in=set(kinds),
        org_unit__level__in=set(at),
        period_start__gte=min(period.start for period in periods),
        period_end__lte=max(period.end for period in periods),
    )
    return list(found.select_related("org_unit", "indicator").order_by("pk"))


def _cells(
    asked: _Asked, indicators: Iterable[Indicator], values: Iterable[DataValue]
) -> Iterator[tuple[Key, Rolled]]:
    rows: dict[tuple[str, str], tuple[Indicator, list[DataValue]]]
    rows = {(indicator.code, TOTAL): (indicator, []) for indicator in indicators}
    for value in values:
        key = (value.indicator.code, value.breakdown)
        rows.setdefault(key, (value.indicator, []))[1].append(value)
    for (code, breakdown), (indicator, row) in rows.items():
        unit = common_unit(row) if row else indicator.unit
        rollup = Rollup(asked.borders, figures_in(row, unit), ways(indicator))
        by_id = {value.pk: value for value in row}
        for org_unit in asked.codes:
            for period in asked.periods:
                total = rollup.total(org_unit, period, level=asked.level)
                if total.reported or total.expected:
                    yield Key(org_unit, code, breakdown, period), _rolled(total, unit, by_id)


def _rolled(total: Total, unit: str, values: Mapping[int, DataValue]) -> Rolled:
    taken = total.taken
    value = values[taken.source] if taken is not None and taken.source is not None else None
    as_written = value is not None and taken is not None and not taken.is_exact
    return Rolled(
        value=total.value,
        numerator=total.numerator,
        denominator=total.denominator,
        reported=total.reported,
        expected=total.expected,
        parts=len(total.parts),
        unit=value.unit if as_written and value is not None else unit,
        data_value_id=None if value is None else value.pk,
        is_estimate=total.is_estimate,
        why_not=total.why_not,
        comparator="=" if value is None else value.comparator,
    )
