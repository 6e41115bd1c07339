"""The map of the country and of one province, as shapes and dots a page can print.

Degrees become drawing units by one scale, narrowed eastwards by the cosine of the middle
latitude. What lies far out at sea stands in a frame of its own, so nothing is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import cos, inf, radians

Point = tuple[float, float]  # longitude and latitude, or x and y in the drawing
Ring = Sequence[Point]

_COUNTRY = (540.0, 900.0)
_PROVINCE = (520.0, 640.0)
_MARGIN = 8.0
_FRAME_WIDTH = 116.0
_TITLE = 20.0
_NEAR = 0.35  # of the outline's longer side: what is farther away goes into a frame
_AROUND = 1.0  # degrees around an archipelago that still belong to it
_SCAN_LINES = 24
_LABEL_IS_LONGER = 4  # times longer than high


@dataclass(frozen=True, slots=True)
class Archipelago:
    """Islands by name that are always drawn, and the codes of the provinces they belong to."""

    name: str
    codes: tuple[str, ...]
    islands: tuple[tuple[str, Point], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A province's outline as SVG path data, and where the middle of its label may stand."""

    code: str
    path_d: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A commune under its code, or an island with its name and the code it belongs to."""

    code: str
    x: float
    y: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Inset:
    """A frame in the sea; without a name of its own it shows the commune ``code``."""

    name: str
    code: str
    x: float
    y: float
    width: float
    height: float
    path_d: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything to print, between 0 and ``width``, 0 and ``height``."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    insets: tuple[Inset, ...]
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class _Box:
    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> _Box:
        lons, lats = zip(*points, strict=True)
        return cls(min(lons), min(lats), max(lons), max(lats))

    def touches(self, points: Iterable[Point], within: float) -> bool:
        """Tell whether the box of ``points`` comes so near."""
        other = _Box.around(points)
        beside = max(other.west - self.east, self.west - other.east)
        return max(beside, other.south - self.north, self.south - other.north) <= within


@dataclass(frozen=True, slots=True)
class _View:
    """A box of degrees laid at a place of the drawing, at a scale of units by degree."""

    box: _Box
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def width(self) -> float:
        return (self.box.east - self.box.west) * self._narrowed

    @property
    def height(self) -> float:
        return (self.box.north - self.box.south) * self.scale

    @property
    def _narrowed(self) -> float:
        return self.scale * cos(radians((self.box.south + self.box.north) / 2))

    def fitted(self, width: float, height: float, limit: float = inf) -> _View:
        """Return the view at the scale that fills the area, at most ``limit``."""
        rooms = ((width, self.width), (height, self.height))
        return _View(self.box, min([limit, *(room / size for room, size in rooms if size)]))

    def point(self, point: Point) -> Point:
        x = self.x + (point[0] - self.box.west) * self._narrowed
        return round(x, 1), round(self.y + (self.box.north - point[1]) * self.scale, 1)

    def path(self, rings: Iterable[Ring]) -> str:
        """Return the path data; holes and islands are told apart by ``fill-rule: evenodd``."""
        lines = ([point for point, _ in groupby(map(self.point, ring))] for ring in rings)
        open_lines = (line[:-1] or line for line in lines)
        return "".join(f"M{'L'.join(f'{x:g} {y:g}' for x, y in line)}Z" for line in open_lines)

    def shape(self, code: str, rings: Sequence[Ring]) -> Shape:
        return Shape(code, self.path(rings), *self.point(_label_point(_largest(rings))))


@dataclass(frozen=True, slots=True)
class _Group:
    """What goes into one frame: dots as (code, point, name), and islands with outlines."""

    name: str
    code: str
    dots: tuple[tuple[str, Point, str], ...]
    rings: tuple[Ring, ...] = ()

    def view(self, limit: float) -> _View:
        """Return the group as large as a frame and the scale of the drawing allow."""
        outlines = [point for ring in self.rings for point in ring]
        box = _Box.around([*outlines, *(point for _, point, _ in self.dots)])
        return _View(box).fitted(_FRAME_WIDTH - 2 * _MARGIN, inf, limit)


def draw_country(
    borders: Mapping[str, Sequence[Ring]],
    codes: Collection[str],
    archipelagos: Iterable[Archipelago],
) -> Drawing:
    """Return the provinces ``codes`` and, in the sea to the east, every archipelago.

    Args:
        borders: Closed rings of (longitude, latitude) by province.
        codes: Which provinces to draw, e.g. those of one day; at least one.
        archipelagos: Each gets a frame at its latitude and the code of its province.
    """
    width, height = _COUNTRY
    box = _Box.around(point for code in codes for ring in borders[code] for point in ring)
    view = _View(box).fitted(width - 2 * _MARGIN, height - 2 * _MARGIN)
    view = replace(view, x=_MARGIN, y=_MARGIN)
    groups = [_islands(one, [code for code in one.codes if code in codes]) for one in archipelagos]
    return Drawing(
        width,
        height,
        tuple(view.shape(code, borders[code]) for code in codes),
        _frames(groups, view, width - _MARGIN - _FRAME_WIDTH, height),
    )


def draw_province(
    code: str,
    rings: Sequence[Ring],
    places: Iterable[tuple[str, float, float]],
    archipelagos: Iterable[Archipelago] = (),
) -> Drawing:
    """Return one province with its communes; what is far from its outline gets a frame.

    Args:
        code: The province.
        rings: Its closed rings of (longitude, latitude).
        places: Its communes as (code, latitude, longitude).
        archipelagos: All there are: those of this province are drawn even without a commune.
    """
    main = _Box.around(_largest(rings))
    reach = _NEAR * max(main.east - main.west, main.north - main.south)
    near = [ring for ring in rings if main.touches(ring, reach)]
    outline = _Box.around(point for ring in near for point in ring)
    spots = [(place, (lon, lat), "") for place, lat, lon in places]
    around = [spot for spot in spots if outline.touches([spot[1]], reach)]
    groups = _far_out(
        [spot for spot in spots if spot not in around],
        [ring for ring in rings if ring not in near],
        [one for one in archipelagos if code in one.codes],
    )
    corners = [(outline.west, outline.south), (outline.east, outline.north)]
    view = _View(_Box.around([*corners, *(spot[1] for spot in around)])).fitted(*_PROVINCE)
    east = 2 * _MARGIN + view.width
    tall = sum(_frame_height(group.view(view.scale)) + _MARGIN for group in groups)
    height = round(max(view.height + _MARGIN, tall) + _MARGIN, 1)
    view = replace(view, x=_MARGIN, y=_MARGIN)
    return Drawing(
        round(east + (_FRAME_WIDTH + _MARGIN if groups else 0), 1),
        height,
        (view.shape(code, near),),
        _frames(groups, view, east, height),
        tuple(Dot(place, *view.point(point)) for place, point, _ in around),
    )


def _far_out(
    spots: list[tuple[str, Point, str]], rings: list[Ring], archipelagos: list[Archipelago]
) -> list[_Group]:
    """Return the archipelagos, each other far commune with its island, and bare islands.

    An archipelago's islands stand for its first commune; any further ones are dots too.
    """
    groups = []
    for one in archipelagos:
        box = _Box.around(point for _, point in one.islands)
        inside = [spot for spot in spots if box.touches([spot[1]], _AROUND)]
        spots = [spot for spot in spots if spot not in inside]
        islands = _islands(one, [spot[0] for spot in inside])
        groups.append(replace(islands, dots=(*islands.dots, *inside[1:])))
    for spot in spots:
        own = [ring for ring in rings if _Box.around(ring).touches([spot[1]], 0)]
        rings = [ring for ring in rings if ring not in own]
        groups.append(_Group("", spot[0], (spot,), tuple(own)))
    return groups + [_Group("", "", (), (ring,)) for ring in rings]


def _islands(one: Archipelago, codes: Sequence[str]) -> _Group:
    code = codes[0] if codes else ""
    return _Group(one.name, code, tuple((code, point, name) for name, point in one.islands))


def _frame_height(content: _View) -> float:
    return content.height + _TITLE + 2 * _MARGIN


def _frames(groups: Iterable[_Group], view: _View, x: float, height: float) -> tuple[Inset, ...]:
    """Return the frames in one column, each at its latitude or the nearest free place."""
    column = [(group, group.view(view.scale)) for group in groups]
    column.sort(key=lambda one: -one[1].box.north)
    room = height - sum(_frame_height(content) + _MARGIN for _, content in column)
    floor = _MARGIN
    insets = []
    for group, content in column:
        tall = _frame_height(content)
        middle = view.point((0, (content.box.south + content.box.north) / 2))[1]
        top = max(floor, min(middle - tall / 2, room))
        room, floor = room + tall + _MARGIN, top + tall + _MARGIN
        left = x + (_FRAME_WIDTH - content.width) / 2
        inner = replace(content, x=left, y=top + _TITLE + _MARGIN)
        frame = (round(x, 1), round(top, 1), _FRAME_WIDTH, round(tall, 1))
        dots = tuple(Dot(code, *inner.point(point), name) for code, point, name in group.dots)
        insets.append(Inset(group.name, group.code, *frame, inner.path(group.rings), dots))
    return tuple(insets)


def _largest(rings: Sequence[Ring]) -> Ring:
    return max(
        rings, key=lambda ring: abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))
    )


def _label_point(ring: Ring) -> Point:
    """Return a point well inside the ring, where a line of text has the most room."""
    box = _Box.around(ring)
    turned = [(y, x) for x, y in ring]
    best, found = -inf, ring[0]
    for step in range(1, _SCAN_LINES):
        y = box.south + (box.north - box.south) * step / _SCAN_LINES
        left, right = max(_spans(ring, y), key=lambda span: span[1] - span[0])
        x = (left + right) / 2
        room = max(min(y - low, high - y) for low, high in _spans(turned, x))
        score = min(right - left, 2 * _LABEL_IS_LONGER * room)
        if score > best:
            best, found = score, (x, y)
    return found


def _spans(ring: Ring, y: float) -> list[Point]:
    """Return where the line at height ``y`` runs inside the ring, as (from, to)."""
    crossings = sorted(
        a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
        for a, b in pairwise(ring)
        if (a[1] > y) != (b[1] > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))
