"""Derives the register's districts, communes and the rows of 1-7-2025 from a public dataset.

Reads ``data/dataset.db`` and ``data/converter_2025.json`` of the package vietnamadminunits
1.0.4 (MIT), which its folder is given as the first argument; nothing of it is run. A second
argument names a table "new_province,old_provinces,communes_2025" to compare with; what
disagrees is listed. Run it again only when the dataset or the form of our files changes.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ORG_UNITS = Path(__file__).resolve().parent.parent / "src/bcd138/catalogues/org_units"
BASE, ACT = ORG_UNITS / "base", ORG_UNITS / "acts/2025-07-01"
HEAD = ("code", "name", "level", "parent", "valid_from", "latitude", "longitude", "area_km2")
ROWS = ("kind", "unit", "to", "share", "name", "parent", "level", "official_code")
ROWS += ("latitude", "longitude", "area_km2")
Row = dict[str, Any]
Sources = dict[tuple[str, str], list[tuple[Row, str]]]


def main() -> int:
    """Write the files; return 1 where the comparison disagrees."""
    folder = Path(sys.argv[1]) / "data"
    with sqlite3.connect(folder / "dataset.db") as database:
        database.row_factory = sqlite3.Row
        old = [dict(row) for row in database.execute("SELECT * FROM admin_units_legacy")]
        new = [dict(row) for row in database.execute("SELECT * FROM admin_units")]
    converter = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    begins = _begins()
    codes = _province_codes(converter["DICT_PROVINCE"], old, new)
    sources = _sources(old, converter)
    _write_base(old, begins, _areas(new, sources))
    _write_act(new, sources, _home(converter, codes), codes)
    return _compare(Path(sys.argv[2]), old, new, converter) if len(sys.argv) > 2 else 0  # noqa: PLR2004


def _begins() -> dict[str, str]:
    with (BASE / "provinces.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["valid_from"] for row in csv.DictReader(file)}


def _province_codes(
    formed: dict[str, list[str]], old: Iterable[Row], new: Iterable[Row]
) -> dict[str, str]:
    """Return our code of each new province: the official one, marked where it is a new unit."""
    before = {row["provinceKey"]: row["provinceCode"] for row in old}
    after = {row["provinceKey"]: row["provinceCode"] for row in new}
    codes = {}
    for key, sources in formed.items():
        same = [before[source] for source in sources] == [after[key]]
        codes[key] = after[key] if same else f"{after[key]}.2025"
    return codes


def _home(converter: dict[str, Any], codes: dict[str, str]) -> dict[str, str]:
    """Return the code of the new province that each old one became part of."""
    return {key: codes[new] for new, keys in converter["DICT_PROVINCE"].items() for key in keys}


def _sources(old: Iterable[Row], converter: dict[str, Any]) -> Sources:
    """Return the old units that each new commune was formed from, whole or in part."""
    units = {_key(row): row for row in old}
    sources: Sources = defaultdict(list)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            sources[province, ward] += [(units[key], "merge") for key in keys]
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in divided.items():
            for part in parts:
                sources[province, part["newWardKey"]].append((units[key], "split"))
    return sources


def _goes_on(found: list[tuple[Row, str]]) -> bool:
    """Tell whether a commune stays what it is: formed from one, whole, that is a commune."""
    return len(found) == 1 and found[0][1] == "merge" and bool(found[0][0]["wardCode"])


def _areas(new: Iterable[Row], sources: Sources) -> dict[str, float]:
    """Return the area of each commune that goes on; the old ones come without."""
    areas = {}
    for ward in new:
        found = sources[ward["provinceKey"], ward["wardKey"]]
        if _goes_on(found):
            areas[found[0][0]["wardCode"]] = ward["wardAreaKm2"]
    return areas


def _write_base(old: Iterable[Row], begins: dict[str, str], areas: dict[str, float]) -> None:
    by_province: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in old:
        units = by_province[row["provinceCode"]]
        since = begins[row["provinceCode"]]
        district = row["districtCode"]
        if district not in units:
            where = (row["districtLat"], row["districtLon"])
            about = (row["district"], "district", row["provinceCode"], since, *where, "")
            units[district] = dict(zip(HEAD, (district, *about), strict=True))
        if row["wardCode"]:
            where = (row["wardLat"], row["wardLon"])
            area = areas.get(row["wardCode"], "")
            about = (row["ward"], "commune", district, since, *where, area)
            units[row["wardCode"]] = dict(zip(HEAD, (row["wardCode"], *about), strict=True))
    for province, units in by_province.items():
        named = [{**unit, "name": _lowered(unit["name"])} for unit in units.values()]
        _write(BASE / f"communes_{province}.csv", HEAD, named)


def _write_act(
    new: Iterable[Row], sources: Sources, home: dict[str, str], codes: dict[str, str]
) -> None:
    by_province: dict[str, list[Row]] = defaultdict(list)
    for ward in new:
        found = sources[ward["provinceKey"], ward["wardKey"]]
        code = codes[ward["provinceKey"]]
        by_province[code] += _rows(ward, found, code)
    for district, province_key in sorted(_districts_ended(sources).items()):
        by_province[home[province_key]].append({"kind": "abolish", "unit": district})
    for code, rows in by_province.items():
        _write(ACT / f"communes_{code}.csv", ROWS, rows)


def _rows(ward: Row, found: list[tuple[Row, str]], province: str) -> Iterator[Row]:
    """One unit that goes on moves and is renamed; several make a new one."""
    name = _lowered(ward["ward"])
    if _goes_on(found):
        first = found[0][0]
        yield {"kind": "transfer", "unit": first["wardCode"], "parent": province}
        if _lowered(first["ward"]) != name:
            same_type = first["wardType"] == ward["wardType"]
            change = "rename" if same_type else "retype"
            yield {"kind": change, "unit": first["wardCode"], "name": name}
        return
    code = f"{ward['wardCode']}.2025"
    about = {
        "name": name,
        "parent": province,
        "level": "commune",
        "official_code": ward["wardCode"],
        "latitude": ward["wardLat"],
        "longitude": ward["wardLon"],
        "area_km2": ward["wardAreaKm2"],
    }
    for unit, how in found:
        source = unit["wardCode"] or unit["districtCode"]
        yield {"kind": how, "unit": source, "to": code, **about}
        about = {}


def _districts_ended(sources: Sources) -> dict[str, str]:
    """Return the districts that end without a successor; five islands became special zones."""
    every = [row for found in sources.values() for row, _ in found]
    islands = {row["districtCode"] for row in every if not row["wardCode"]}
    return {
        row["districtCode"]: row["provinceKey"]
        for row in every
        if row["districtCode"] not in islands
    }


def _compare(table: Path, old: Iterable[Row], new: Iterable[Row], converter: dict[str, Any]) -> int:
    short = {row["provinceKey"]: row["provinceShort"] for row in [*old, *new]}
    counts: dict[str, int] = defaultdict(int)
    for row in new:
        counts[row["provinceShort"]] += 1
    ours = {
        short[key]: ({short[source] for source in keys}, counts[short[key]])
        for key, keys in converter["DICT_PROVINCE"].items()
    }
    with table.open(encoding="utf-8", newline="") as file:
        theirs = {
            row["new_province"].removeprefix("TP. "): (
                {name.removeprefix("TP. ") for name in row["old_provinces"].split(" + ")},
                int(row["communes_2025"]),
            )
            for row in csv.DictReader(file)
        }
    differ = [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)]
    for name in differ:
        print(f"{name}: {ours.get(name)} ≠ {theirs.get(name)}")
    print(f"{len(ours)} tỉnh, {sum(counts.values())} xã; khác nhau / differ: {len(differ)}")
    return 1 if differ else 0


def _key(row: Row) -> str:
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def _write(path: Path, head: tuple[str, ...], rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            area = row.get("area_km2")
            writer.writerow(row | {"area_km2": round(area, 3) if area else ""})


if __name__ == "__main__":
    sys.exit(main())
