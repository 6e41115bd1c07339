"""The words of a sheet of an act: what its columns, changes, levels and natures are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bcd138.domain.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of ``ActRow``: its head in Vietnamese, other words for it, its width in letters."""

    field: str
    head: str
    words: tuple[str, ...]
    width: int


COLUMNS = (
    Column("kind", "Việc", ("kind", "viec thay doi", "loai viec", "hinh thuc"), 12),
    Column(
        "unit",
        "Đơn vị",
        (
            "unit",
            "ma don vi",
            "don vi cu",
            "ten don vi",
            "ma don vi cu",
            "ten don vi cu",
            "don vi hien nay",
        ),
        30,
    ),
    Column(
        "name",
        "Thành đơn vị mới",
        ("name", "ten moi", "don vi moi", "ten don vi moi", "thanh", "thanh don vi"),
        30,
    ),
    Column("share", "Phần", ("share", "ty le", "ti le", "phan ty le", "phan chuyen sang"), 9),
    Column(
        "parent",
        "Trực thuộc",
        ("parent", "don vi cap tren", "cap tren", "ma cap tren", "truc thuoc moi", "thuoc"),
        28,
    ),
    Column("level", "Cấp", ("level", "cap don vi"), 11),
    Column("nature", "Loại", ("nature", "loai don vi"), 16),
    Column("to", "Mã mới", ("to", "ma don vi moi"), 14),
    Column("official_code", "Mã chính thức", ("official_code", "official code", "ma so"), 12),
    Column("english", "Tên tiếng Anh", ("english", "english name"), 24),
    Column("other_names", "Tên khác", ("other_names", "other names", "ten goi khac"), 20),
    Column("latitude", "Vĩ độ", ("latitude", "lat"), 11),
    Column("longitude", "Kinh độ", ("longitude", "lon", "lng"), 11),
    Column("area_km2", "Diện tích", ("area_km2", "area km2", "area", "dien tich km2"), 11),
)
CELLS = tuple(column.field for column in COLUMNS)
FIRST = CELLS[:5]  # the cells that most rows need
FAULT_HEAD = "Cần sửa"
# Beside each other, these two may stand in several columns: the code first, then the name.
IN_SEVERAL = ("unit", "parent")
_NOT_READ = {"", "stt", "tt", "so tt", "dong", "ghi chu", "notes", "can sua", "to fix"}

_WORDS = {
    "kind": {
        "merge": ("nhập", "sáp nhập", "hợp nhất", "nhập vào"),
        "split": ("chia", "tách", "chia tách"),
        "transfer": ("chuyển", "điều chuyển", "chuyển về"),
        "rename": ("đổi tên",),
        "retype": ("đổi loại", "chuyển loại"),
        "create": ("lập mới", "thành lập", "lập", "thành lập mới"),
        "abolish": ("bãi bỏ", "giải thể", "kết thúc hoạt động"),
    },
    "level": {
        "central": ("trung ương", "cấp trung ương"),
        "province": ("tỉnh", "cấp tỉnh", "tỉnh, thành phố"),
        "district": ("huyện", "cấp huyện"),
        "commune": ("xã", "cấp xã", "phường", "đặc khu", "xã, phường"),
        "hamlet": ("thôn", "tổ dân phố", "thôn, tổ dân phố", "cấp thôn", "ấp", "bản"),
    },
    "nature": {
        "territory": ("đơn vị hành chính", "địa bàn", "hành chính"),
        "agency": ("cơ quan", "cơ quan thành viên"),
    },
}
CODED = tuple(_WORDS)


def plain(words: str) -> str:
    """Return a head or a word as it is compared: folded, nothing but letters and digits.

    What stands in brackets after it is left out: "Diện tích (km²)" is "dien tich".
    """
    bare = re.sub(r"\([^()]*\)", " ", words)
    return " ".join(re.sub(r"[^a-z0-9_]+", " ", fold(bare)).split())


def _codes(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    said = {plain(word): code for code, found in words.items() for word in found}
    return said | {code: code for code in words}


_FIELDS = {plain(word): column.field for column in COLUMNS for word in (column.head, *column.words)}
_CODES = {field: _codes(words) for field, words in _WORDS.items()}


def field_of(head: str) -> str | None:
    """Return the cell that a column is for, ``None`` where it is not known."""
    return _FIELDS.get(plain(head))


def is_left_out(head: str) -> bool:
    """Tell whether a column is there for people only: a running number, a note."""
    return plain(head) in _NOT_READ


def is_for_codes(head: str) -> bool:
    """Tell whether a column of units holds their codes rather than their names."""
    return plain(head).startswith("ma ")


def head_of(field: str) -> str:
    """Return the Vietnamese head of a cell."""
    return next((column.head for column in COLUMNS if column.field == field), "")


def code_of(field: str, words: str) -> str:
    """Return the code that words in a cell mean; the words where they are not known."""
    return _CODES.get(field, {}).get(plain(words), words)


def word_of(field: str, code: str) -> str:
    """Return the word that an officer writes for a code; the code where there is none."""
    said = _WORDS.get(field, {})
    return said[code][0] if code in said else code


def words_for(field: str) -> list[str]:
    """Return the first word of every code of a cell, as a list to choose from."""
    return [words[0] for words in _WORDS[field].values()]
