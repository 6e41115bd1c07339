"""What stands in the rows and columns of a pivot: units of a day, indicators and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.analytics.pivoted import MeasureHead, UnitHead
from bcd138.apps.analytics.question import Question
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.data_set import Category
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import LEVELS, Register


@dataclass(frozen=True, slots=True)
class Heads:
    """Who and what is asked about: ``top`` stands above ``units``, ``beside`` is compared with.

    ``is_apart`` says that no unit lies in another one, so that they may be added up.
    """

    top: UnitHead | None
    units: tuple[UnitHead, ...]
    beside: UnitHead | None
    measures: tuple[MeasureHead, ...]
    is_apart: bool = True


def heads_of(question: Question, *, by: User) -> Heads:
    """Return the heads of a question. Up to six queries.

    Raises:
        OrgUnit.DoesNotExist: A unit is not there for ``by``.
        Refused: ``comparison.not-standing``, ``catalogue.unknown-indicator``,
            ``pivot.unknown-breakdown`` or ``pivot.nothing-chosen``.
    """
    register = orgunits.register()
    named = [*question.units, *([question.base.unit] if question.base.unit else [])]
    units = _named(register, named, question.on, by)
    beside = units[question.base.unit] if question.base.unit else None
    top = units[question.top] if question.top else None
    if top is not None and question.below:
        rows = _below(register, top, question, by)
    elif top is not None and question.level:
        rows = ()
    else:
        rows = tuple(units[code] for code in question.units)
        top = None
    return Heads(top, rows, beside, _measures(question), _apart(register, rows, question.on))


def _named(register: Register, codes: Sequence[str], on: date, by: User) -> dict[str, UnitHead]:
    """Return the units that were named; each has to stand on the day."""
    seen = OrgUnit.objects.filter(pk__in=unit_ids_seen(by), code__in=codes)
    found = {unit.code: unit for unit in seen}
    missing = [code for code in codes if code not in found]
    if missing:
        raise OrgUnit.DoesNotExist(", ".join(missing))
    fallen = [register.name(code, on) for code in codes if not register.stands(code, on)]
    if fallen:
        raise Refused("comparison.not-standing", units=fallen, on=on)
    return {code: _unit(register, code, on) for code in codes}


def _below(register: Register, top: UnitHead, question: Question, by: User) -> tuple[UnitHead, ...]:
    """Return the units of a level under ``top`` on the day, by name, as far as ``by`` sees them."""
    under = set(register.descendants(top.code, question.on))
    seen = OrgUnit.objects.filter(
        pk__in=unit_ids_seen(by), level=question.below, kind=register.units[top.code].kind
    ).exclude(code=top.code)
    codes = seen.order_by("sort_key", "code").values_list("code", flat=True)
    return tuple(_unit(register, code, question.on) for code in codes if code in under)


def _unit(register: Register, code: str, on: date) -> UnitHead:
    unit = register.units[code]
    levels = {register.units[child].level for child in register.children(code, on)}
    below = next((level for level in LEVELS if level in levels and level != unit.level), "")
    return UnitHead(code, register.name(code, on), unit.level, below, unit.is_invented)


def _measures(question: Question) -> tuple[MeasureHead, ...]:
    known = {one.code: one for one in catalogue.current().filter(code__in=question.indicators)}
    if not question.indicators:
        raise Refused("pivot.nothing-chosen")
    category = _category(question.breakdown) if question.breakdown else None
    chosen = [
        known[code] if code in known else catalogue.by_code(code) for code in question.indicators
    ]
    counts = _counts(chosen)
    heads: list[MeasureHead] = []
    for indicator in chosen:
        whole = _measure(indicator, counts)
        heads.append(whole)
        heads += [
            replace(whole, option=option.code, option_name=option.name)
            for option in (category.options if category else ())
        ]
    return tuple(heads)


def _counts(indicators: Sequence[Indicator]) -> set[str]:
    """Return those numerators and denominators of percentages that are indicators themselves."""
    named = {
        code
        for one in indicators
        for code in (one.numerator, one.denominator)
        if one.value_type == "ratio" and one.unit == "%" and code
    }
    found = catalogue.current().filter(code__in=named, value_type="count")
    return set(found.values_list("code", flat=True)) if named else set()


def _category(code: str) -> Category:
    category = catalogue.categories().get(code)
    if category is None:
        raise Refused("pivot.unknown-breakdown", code=code)
    return category


def _measure(indicator: Indicator, counts: set[str]) -> MeasureHead:
    made_of = (indicator.numerator, indicator.denominator)
    numerator, denominator = made_of if counts.issuperset(made_of) else ("", "")
    return MeasureHead(
        indicator=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        direction=indicator.direction,
        value_type=indicator.value_type,
        across_units=indicator.across_units,
        numerator=numerator,
        denominator=denominator,
    )


def _apart(register: Register, units: Sequence[UnitHead], on: date) -> bool:
    codes = {unit.code for unit in units}
    return not any(codes.intersection(register.ancestors(code, on)[1:]) for code in codes)
