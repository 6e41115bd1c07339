"""Totals computed a second time, from raw figures and by the plain reference alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from django.db.models import Max, Min

from bcd138.apps.analytics.in_bulk import Figures
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.reported import figures_in, ways
from bcd138.compute.asked import Cell
from bcd138.compute.country import Country
from bcd138.compute.sums import RolledUp
from bcd138.domain.borders import NOTHING
from bcd138.domain.org_unit import Register
from bcd138.domain.period import year_of
from bcd138.domain.rollup import Rollup
from bcd138.domain.total import Total

_SAID = (
    "value",
    "numerator",
    "denominator",
    "reported",
    "expected",
    "is_estimate",
    "why_not",
)
_Said = dict[str, Decimal | int | bool | str | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One total to compute twice: of what kind, in which borders, from which level."""

    cell: Cell
    kind: str
    level: str
    on: date


@dataclass(frozen=True, slots=True)
class Checked:
    """What totals are read as, and what the raw figures make."""

    asked: Asked
    read: _Said
    raw: _Said

    @property
    def differs(self) -> bool:
        """Tell whether both are not the same to the last digit."""
        return self.read != self.raw

    def as_json(self) -> dict[str, object]:
        """Return the finding in words and numbers that a file can keep."""
        cell = self.asked.cell
        return {
            "org_unit": cell.org_unit,
            "indicator": cell.indicator,
            "breakdown": cell.breakdown,
            "period": cell.period.code,
            "kind": self.asked.kind,
            "level": self.asked.level,
            "on": self.asked.on.isoformat(),
            "read": {name: str(value) for name, value in self.read.items()},
            "raw": {name: str(value) for name, value in self.raw.items()},
        }


def drawn(sample: int, *, seed: int | None, today: date) -> list[Checked]:
    """Return totals around figures drawn at random, each computed in both ways.

    Of every figure drawn, its unit or one above it, its period or the year around it, in the
    borders of today or of its own day.
    """
    register, random = orgunits.register(), Random(seed)  # noqa: S311 - a sample, not a secret
    asked = dict.fromkeys(
        _around(value, register, random, today) for value in _values(sample, random)
    )
    return [_checked(one, register) for one in asked]


def _values(sample: int, random: Random) -> Iterator[DataValue]:
    """Yield figures in force at random places among the ids. A query each."""
    in_force = DataValue.objects.filter(superseded_at=None)
    ends = in_force.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["last"] is None:
        return
    for _ in range(sample):
        place = random.randint(ends["first"], ends["last"])
        after = in_force.filter(pk__gte=place).select_related("indicator", "org_unit")
        yield after.order_by("pk")[0]


def _around(value: DataValue, register: Register, random: Random, today: date) -> Asked:
    on = random.choice([today, value.period.end])
    shares = Country(register).borders(on).shares(value.org_unit.code)
    units = sorted(unit for unit, share in shares.items() if share != NOTHING)
    periods = [value.period]
    if value.period.type in {"month", "quarter", "half"}:
        periods.append(year_of(value.period))
    cell = Cell(
        random.choice(units or [value.org_unit.code]),
        value.indicator.code,
        value.breakdown,
        random.choice(periods),
    )
    return Asked(cell, value.kind, value.org_unit.level, on)


def _checked(asked: Asked, register: Register) -> Checked:
    cell, kind_of_unit = asked.cell, register.units[asked.cell.org_unit].kind
    figures = Figures.counting(
        [cell.indicator], [cell.period], kind=asked.kind, with_parts=bool(cell.breakdown)
    )
    answers = figures.totals(
        [cell.org_unit], [cell.period], on=asked.on, level=asked.level, kind=kind_of_unit
    )
    read = answers.get(cell)
    unit = figures.indicators[cell.indicator].unit if read is None else read.unit
    raw = _raw(asked, register, unit)
    return Checked(asked, _said(read), _said(raw if raw.reported or raw.expected else None))


def _raw(asked: Asked, register: Register, unit: str) -> Total:
    """Add raw figures up by the reference. One query."""
    cell = asked.cell
    borders = Country(register).borders(asked.on)
    values = list(
        DataValue.objects.filter(
            superseded_at=None,
            kind=asked.kind,
            indicator__code=cell.indicator,
            breakdown=cell.breakdown,
            org_unit__level=asked.level,
            org_unit__kind=register.units[cell.org_unit].kind,
        ).select_related("org_unit", "indicator")
    )
    how = ways(Indicator.objects.get(code=cell.indicator))
    rollup = Rollup(borders, figures_in(values, unit), how)
    return rollup.total(cell.org_unit, cell.period, level=asked.level)


def _said(total: Total | RolledUp | None) -> _Said:
    return {} if total is None else {name: getattr(total, name) for name in _SAID}
