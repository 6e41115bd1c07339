"""The drawn map: everything is inside its box, and the archipelagos are always there."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from bcd138.domain.map_drawing import Archipelago, draw_country, draw_province

_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


def square(west, south, east, north):
    corners = [(west, south), (east, south), (east, north), (west, north)]
    return (*corners, corners[0])


BORDERS = {
    "01": (square(105, 20, 106, 21),),
    "31": (square(106, 20, 107, 21), square(107.1, 20.3, 107.2, 20.4)),
    "48": (square(105, 8, 107, 20),),
}
HOANG_SA = Archipelago("Hoàng Sa", ("48", "48.2025"), (("Phú Lâm", (112.3, 16.8)),))
TRUONG_SA = Archipelago(
    "Trường Sa", ("56",), (("Song Tử Tây", (114.3, 11.4)), ("An Bang", (112.9, 7.9)))
)
BOTH = (TRUONG_SA, HOANG_SA)


def points(path):
    numbers = [float(number) for number in _NUMBERS.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def drawn(drawing):
    """Yield every point of a drawing, the corners of its frames too."""
    for shape in drawing.shapes:
        yield from [*points(shape.path_d), (shape.label_x, shape.label_y)]
    yield from ((dot.x, dot.y) for dot in drawing.dots)
    for inset in drawing.insets:
        yield from [(inset.x, inset.y), (inset.x + inset.width, inset.y + inset.height)]
        yield from inside(inset)


def inside(inset):
    return [*points(inset.path_d), *((dot.x, dot.y) for dot in inset.dots)]


@pytest.fixture
def country():
    return draw_country(BORDERS, ("01", "31", "48"), BOTH)


@pytest.fixture
def far():
    """A province with an islet and a commune near it, and others far from it."""
    rings = (*BORDERS["31"], square(108.9, 20.0, 109.1, 20.2))
    places = [("a", 20.5, 106.5), ("b", 20.5, 107.3), ("c", 20.1, 109.0), ("d", 18.0, 108.0)]
    return draw_province("31", rings, places, BOTH)


def test_country_has_the_provinces_asked_for_in_their_order(country):
    assert [shape.code for shape in country.shapes] == ["01", "31", "48"]
    assert [shape.code for shape in draw_country(BORDERS, ["31"], ()).shapes] == ["31"]


@pytest.mark.parametrize("name", ["country", "far"])
def test_a_drawing_stays_inside_its_box(name, request):
    drawing = request.getfixturevalue(name)

    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in drawn(drawing))


@pytest.mark.parametrize("name", ["country", "far"])
def test_what_stands_in_a_frame_is_inside_it(name, request):
    for inset in request.getfixturevalue(name).insets:
        for x, y in inside(inset):
            assert inset.x < x < inset.x + inset.width
            assert inset.y < y < inset.y + inset.height


@pytest.mark.parametrize("name", ["country", "far"])
def test_frames_stand_one_below_the_other(name, request):
    insets = request.getfixturevalue(name).insets

    assert len(insets) >= 2
    for above, below in pairwise(insets):
        assert above.y + above.height < below.y


def test_archipelagos_stand_at_their_bearing_whatever_is_drawn():
    for codes in (["01"], ["01", "31", "48"]):
        north, south = draw_country(BORDERS, codes, BOTH).insets
        assert (north.name, south.name) == ("Hoàng Sa", "Trường Sa")
        assert [dot.name for dot in south.dots] == ["Song Tử Tây", "An Bang"]


def test_an_archipelago_has_the_code_of_its_province_where_that_is_drawn(country):
    assert [inset.code for inset in country.insets] == ["48", ""]
    assert [dot.code for dot in country.insets[0].dots] == ["48"]


def test_neighbours_share_the_corners_of_their_border(country):
    west, east, south = (set(points(shape.path_d)) for shape in country.shapes)

    assert len(west & east) == 2
    assert len(west & south) == 1


def test_a_path_is_closed_and_has_one_decimal_at_most(country):
    path = country.shapes[1].path_d

    assert path.count("M") == path.count("Z") == 2
    assert not re.search(r"\.\d\d|e", path)


def test_east_is_right_and_north_is_up_at_the_narrowed_scale():
    drawing = draw_province("01", BORDERS["01"], [("sw", 20.0, 105.0), ("ne", 21.0, 106.0)])
    south_west, north_east = drawing.dots

    assert (south_west.x, north_east.y) == (8.0, 8.0)
    narrowed = (north_east.x - south_west.x) / (south_west.y - north_east.y)
    assert narrowed == pytest.approx(0.9367, abs=0.001)
    assert drawing.insets == ()


def test_a_label_lies_inside_a_province_that_bends():
    bent = ((0, 0), (4, 0), (4, 4), (3.5, 4), (3.5, 1), (0, 1), (0, 0))
    (shape,) = draw_province("x", (bent,), []).shapes
    outline = points(shape.path_d)
    left, top = (min(axis) for axis in zip(*outline, strict=True))
    right, bottom = (max(axis) for axis in zip(*outline, strict=True))

    assert left < shape.label_x < right
    assert bottom - (bottom - top) / 4 < shape.label_y < bottom


def test_near_communes_are_dots_and_far_ones_have_frames_with_their_island(far):
    assert [dot.code for dot in far.dots] == ["a", "b"]
    assert [inset.code for inset in far.insets] == ["c", "d"]
    assert [bool(inset.path_d) for inset in far.insets] == [True, False]
    assert far.shapes[0].path_d.count("M") == 2


def test_a_far_island_without_a_commune_has_a_frame_too():
    rings = (*BORDERS["01"], square(110, 20, 110.1, 20.1))
    (inset,) = draw_province("01", rings, []).insets

    assert (inset.code, inset.name, inset.dots) == ("", "", ())
    assert inset.path_d


@pytest.mark.parametrize(("places", "code"), [([("hs", 16.5, 112.0)], "hs"), ([], "")])
def test_a_province_always_has_its_archipelago(places, code):
    drawing = draw_province("48", BORDERS["48"], places, BOTH)

    assert [(inset.name, inset.code) for inset in drawing.insets] == [("Hoàng Sa", code)]
    assert [(dot.name, dot.code) for dot in drawing.insets[0].dots] == [("Phú Lâm", code)]
    assert drawing.dots == ()


def test_every_commune_of_an_archipelago_is_drawn():
    places = [("west", 8.6, 111.9), ("east", 9.9, 114.3)]
    (inset,) = draw_province("56", BORDERS["01"], places, BOTH).insets

    assert [dot.code for dot in inset.dots] == ["west", "west", "east"]
    assert inset.code == "west"


def test_a_ring_too_small_to_see_is_a_point_of_the_path():
    rings = (*BORDERS["48"], square(106, 20.5, 106.0001, 20.5001))

    assert re.search(r"M[\d.]+ [\d.]+Z", draw_province("48", rings, []).shapes[0].path_d)
