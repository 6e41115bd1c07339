"""The maps of a day: the country by provinces, and one province with its communes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.domain.map_drawing import Drawing, Inset, Shape, draw_country, draw_province
from bcd138.domain.org_unit import Register
from bcd138.formats.map_file import MapFile, read_map
from bcd138.web.orgunits.tree import in_order
from bcd138.web.orgunits.words import short_name, type_word

FORMED, ENDS, STAYS = "formed", "ends", "stays"
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_LETTER, _LINE = 6.4, 11.5  # of a label, in units of the drawing
_APART = 4.0
_TITLE_LINE = 15.0
_OVER = 1.15  # how far a label may be wider than its shape


class Leads(Protocol):
    """The day of a map, and where a unit on it leads."""

    @property
    def on(self) -> date:
        """Return the day whose borders are drawn."""

    def href(self, code: str, /) -> str:
        """Return the address for a unit; empty where it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Area:
    """A province to press on; ``label`` is empty where there is no room for it."""

    name: str
    href: str
    shape: Shape
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame in the sea with its title and where it leads."""

    title: str
    name: str
    href: str
    inset: Inset

    @property
    def middle(self) -> float:
        """Return where the middle of the title stands."""
        return round(self.inset.x + self.inset.width / 2, 1)

    @property
    def line(self) -> float:
        """Return the line the title stands on."""
        return round(self.inset.y + _TITLE_LINE, 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A commune on the map of its province."""

    name: str
    href: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    """Everything a template needs to print a map, and how many provinces of each kind."""

    drawing: Drawing
    areas: tuple[Area, ...]
    frames: tuple[Frame, ...]
    spots: tuple[Spot, ...]
    source: str
    legend: dict[str, int]


@cache
def _file() -> MapFile:
    return read_map(settings.CATALOGUES / "maps/provinces.json")


@cache
def _country(codes: tuple[str, ...]) -> Drawing:
    """Return the country's drawing: made once for each set of provinces."""
    return draw_country(_file().borders, codes, _file().archipelagos)


@lru_cache(maxsize=128)
def _province(code: str, places: tuple[tuple[str, float, float], ...]) -> Drawing:
    """Return a province's drawing: made once while its communes stay the same."""
    return draw_province(code, _file().borders[code], places, _file().archipelagos)


def country_map(register: Register, day: Leads) -> Map | None:
    """Return the map of the provinces that stand on a day; ``None`` where none has borders."""
    codes = [code for code in register.standing(day.on, Level.PROVINCE) if code in _file().borders]
    if not codes:
        return None
    drawing = _country(tuple(codes))
    shapes = {shape.code: shape for shape in drawing.shapes}
    kinds = {code: _kind(register, code) for code in codes}
    areas = []
    names = {code: register.name(code, day.on) for code in codes}
    labels = _labels({shapes[code]: name for code, name in names.items()})
    for code in in_order(register, codes, day.on):
        label = labels.get(code, "")
        areas.append(Area(names[code], day.href(code), shapes[code], kinds[code], label))
    legend = {kind: list(kinds.values()).count(kind) for kind in (FORMED, ENDS, STAYS)}
    frames = _frames(register, day, drawing, whole=True)
    return Map(drawing, tuple(areas), frames, (), _file().source, legend)


def province_map(register: Register, code: str, day: Leads) -> Map | None:
    """Return the map around a unit: its province, and its communes as points.

    ``None`` where the unit does not stand or its province has no borders.
    """
    if not register.stands(code, day.on):
        return None
    above = register.ancestors(code, day.on)
    province = next((one for one in above if register.units[one].level == Level.PROVINCE), "")
    if province not in _file().borders or register.units[code].kind != Kind.TERRITORY:
        return None
    drawing = _province(province, _places(register, code, day))
    spots = tuple(
        Spot(register.name(dot.code, day.on), day.href(dot.code), dot.x, dot.y)
        for dot in drawing.dots
    )
    name = register.name(province, day.on)
    areas = (Area(name, day.href(province), drawing.shapes[0], STAYS, ""),)
    frames = _frames(register, day, drawing, whole=False)
    return Map(drawing, areas, frames, spots, _file().source, {})


def _places(register: Register, code: str, day: Leads) -> tuple[tuple[str, float, float], ...]:
    units = (register.units[one] for one in register.descendants(code, day.on))
    return tuple(
        (unit.code, float(unit.latitude), float(unit.longitude))
        for unit in units
        if unit.level == Level.COMMUNE and unit.latitude is not None and unit.longitude is not None
    )


def _frames(register: Register, day: Leads, drawing: Drawing, *, whole: bool) -> tuple[Frame, ...]:
    """Return the frames in words; one without any name is an island without a commune."""
    found = []
    for inset in drawing.insets:
        unit = register.name(inset.code, day.on) if inset.code else ""
        title = inset.name or unit
        name = f"{title} ({unit})" if whole and unit else title
        href = day.href(inset.code) if inset.code else ""
        found.append(Frame(title or _("Đảo"), name or _("Đảo"), href, inset))
    return tuple(found)


def _kind(register: Register, code: str) -> str:
    if register.backward.get(code):
        return FORMED
    return ENDS if register.units[code].valid_until else STAYS


def _is_city(name: str) -> bool:
    return type_word(name) == "thành phố"


@cache
def _size(shape: Shape) -> tuple[float, float]:
    numbers = [float(number) for number in _NUMBERS.findall(shape.path_d)]
    across, down = numbers[::2], numbers[1::2]
    return max(across) - min(across), max(down) - min(down)


def _labels(names: Mapping[Shape, str]) -> dict[str, str]:
    """Return the labels that fit their shapes and stand free of each other, by code.

    Cities come first, then the larger shape; a label may be a little wider than its shape.
    """
    placed: list[tuple[float, float, float]] = []
    found = {}
    for shape in sorted(names, key=lambda one: (_is_city(names[one]), _size(one)), reverse=True):
        label, (wide, high) = short_name(names[shape]), _size(shape)
        half = len(label) * _LETTER / 2
        free = all(
            abs(shape.label_y - y) > _LINE or abs(shape.label_x - x) > half + other + _APART
            for x, y, other in placed
        )
        if free and 2 * half <= wide * _OVER and high >= _LINE:
            placed.append((shape.label_x, shape.label_y, half))
            found[shape.code] = label
    return found
