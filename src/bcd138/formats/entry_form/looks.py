"""The looks of the workbook of a form: one place for its letters, lines and colours."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

_BASE: dict[str, Any] = {
    "font_name": "Times New Roman",
    "font_size": 12,
    "valign": "vcenter",
    "text_wrap": True,
}
_LINED: dict[str, Any] = _BASE | {"border": 1, "border_color": "#8A94A0"}
_OPEN: dict[str, Any] = _LINED | {"locked": False, "bg_color": "#FFFBE8"}
_TEXT: dict[str, Any] = {"num_format": "@", "align": "left", "indent": 1}
WHOLE, DECIMAL = "#,##0", "#,##0.##"

_LOOKS: dict[str, dict[str, Any]] = {
    "plain": _BASE,
    "unit": _BASE | {"bold": True, "text_wrap": False},
    "title": _BASE | {"bold": True, "font_size": 15, "align": "center"},
    "period": _BASE | {"italic": True, "align": "center"},
    "note": _BASE | {"font_size": 11, "font_color": "#3D4855"},
    "told_line": _BASE | {"font_size": 11, "bold": True, "text_wrap": False},
    "head": _LINED | {"bold": True, "bg_color": "#E3EEF8", "align": "center"},
    "section": _LINED | {"bold": True, "align": "left", "indent": 1, "bg_color": "#F1F4F7"},
    "section_column": _LINED | {"bold": True, "bg_color": "#F1F4F7", "align": "center"},
    "number": _LINED | {"align": "center"},
    "label": _LINED | {"align": "left", "indent": 1},
    "unit_of": _LINED | {"align": "center", "font_color": "#3D4855"},
    "none": _LINED | {"bg_color": "#E6E9ED"},
    "input": _OPEN | {"align": "right", "indent": 1, "num_format": WHOLE},
    "input_decimal": _OPEN | {"align": "right", "indent": 1, "num_format": DECIMAL},
    "computed": _LINED
    | {"align": "right", "indent": 1, "num_format": "#,##0.00", "bg_color": "#F1F4F7"},
    "past": _LINED
    | {"align": "right", "indent": 1, "num_format": DECIMAL, "font_color": "#3D4855"},
    "past_whole": _LINED
    | {"align": "right", "indent": 1, "num_format": WHOLE, "font_color": "#3D4855"},
    "words": _OPEN | _TEXT | {"font_size": 11},
    "long_words": _OPEN | _TEXT | {"valign": "top"},
    "finding": _LINED | {"align": "left", "indent": 1, "font_size": 11, "font_color": "#93201A"},
    "sign": _BASE | {"bold": True, "align": "center", "text_wrap": False},
    "sign_note": _BASE | {"italic": True, "align": "center", "font_size": 11, "text_wrap": False},
}
WRONG = {"bg_color": "#FBD5D2", "font_color": "#93201A"}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            self._made[name] = self._book.add_format(_LOOKS[name])
        return self._made[name]
