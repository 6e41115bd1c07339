"""A changed definition tried on figures in force, before it takes effect; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.data_set import Measure
from bcd138.domain.indicator import value_of
from bcd138.domain.period import Period, parse_period
from bcd138.domain.units import convert
from bcd138.formats.definition_changes import DefinitionVersion, Proposal

_YEAR_CODE = 4  # "2025"


@dataclass(frozen=True, slots=True)
class Tried:
    """What an indicator is for one unit and period, by the old definition and by the new."""

    org_unit: str
    period: Period
    old: Decimal | None
    new: Decimal | None

    @property
    def differs(self) -> bool:
        """Tell whether the change makes another value, or one where there was none."""
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class Trial:
    """An indicator under both definitions, for every unit and period that has its counts."""

    before: DefinitionVersion
    after: DefinitionVersion
    rows: tuple[Tried, ...]

    @property
    def differing(self) -> tuple[Tried, ...]:
        """Return the rows in which the definitions disagree."""
        return tuple(row for row in self.rows if row.differs)


def trials(proposal: Proposal, asked: str, *, by: User) -> list[Trial]:
    """Return every indicator of ``proposal`` as it was and as it would have been.

    Args:
        proposal: A change that is not in force.
        asked: A year for all its periods, of every regime; or one period by its code.
        by: Sees only figures of the own subtrees.

    Raises:
        Refused: ``period.unreadable``.
    """
    return [
        Trial(before, after, _rows(before.measure, after.measure, asked, by))
        for before, after in proposal.definitions.values()
    ]


def _rows(old: Measure, new: Measure, asked: str, by: User) -> tuple[Tried, ...]:
    if not new.is_computed:
        return ()
    counts: dict[tuple[str, Period], dict[str, Decimal | None]] = {}
    names: dict[str, str] = {}
    for value in _asked_values(old, new, asked, by):
        names[value.org_unit.code] = value.org_unit.name
        known = counts.setdefault((value.org_unit.code, value.period), {})
        if value.indicator.code == old.code:
            _add_own_counts(known, value, old)
        else:
            known[value.indicator.code] = _exact(value)
    return tuple(
        Tried(names[code], period, value_of(old, known), value_of(new, known))
        for (code, period), known in counts.items()
    )


def _asked_values(old: Measure, new: Measure, asked: str, by: User) -> Iterable[DataValue]:
    codes = {old.code, old.numerator, old.denominator, new.numerator, new.denominator}
    values = submissions.in_force(by=by).filter(kind="result", indicator__code__in=codes - {""})
    period = parse_period(asked)
    if not _is_year(asked):
        return values.filter(period_start__gte=period.start, period_end__lte=period.end)
    near = values.filter(period_end__range=(date(period.year - 1, 1, 1), period.end))
    return [
        each for each in near if each.period.kind != "programme" and each.period.year == period.year
    ]


def _is_year(asked: str) -> bool:
    return asked.isdigit() and len(asked) == _YEAR_CODE


def _add_own_counts(known: dict[str, Decimal | None], value: DataValue, old: Measure) -> None:
    """Use what a text gave beside a ratio, "164/199", where its counts stand nowhere else."""
    if old.numerator and value.numerator is not None:
        known.setdefault(old.numerator, value.numerator)
    if old.denominator and value.denominator is not None:
        known.setdefault(old.denominator, value.denominator)


def _exact(value: DataValue) -> Decimal | None:
    """Return a count in the catalogue's unit; "trên 40" and another unit give none."""
    if value.comparator != "=":
        return None
    return convert(value.value, value.unit, value.indicator.unit)
