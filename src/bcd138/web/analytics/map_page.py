"""A map of one column of a pivot: provinces or communes shaded by how much each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from bcd138.apps.analytics.pivoted import Cell, Head, MeasureHead, Pivot
from bcd138.apps.analytics.question import Down, Sort
from bcd138.apps.orgunits.enums import Level
from bcd138.domain.map_classes import Shade, shade_of, shades
from bcd138.domain.org_unit import Register
from bcd138.domain.period import Period
from bcd138.web.analytics.pivot_links import address_of
from bcd138.web.analytics.pivot_places import Places, value_in_unit
from bcd138.web.analytics.pivot_words import measure_words
from bcd138.web.analytics.question import query_of
from bcd138.web.orgunits.maps import Area, Map, country_map, province_map
from bcd138.web.templatetags.say import number, opening, period_words

SILENT, UNSEEN = "silent", "unseen"
_MOST_NAMED = 10
_SMALLEST, _STEP = 4.0, 1.2  # of the dot of a commune, by its class


@dataclass(frozen=True, slots=True)
class Pick:
    """One column to draw instead."""

    words: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A commune: where it stands, how large it is drawn, in which shade."""

    name: str
    href: str
    kind: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Class:
    """One shade of the legend: its name for the style sheet, its limits, how many units."""

    kind: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Named:
    """One of the units with the largest numbers."""

    name: str
    written: str
    href: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """A map with its legend, what else may be drawn, and the largest numbers by name.

    ``map`` is ``None`` where there is nothing to draw it with; ``off_map`` counts the units of
    the table without a place on it.
    """

    title: str
    unit: str
    map: Map | None
    dots: tuple[Dot, ...]
    classes: tuple[Class, ...]
    picks: tuple[Pick, ...]
    largest: tuple[Named, ...]
    off_map: int
    is_country: bool


