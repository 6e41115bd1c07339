"""What changed between two versions of a definition, in words of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

_TOKEN = re.compile(r"[a-z][a-z0-9_]*(?:[:.][a-z0-9_]+)*")
_BILINGUAL = ("mục/section", "dòng/row", "lời văn/narrative", "quy tắc/rule")


def said(lines: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Return lines of ``data_set_changes`` for people; ``names`` are those of codes."""
    return [_said(line, {**names, **_keys()}) for line in lines]


def _said(line: str, names: Mapping[str, str]) -> str:
    sign = {"+ ": _("Thêm"), "- ": _("Bỏ"), "~ ": _("Sửa")}.get(line[:2], "")
    rest = line[2:] if sign else line
    english = (get_language() or "vi").startswith("en")
    for both in _BILINGUAL:
        vietnamese, _dash, other = both.partition("/")
        rest = rest.replace(both, other if english else vietnamese)
    words = _TOKEN.sub(lambda found: names.get(found[0], found[0]), rest)
    return f"{sign} {words}" if sign else words


def _keys() -> dict[str, str]:
    return {
        "name": _("tên"),
        "unit": _("đơn vị tính"),
        "numerator": _("tử số"),
        "denominator": _("mẫu số"),
        "direction": _("chiều hướng"),
        "across_units": _("gộp nhiều đơn vị"),
        "across_periods": _("gộp nhiều kỳ"),
        "wordings": _("cách viết"),
        "label": _("lời ghi"),
        "number": _("số thứ tự"),
        "section": _("mục"),
        "options": _("phân tổ"),
        "columns": _("cột"),
        "due_days": _("hạn gửi"),
        "guidance": _("hướng dẫn"),
        "regime": _("chế độ báo cáo"),
        "reporters": _("đơn vị báo cáo"),
        "severity": _("mức độ"),
        "words": _("lý do"),
        "left": _("vế trái"),
        "right": _("vế phải"),
        "title": _("tên mục"),
        "hint": _("gợi ý"),
        "article": _("điều, khoản"),
        "source": _("văn bản"),
        "checked": _("đối chiếu bản gốc"),
    }
