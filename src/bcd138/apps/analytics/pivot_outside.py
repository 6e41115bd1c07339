"""A pivot as it may leave the house: without small counts of persons and what tells them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings
from django.utils.timezone import localdate

from bcd138.apps.analytics.pivot import every_cell
from bcd138.apps.analytics.pivoted import Amount, Cell, Pivot, Role, Why
from bcd138.domain.period import MONTHS, TO_DATE, Period, period_before, periods_within
from bcd138.domain.suppression import hidden
from bcd138.formats.parameters import load_parameter

HIDDEN = Why("pivot.hidden")
_SMALLEST = "analytics/small_count"
_PERSONS = "analytics/person_units"


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of a pivot: whose, of what and for when; ``which`` tells counts of a share apart.

    ``is_base`` is what a total is set against.
    """

    role: Role
    unit: str
    indicator: str
    option: str
    period: Period
    is_base: bool
    which: str = "value"


def for_outside(pivot: Pivot) -> Pivot:
    """Return a pivot without small counts of persons, with what would let one compute them.

    Where a count is hidden, so is everything that follows from it: difference, share, rate and
    rank. ``why_not`` says that it was hidden.
    """
    smallest, persons = _limits()
    values = dict(_values(pivot, persons))
    out = hidden(values, list(_sums(values)), smallest=smallest)
    cells = tuple(
        tuple(
            _cell(row.role if row.measure is None else column.role, cell, out)
            for column, cell in zip(pivot.columns, cells, strict=True)
        )
        for row, cells in zip(pivot.rows, pivot.cells, strict=True)
    )
    return replace(pivot, cells=cells)


def _limits() -> tuple[Decimal, frozenset[str]]:
    """Return the largest count that is hidden, and the units of measure that count persons."""
    today = localdate()
    smallest = load_parameter(settings.CATALOGUES, _SMALLEST, on=today)
    persons = load_parameter(settings.CATALOGUES, _PERSONS, on=today)
    return (
        Decimal(smallest.value if smallest else 0),
        frozenset(persons.value.split("; ") if persons else ()),
    )


def _values(pivot: Pivot, persons: Collection[str]) -> Iterator[tuple[_Number, Decimal]]:
    """Yield every number that counts persons."""
    for row, column, cell in every_cell(pivot):
        role = row.role if row.measure is None else column.role
        for is_base, amount in ((False, cell.now), (True, cell.base)):
            if amount is None:
                continue
            for which, number in _counts(amount):
                if number is not None and (which != "value" or amount.unit in persons):
                    yield _key(role, cell, which, is_base=is_base), number


def _counts(amount: Amount) -> Sequence[tuple[str, Decimal | None]]:
    """Return what an amount counts: itself, or the two counts of a share."""
    if amount.unit != "%":
        return (("value", amount.value),)
    return (("numerator", amount.numerator), ("denominator", amount.denominator))


def _key(role: Role, cell: Cell, which: str, *, is_base: bool) -> _Number:
    """Return which number it is: a base of an earlier period is that period's own number."""
    measure, period = cell.measure, cell.period
    if is_base and cell.base_period is not None:
        period, is_base = cell.base_period, False
    return _Number(role, cell.unit, measure.indicator, measure.option, period, is_base, which)


def _sums(values: Mapping[_Number, Decimal]) -> Iterator[tuple[_Number, tuple[_Number, ...]]]:
    """Yield which number is the sum of which: of units, of parts of a whole, of periods."""
    yield from _sums_of_periods(values)
    units: dict[_Number, list[_Number]] = {}
    parts: dict[_Number, list[_Number]] = {}
    for one in values:
        if one.role == Role.EACH:
            units.setdefault(replace(one, unit=""), []).append(one)
        if one.option:
            category = one.option.partition(".")[0]
            parts.setdefault(replace(one, option=category), []).append(one)
    for one in values:
        if one.role in {Role.SUM, Role.PEERS}:
            yield one, tuple(units.get(replace(one, role=Role.EACH, unit=""), ()))
    for whole, found in parts.items():
        yield replace(whole, option=""), tuple(found)


def _sums_of_periods(
    values: Mapping[_Number, Decimal],
) -> Iterator[tuple[_Number, tuple[_Number, ...]]]:
    """Yield which number is the sum of those of shorter periods: a quarter of its months."""
    for one in values:
        for periods in _covers(one.period):
            parts = tuple(replace(one, period=period) for period in periods)
            if all(part in values for part in parts):
                yield one, parts


def _covers(period: Period) -> Iterator[tuple[Period, ...]]:
    """Yield the ways in which shorter periods make up this one: months, quarters, halves."""
    ways = {periods_within(period), *(periods_within(period, kind) for kind in MONTHS)}
    yield from ways - {()}
    before = period_before(period) if period.type == TO_DATE else None
    if before is not None:
        yield before, *periods_within(period, "month")[-1:]


def _cell(role: Role, cell: Cell, out: Collection[_Number]) -> Cell:
    now = _amount(role, cell, cell.now, out, is_base=False)
    base = None if cell.base is None else _amount(role, cell, cell.base, out, is_base=True)
    if now is cell.now and base is cell.base:
        return cell
    shown = replace(cell, now=now, base=base, change=None, not_compared=HIDDEN, differs=None)
    if now is cell.now:
        return shown
    return replace(shown, rate=None, population=None, rank=None)


def _amount(
    role: Role, cell: Cell, amount: Amount, out: Collection[_Number], *, is_base: bool
) -> Amount:
    """Return the amount, or one that says nothing but that it is hidden."""
    keys = (_key(role, cell, which, is_base=is_base) for which, _number in _counts(amount))
    if not any(key in out for key in keys):
        return amount
    return Amount(unit=amount.unit, coverage=amount.coverage, why_not=HIDDEN)
