"""What a figure or a total is cited with: its definition, its borders and the figures below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics import selectors
from bcd138.apps.analytics.restated import Cited
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.enums import DefinitionKind
from bcd138.apps.catalogue.models import CatalogueLoad, Definition, Indicator
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.selectors import Chain
from bcd138.domain.data_set import TOTAL
from bcd138.domain.period import Period


@dataclass(frozen=True, slots=True)
class Borders:
    """The unit as it stood on a day: its name then, and what it stood under, the nearest first."""

    on: date
    name: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a number means: the definition of its period, the catalogue it was told by, borders.

    ``definition`` is ``None`` for an indicator that left the catalogue, ``load`` before the
    first loading.
    """

    definition: Definition | None
    load: CatalogueLoad | None
    borders: Borders


@dataclass(frozen=True, slots=True)
class FigureCitation:
    """A figure with its revisions and its ground.

    ``part`` names what it counts of the whole, empty for the whole; ``counts`` are the figures
    that a rate was computed from.
    """

    chain: Chain
    ground: Ground
    part: str
    counts: tuple[DataValue, ...]


@dataclass(frozen=True, slots=True)
class TotalCitation:
    """A total of a unit with its ground; ``as_of`` is the moment asked for, ``None`` for now.

    ``part`` names what it counts of the whole. ``counts`` are the totals of the two counts that
    a percentage is made of, where no figure tells of it.
    """

    org_unit: OrgUnit
    cited: Cited
    ground: Ground
    as_of: datetime | None
    part: str = ""
    counts: tuple[Cited, ...] = ()


def figure_citation(data_value_id: int, *, by: User) -> FigureCitation:
    """Return everything a figure is cited with.

    Six queries; after a change of the register four more, after a loading three.

    Raises:
        DataValue.DoesNotExist: There is none, or none that ``by`` may see.
    """
    chain = submissions.chain(data_value_id, by=by)
    value = chain.value
    ground = _ground(
        value.org_unit,
        value.indicator,
        value.period,
        told_at=value.confirmed_at,
        on=value.period_end,
    )
    return FigureCitation(chain, ground, _part(value.breakdown), _counts(value, by))


def total_citation(
    org_unit_code: str,
    indicator: Indicator,
    period_code: str,
    *,
    by: User,
    at: datetime,
    today: date,
    level: str | None = None,
    as_of: datetime | None = None,
    breakdown: str = TOTAL,
) -> TotalCitation:
    """Return everything a total is cited with.

    Args:
        org_unit_code: Whose total.
        indicator: Of what.
        period_code: For which period.
        by: Who asks.
        at: Now.
        today: The day to look from: the day of ``as_of`` where a moment is asked for.
        level: Add the figures that units of this level below report.
        as_of: Take the figures that counted at that moment.
        breakdown: The option that is counted; empty for the whole.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: ``period.unreadable``.
    """

    def total_of(one: Indicator) -> tuple[OrgUnit, Cited]:
        return selectors.total_of(
            org_unit_code,
            one,
            period_code,
            by=by,
            today=today,
            level=level,
            as_of=as_of,
            breakdown=breakdown,
        )

    org_unit, cited = total_of(indicator)
    made_of = () if cited.total.parts else _made_of(indicator)
    ground = _ground(org_unit, indicator, cited.period, told_at=as_of or at, on=cited.on)
    counts = tuple(total_of(one)[1] for one in made_of)
    return TotalCitation(org_unit, cited, ground, as_of, _part(breakdown), counts)


def _made_of(indicator: Indicator) -> tuple[Indicator, ...]:
    """Return the two counts that a percentage is made of, where both are indicators."""
    codes = (indicator.numerator, indicator.denominator)
    if indicator.value_type != "ratio" or indicator.unit != "%":
        return ()
    found = {one.code: one for one in catalogue.current().filter(code__in=codes)}
    return tuple(found[code] for code in codes) if found.keys() == set(codes) else ()


def _ground(
    org_unit: OrgUnit, indicator: Indicator, period: Period, *, told_at: datetime, on: date
) -> Ground:
    return Ground(
        catalogue.version_on(DefinitionKind.INDICATOR, indicator.code, period.end),
        catalogue.load_at(told_at),
        _borders(org_unit, on),
    )


def _borders(org_unit: OrgUnit, day: date) -> Borders:
    """Return the unit on a day; on its first or last one where it did not stand then."""
    on = max(day, org_unit.valid_from)
    if org_unit.valid_until is not None:
        on = min(on, org_unit.valid_until - timedelta(days=1))
    register = orgunits.register()
    _itself, *above = register.ancestors(org_unit.code, on)
    names = tuple(register.name(code, on) for code in above)
    return Borders(on, register.name(org_unit.code, on), names)


def _part(breakdown: str) -> str:
    """Return the name of an option with that of its breakdown; empty for the whole."""
    categories = catalogue.categories() if breakdown else {}
    for category in categories.values():
        for option in category.options:
            if option.code == breakdown:
                return f"{category.name}: {option.name}"
    return breakdown


def _counts(value: DataValue, by: User) -> tuple[DataValue, ...]:
    """Return the figures of the same report that a rate of it was computed from."""
    codes = [value.indicator.numerator, value.indicator.denominator]
    if value.submission_id is None or value.numerator is None:
        return ()
    found = submissions.visible(by=by).filter(
        submission=value.submission_id, breakdown=TOTAL, indicator__code__in=codes
    )
    by_code = {one.indicator.code: one for one in found.select_related("indicator", "org_unit")}
    return tuple(by_code[code] for code in codes if code in by_code)
