"""The register of a day as tables: every unit that stands, and which became which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.names import english_name
from bcd138.domain.org_unit import WHOLE, Register, holds
from bcd138.formats.unit_sheet import Sheet, Value
from bcd138.web.orgunits.days import last_day
from bcd138.web.orgunits.tree import in_order
from bcd138.web.orgunits.words import level_words, share_words, type_of

_SHEET_NAME = 31  # letters that a workbook allows
_Rows = Iterator[Sequence[Value]]


def chosen_units(register: Register, on: date, level: str, within: str) -> list[str]:
    """Return the codes of the units of a day in the order of the tree.

    Args:
        register: Every unit.
        on: The day they stand on.
        level: Only units of this level; of every one where empty.
        within: Only units below this one; the whole country where empty.
    """
    if within:
        waiting = list(register.children(within, on))
    else:
        codes = (code for code, unit in register.units.items() if holds(unit, on))
        waiting = [code for code in codes if register.parent(code, on) is None]
    waiting = in_order(register, waiting, on)[::-1]
    found = []
    while waiting:
        code = waiting.pop()
        if level in {"", register.units[code].level}:
            found.append(code)
        waiting += in_order(register, register.children(code, on), on)[::-1]
    return found


def unit_sheet(register: Register, codes: Sequence[str], on: date) -> Sheet:
    """Return the table of units; what is not known is an empty cell."""
    heads = (
        (_("Mã đơn vị"), 14),
        (_("Mã số chính thức"), 11),
        (_("Tên"), 32),
        (_("Loại"), 14),
        (_("Cấp"), 11),
        (_("Mã cấp trên"), 12),
        (_("Cấp trên"), 26),
        (_("Tỉnh, thành phố"), 26),
        (_("Có từ ngày"), 12),
        (_("Có đến hết ngày"), 12),
        (_("Vĩ độ"), 11),
        (_("Kinh độ"), 11),
        (_("Diện tích (km²)"), 11),
        (_("Hình thành từ"), 60),
        (_("Tên tiếng Anh"), 30),
    )
    return Sheet(_("Sổ đơn vị")[:_SHEET_NAME], heads, _unit_rows(register, codes, on))


def succession_sheet(register: Register, codes: Sequence[str]) -> Sheet:
    """Return which unit became which, wherever one of ``codes`` takes part."""
    heads = (
        (_("Mã cũ"), 14),
        (_("Tên cũ"), 32),
        (_("Thuộc"), 26),
        (_("Mã mới"), 14),
        (_("Tên mới"), 32),
        (_("Thuộc (mới)"), 26),
        (_("Phần chuyển sang"), 28),
        (_("Từ ngày"), 12),
        (_("Theo văn bản"), 26),
    )
    return Sheet(_("Cũ → mới")[:_SHEET_NAME], heads, _succession_rows(register, codes))


def _unit_rows(register: Register, codes: Sequence[str], on: date) -> _Rows:
    for code in codes:
        unit, name = register.units[code], register.name(code, on)
        parent = register.parent(code, on) or ""
        yield (
            code,
            unit.official_code,
            name,
            type_of(unit, name),
            level_words(unit.level),
            parent,
            register.name(parent, on) if parent else "",
            _province(register, code, on),
            unit.valid_from,
            last_day(unit.valid_until),
            unit.latitude,
            unit.longitude,
            unit.area_km2,
            _formed(register, code),
            english_name(name, register.english(code, on)),
        )


def _formed(register: Register, code: str) -> str:
    said = []
    for one in register.backward.get(code, ()):
        words = f"{register.name(one.before, one.on)} ({one.before})"
        said.append(words if one.share == WHOLE else f"{words}: {share_words(one.share)}")
    return "; ".join(said)


def _succession_rows(register: Register, codes: Sequence[str]) -> _Rows:
    arrows = {
        (one.before, one.after): one
        for code in codes
        for one in (*register.backward.get(code, ()), *register.onward.get(code, ()))
    }
    for one in arrows.values():
        before = last_day(one.on) or one.on
        yield (
            one.before,
            register.name(one.before, before),
            _province(register, one.before, before),
            one.after,
            register.name(one.after, one.on),
            _province(register, one.after, one.on),
            share_words(one.share),
            one.on,
            one.act.partition("@")[0],
        )


def _province(register: Register, code: str, on: date) -> str:
    above = register.ancestors(code, on)
    found = (one for one in above if register.units[one].level == Level.PROVINCE)
    return next((register.name(one, on) for one in found), "")
