"""What changes, levels, natures and cells are called on the pages of acts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bcd138.domain.org_unit import LEVELS, Register
from bcd138.web.orgunits.words import level_words


@dataclass(frozen=True, slots=True)
class KindWords:
    """A change: its word, what it does, and which cells it needs."""

    code: str
    word: str
    does: str
    needs: str


def kinds() -> list[KindWords]:
    """Return every change in plain words."""
    return [
        KindWords(
            "merge",
            _("Nhập"),
            _("Cả đơn vị vào một đơn vị mới. Mỗi đơn vị được nhập một dòng, cùng một tên mới."),
            _("Đơn vị, Thành đơn vị mới"),
        ),
        KindWords(
            "split",
            _("Chia"),
            _("Đơn vị tách thành nhiều phần. Mỗi phần một dòng; không công bố tỷ lệ thì để trống."),
            _("Đơn vị, Thành đơn vị mới, Phần"),
        ),
        KindWords(
            "transfer",
            _("Chuyển"),
            _("Địa bàn giữ nguyên, về trực thuộc đơn vị khác."),
            _("Đơn vị, Trực thuộc"),
        ),
        KindWords(
            "rename",
            _("Đổi tên"),
            _("Địa bàn và mã giữ nguyên, chỉ đổi tên."),
            _("Đơn vị, Thành đơn vị mới (tên mới)"),
        ),
        KindWords(
            "retype",
            _("Đổi loại"),
            _("Xã thành phường hay ngược lại, địa bàn giữ nguyên."),
            _("Đơn vị, Thành đơn vị mới (tên mới)"),
        ),
        KindWords(
            "create",
            _("Lập mới"),
            _("Đơn vị bắt đầu mà không hình thành từ đơn vị nào: thôn, cơ quan."),
            _("Thành đơn vị mới, Trực thuộc, Cấp"),
        ),
        KindWords(
            "abolish",
            _("Bãi bỏ"),
            _("Đơn vị thôi hoạt động, không có đơn vị kế tiếp."),
            _("Đơn vị"),
        ),
    ]


def levels() -> list[tuple[str, str]]:
    """Return every level with its words, as choices."""
    return [(level, level_words(level)) for level in LEVELS]


def natures() -> list[tuple[str, str]]:
    """Return what a unit may be, as choices."""
    return [("territory", _("đơn vị hành chính")), ("agency", _("cơ quan thành viên"))]


def cell_words() -> dict[str, str]:
    """Return what each cell of a row is called."""
    return {
        "kind": _("Việc"),
        "unit": _("Đơn vị"),
        "name": _("Thành đơn vị mới"),
        "share": _("Phần"),
        "parent": _("Trực thuộc"),
        "level": _("Cấp"),
        "nature": _("Loại"),
        "to": _("Mã mới"),
        "official_code": _("Mã chính thức"),
        "english": _("Tên tiếng Anh"),
        "other_names": _("Tên khác"),
        "latitude": _("Vĩ độ"),
        "longitude": _("Kinh độ"),
        "area_km2": _("Diện tích (km²)"),
    }


def unit_words(register: Register, code: str, names: dict[str, str]) -> str:
    """Return a unit's name with its code; new units by the name an act gives them."""
    if code in register.units and register.names.get(code):
        return f"{register.names[code][-1].text} ({code})"
    return f"{names[code]} ({code})" if code in names else code
