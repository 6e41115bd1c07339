"""The map we ship: every province once, neighbours that fit, and a drawing that is whole."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import bcd138
from bcd138.domain.map_drawing import draw_country, draw_province
from bcd138.formats.map_file import read_map
from bcd138.formats.register_files import read_register

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
FILE = CATALOGUES / "maps/provinces.json"
MAP = read_map(FILE)
PROVINCES = read_register(CATALOGUES, only="provinces").register
OLD_63 = PROVINCES.standing(date(2025, 6, 30), "province")
TODAY_34 = PROVINCES.standing(date(2025, 7, 1), "province")


def area(code):
    """Return the area of a province's rings; none of them is a hole."""
    return sum(
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2
        for ring in MAP.borders[code]
    )


def points_of(code):
    return {point for ring in MAP.borders[code] for point in ring}


def path_points(path):
    numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_the_provinces_before_and_since_2025_are_all_there():
    assert (len(OLD_63), len(TODAY_34), len({*OLD_63, *TODAY_34})) == (63, 34, 63 + 23)
    assert set(MAP.borders) == {*OLD_63, *TODAY_34}


def test_every_ring_is_closed_and_has_four_points_at_least():
    for rings in MAP.borders.values():
        assert rings
        for ring in rings:
            assert len(ring) >= 4
            assert ring[0] == ring[-1]


def test_every_point_is_in_viet_nam_to_three_decimals():
    for code in MAP.borders:
        for lon, lat in points_of(code):
            assert 102.1 < lon < 109.5
            assert 8.5 < lat < 23.4
            assert (lon, lat) == (round(lon, 3), round(lat, 3))


@pytest.mark.parametrize("code", sorted({*TODAY_34} - {*OLD_63}))
def test_a_province_of_2025_is_the_sum_of_its_parts(code):
    parts = [arrow.before for arrow in PROVINCES.backward[code]]

    assert len(parts) >= 2
    assert area(code) == pytest.approx(sum(map(area, parts)), rel=1e-6)
    assert points_of(code) <= set().union(*map(points_of, parts))


@pytest.mark.parametrize(
    ("first", "second"),
    [("01", "26"), ("04", "20"), ("38", "40"), ("56", "58"), ("79", "74"), ("92", "87")],
)
def test_neighbours_share_their_border(first, second):
    assert len(points_of(first) & points_of(second)) >= 3


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("31", 107.0, 20.79),  # Cát Bà
        ("91", 103.99, 10.25),  # Phú Quốc
        ("77", 106.61, 8.7),  # Côn Đảo
        ("60", 108.945, 10.525),  # Phú Quý
        ("22", 107.5, 21.15),  # Vân Đồn
    ],
)
def test_the_larger_islands_belong_to_their_province(code, lon, lat):
    boxes = [tuple(zip(*ring, strict=True)) for ring in MAP.borders[code]]

    assert any(
        min(lons) < lon < max(lons) and min(lats) < lat < max(lats) for lons, lats in boxes[1:]
    )


def test_both_archipelagos_are_there_under_their_provinces():
    hoang_sa, truong_sa = MAP.archipelagos

    assert (hoang_sa.name, hoang_sa.codes) == ("Quần đảo Hoàng Sa", ("48", "48.2025"))
    assert (truong_sa.name, truong_sa.codes) == ("Quần đảo Trường Sa", ("56", "56.2025"))
    assert "Phú Lâm" in dict(hoang_sa.islands)
    assert all(111 < lon < 113 and 15.7 < lat < 17.2 for _, (lon, lat) in hoang_sa.islands)
    assert all(111 < lon < 117 and 7 < lat < 12 for _, (lon, lat) in truong_sa.islands)


def test_the_file_says_where_it_comes_from_and_stays_small():
    assert "Natural Earth" in MAP.source
    assert "Apache-2.0" in MAP.licence
    assert MAP.note
    assert FILE.stat().st_size < 200_000


@pytest.mark.parametrize("codes", [OLD_63, TODAY_34], ids=["63", "34"])
def test_the_country_is_drawn_whole(codes):
    drawing = draw_country(MAP.borders, codes, MAP.archipelagos)

    assert [shape.code for shape in drawing.shapes] == codes
    for shape in drawing.shapes:
        across, down = zip(*path_points(shape.path_d), strict=True)
        assert 0 <= min(across) <= shape.label_x <= max(across) <= drawing.width
        assert 0 <= min(down) <= shape.label_y <= max(down) <= drawing.height
    assert len(drawing.insets) == 2
    assert all(inset.code in codes for inset in drawing.insets)
    assert sum(len(shape.path_d) for shape in drawing.shapes) < 60_000


@pytest.mark.parametrize("codes", [OLD_63, TODAY_34], ids=["63", "34"])
def test_no_land_lies_under_a_frame(codes):
    drawing = draw_country(MAP.borders, codes, MAP.archipelagos)
    land = [point for shape in drawing.shapes for point in path_points(shape.path_d)]

    for inset in drawing.insets:
        right, bottom = inset.x + inset.width, inset.y + inset.height
        assert not [1 for x, y in land if inset.x <= x <= right and inset.y <= y <= bottom]


def test_con_dao_stands_in_a_frame_beside_its_province():
    drawing = draw_province("79.2025", MAP.borders["79.2025"], [("cd", 8.698, 106.61)])
    (inset,) = drawing.insets

    assert inset.code == "cd"
    assert inset.path_d


@pytest.mark.parametrize("change", [{"colour": "red"}, {"borders": {"01": {"rings": [[[1]]]}}}])
def test_a_file_of_another_shape_is_refused(tmp_path, change):
    content = json.loads(FILE.read_text(encoding="utf-8"))
    (tmp_path / "map.json").write_text(json.dumps(content | change), encoding="utf-8")

    with pytest.raises(ValueError, match="validation error"):
        read_map(tmp_path / "map.json")
