"""Units of a day: the list, one of them, those above and below, and where its land lies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja import Query, Router

from bcd138.api.v1 import schemas
from bcd138.api.v1.errors import Faults, Refusal
from bcd138.api.v1.lines import unit_detail, unit_line
from bcd138.apps.orgunits import lookup, selectors
from bcd138.domain.borders import Borders
from bcd138.domain.org_unit import Register

_NO = {401: Refusal, 404: Refusal, 409: Refusal, 422: Faults}
router = Router(tags=["units"])


@router.get("", response={200: schemas.UnitList, **_NO}, operation_id="units")
def units(request: HttpRequest, asked: Query[schemas.UnitsAsked]) -> schemas.UnitList:
    """Return the units that stand on a day, by code; with ``q`` the likeliest first.

    ``within`` keeps the units below one; ``q`` looks in every name and in codes.
    """
    del request
    register = selectors.register()
    day = _day(register, asked.on)
    codes = _codes(register, day, asked.q)
    if asked.within:
        below = set(register.descendants(_known(register, asked.within), day)[1:])
        codes = [code for code in codes if code in below]
    if asked.level:
        codes = [code for code in codes if register.units[code].level == asked.level]
    return _page(register, codes, day, asked.rows)


@router.get("/{code}", response={200: schemas.UnitDetail, **_NO}, operation_id="unit")
def unit(request: HttpRequest, code: str, on: date | None = None) -> schemas.UnitDetail:
    """Return one unit with its names, parents, predecessors and successors."""
    del request
    register = selectors.register()
    return unit_detail(register, _known(register, code), _day(register, on))


@router.get("/{code}/ancestors", response={200: schemas.UnitList, **_NO}, operation_id="ancestors")
def ancestors(request: HttpRequest, code: str, on: date | None = None) -> schemas.UnitList:
    """Return the units above one on a day, the nearest first."""
    del request
    register = selectors.register()
    day = _day(register, on)
    above = register.ancestors(_known(register, code), day)[1:]
    return _page(register, above, day, slice(None))


@router.get(
    "/{code}/descendants", response={200: schemas.UnitList, **_NO}, operation_id="descendants"
)
def descendants(
    request: HttpRequest, code: str, asked: Query[schemas.BelowAsked]
) -> schemas.UnitList:
    """Return the units below one on a day, from the top down."""
    del request
    register = selectors.register()
    day = _day(register, asked.on)
    below = register.descendants(_known(register, code), day)[1:]
    return _page(register, below, day, asked.rows)


@router.get("/{code}/places", response={200: schemas.Places, **_NO}, operation_id="places")
def places(request: HttpRequest, code: str, on: date | None = None) -> schemas.Places:
    """Return where the territory of a unit lies in the borders of a day.

    A share of null says that some of it lies there and that nobody declared how much.
    """
    del request
    register = selectors.register()
    known, day = _known(register, code), _day(register, on)
    found = [
        schemas.PlaceLine(
            unit=place.unit,
            name=register.name(place.unit, day),
            share=schemas.decimal_text(place.share),
        )
        for place in Borders(register, day).places(known)
    ]
    return schemas.Places(unit=known, on=day, places=found)


def _page(register: Register, codes: Sequence[str], on: date, rows: slice) -> schemas.UnitList:
    items = [unit_line(register, code, on) for code in codes[rows]]
    return schemas.UnitList(on=on, count=len(codes), items=items)


def _codes(register: Register, on: date, query: str) -> list[str]:
    if query.strip():
        found = lookup.matching(query, on).values_list("code", flat=True)
        return [code for code in found if register.stands(code, on)]
    return sorted(code for code in register.units if register.stands(code, on))


def _day(register: Register, on: date | None) -> date:
    day = on or localdate()
    lookup.check_day(register, day)
    return day


def _known(register: Register, code: str) -> str:
    """Return the code of a known unit.

    Raises:
        Refused: ``orgunit.unknown`` with the nearest codes.
    """
    if code in register.units:
        return code
    return selectors.by_code(code).code
