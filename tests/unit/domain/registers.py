"""Small registers for tests, and acts that change them."""

from __future__ import annotations

from datetime import date

from bcd138.domain.org_unit import Link, Name, Unit, build_register
from bcd138.domain.planning import plan_act
from bcd138.domain.reorganisation import ActRow, apply_effect

FROM = date(2004, 1, 1)
DAY = date(2025, 7, 1)


def register_of(*rows):
    """Return a register of (code, level, parent) or (code, level, parent, name) since 2004."""
    units, names, links = [], [], []
    for code, level, parent, *name in rows:
        kind = "agency" if code.startswith("CA") else "territory"
        units.append(Unit(code, level, FROM, kind=kind))
        names.append(Name(code, *(name or [code]), FROM))
        if parent:
            links.append(Link(code, parent, FROM))
    return build_register(units, names, links, ())


def four_provinces():
    """Return four provinces of 2004.

    VN ┬ 25 tỉnh Phú Thọ
       ├ 26 tỉnh Vĩnh Phúc
       ├ 17 tỉnh Hòa Bình
       └ 46 tỉnh Thừa Thiên Huế
    """
    return register_of(
        ("VN", "central", "", "Toàn quốc"),
        ("25", "province", "VN", "tỉnh Phú Thọ"),
        ("26", "province", "VN", "tỉnh Vĩnh Phúc"),
        ("17", "province", "VN", "tỉnh Hòa Bình"),
        ("46", "province", "VN", "tỉnh Thừa Thiên Huế"),
    )


def two_provinces(below_p, below_q=""):
    """Return the provinces P and Q under VN, with a commune below them for every letter."""
    return register_of(
        ("VN", "central", ""),
        ("P", "province", "VN"),
        ("Q", "province", "VN"),
        *((code, "commune", "P") for code in below_p),
        *((code, "commune", "Q") for code in below_q),
    )


def phu_tho_is_formed(register):
    """Return the register after 25, 26 and 17 became the new Phú Thọ, PT, on 1-7-2025."""
    rows = [{"kind": "merge", "unit": unit, "to": "PT"} for unit in ("25", "26", "17")]
    rows[0]["name"] = "tỉnh Phú Thọ"
    return after(register, "202/2025/QH15", DAY, *rows)


def act_rows(rows):
    return [ActRow(line, **row) for line, row in enumerate(rows, start=2)]


def planned(register, *rows, act="NQ", on=DAY):
    return plan_act(register, act=act, on=on, rows=act_rows(rows))


def after(register, act, on, *rows):
    """Return the register after an act that has no faults."""
    plan = planned(register, *rows, act=act, on=on)
    assert plan.faults == ()
    return apply_effect(register, plan.effect)


def divided(unit, **shares):
    """Return the rows that divide a unit: each part with its share, "" where undeclared."""
    return [
        {"kind": "split", "unit": unit, "to": to, "name": to, "share": share}
        for to, share in shares.items()
    ]


def merged(to, *units, **cells):
    """Return the rows that merge units."""
    return [{"kind": "merge", "unit": unit, "to": to, "name": to, **cells} for unit in units]