@dataclass(frozen=True, slots=True)
class _Leads:
    on: date
    hrefs: Mapping[str, str]

    def href(self, code: str, /) -> str:
        return self.hrefs.get(code, "")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one unit has in the column."""

    head: Head
    cell: Cell
    value: Decimal | None
    written: str


def map_page(pivot: Pivot, register: Register, column: int | None) -> MapPage | None:
    """Return the map of one column; ``None`` where the units are not those of a map.

    A map shows the provinces of the country or the communes of a province.

    Args:
        pivot: The answer whose units are drawn.
        register: The units of every day.
        column: The place of an indicator and a period among those asked about; without one it
            is the first indicator in the latest period.
    """
    places = Places(pivot)
    columns = [(one, period) for one in places.measures for period in places.periods]
    level = pivot.question.below
    if level not in {Level.PROVINCE, Level.COMMUNE} or not columns:
        return None
    top = pivot.question.top
    is_country = level == Level.PROVINCE
    if not is_country and register.units[top].level != Level.PROVINCE:
        return None
    latest = len(places.periods) - 1
    at = latest if column is None or column >= len(columns) else column
    measure, period = columns[at]
    told = {one.cell.unit: one for one in _told(places, measure, period)}
    classes = shades([one.value for one in told.values() if one.value is not None])
    leads = _Leads(pivot.on, _hrefs(pivot, told, is_country=is_country))
    drawn = country_map(register, leads) if is_country else province_map(register, top, leads)
    dots = _dots(drawn, told, classes) if drawn and not is_country else ()
    placed = {area.shape.code for area in drawn.areas} if drawn else set()
    placed |= {dot.code for dot in drawn.drawing.dots} if drawn else set()
    placed |= {inset.code for inset in drawn.drawing.insets} if drawn else set()
    if drawn is not None and is_country:
        drawn = replace(drawn, areas=tuple(_shaded(area, told, classes) for area in drawn.areas))
    unit = measure.unit
    if places.is_by_rate(measure):
        unit = _("%(unit)s trên 100.000 dân") % {"unit": measure.unit}
    return MapPage(
        title=f"{opening(measure_words(measure))}, {period_words(period)}",
        unit=unit,
        map=drawn,
        dots=dots,
        classes=_legend(classes, told, unit),
        picks=_picks(pivot, columns, at),
        largest=_largest(told, leads),
        off_map=len(told.keys() - placed),
        is_country=is_country,
    )


def _told(places: Places, measure: MeasureHead, period: Period) -> list[_Told]:
    found = []
    for head in places.each:
        cell = places.cell(head, measure, period)
        if cell is None or head.unit is None:
            continue
        value = cell.rate if places.is_by_rate(measure) else value_in_unit(cell.now, measure)
        name = opening(head.unit.name)
        said = f"{number(value)} {measure.unit}" if value is not None else _("chưa báo cáo")
        if value is None and cell.now.why_not:
            said = _("không cộng được")
        found.append(_Told(head, cell, value, f"{name}: {said}"))
    return found


def _hrefs(pivot: Pivot, told: Mapping[str, _Told], *, is_country: bool) -> dict[str, str]:
    """Return where each unit leads: a province to its communes, a commune to its total."""
    if not is_country:
        return {code: address_of(one.cell) for code, one in told.items()}
    asked = pivot.question
    level = "" if asked.level in {Level.PROVINCE, Level.COMMUNE} else asked.level
    inside = replace(asked, below=Level.COMMUNE, level=level, down=Down.UNITS, sort=Sort())
    return {code: f"?{query_of(replace(inside, units=(code,)))}" for code in told}


def _kind(one: _Told | None, classes: tuple[Shade, ...]) -> str:
    if one is None:
        return UNSEEN
    return (
        SILENT if one.value is None else f"shade-{_spread(shade_of(one.value, classes), classes)}"
    )


def _spread(place: int, classes: tuple[Shade, ...]) -> int:
    """Return the shade of a class: few classes lie as far apart as five do."""
    return 3 if len(classes) == 1 else 1 + round((place - 1) * 4 / (len(classes) - 1))


def _shaded(area: Area, told: Mapping[str, _Told], classes: tuple[Shade, ...]) -> Area:
    one = told.get(area.shape.code)
    return replace(area, kind=_kind(one, classes), name=one.written if one else area.name)


def _dots(drawn: Map, told: Mapping[str, _Told], classes: tuple[Shade, ...]) -> tuple[Dot, ...]:
    """Return the communes, the largest first so that smaller ones lie on top."""
    found = []
    for spot, dot in zip(drawn.spots, drawn.drawing.dots, strict=True):
        one = told.get(dot.code)
        place = shade_of(one.value, classes) if one and one.value is not None else 1
        name = one.written if one else spot.name
        radius = round(_SMALLEST + _STEP * (place - 1), 1)
        found.append(Dot(name, spot.href, _kind(one, classes), spot.x, spot.y, radius))
    return tuple(sorted(found, key=lambda dot: -dot.radius))


def _legend(classes: tuple[Shade, ...], told: Mapping[str, _Told], unit: str) -> tuple[Class, ...]:
    found = []
    for place, one in enumerate(classes, 1):
        limits = [number(one.low)] + ([number(one.high)] if one.high != one.low else [])
        words = f"{'–'.join(limits)} {unit}".strip()
        found.append(Class(f"shade-{_spread(place, classes)}", words, one.count))
    silent = sum(one.value is None for one in told.values())
    if silent:
        found.append(Class(SILENT, _("chưa báo cáo hoặc không cộng được"), silent))
    return tuple(found)


def _picks(pivot: Pivot, columns: list[tuple[MeasureHead, Period]], at: int) -> tuple[Pick, ...]:
    query, many = query_of(pivot.question), len(pivot.question.periods) > 1
    return tuple(
        Pick(
            opening(measure_words(measure)) + (f", {period_words(period)}" if many else ""),
            f"?{query}&cot={place}",
            place == at,
        )
        for place, (measure, period) in enumerate(columns)
    )


def _largest(told: Mapping[str, _Told], leads: _Leads) -> tuple[Named, ...]:
    valued = [(one.value, code, one) for code, one in told.items() if one.value is not None]
    valued.sort(key=lambda each: each[0], reverse=True)
    return tuple(
        Named(
            opening(one.head.unit.name if one.head.unit else code),
            number(value),
            address_of(one.cell) or leads.href(code),
        )
        for value, code, one in valued[:_MOST_NAMED]
    )
