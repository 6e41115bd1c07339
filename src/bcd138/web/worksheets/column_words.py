"""What a column of a sheet holds, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bcd138.domain.worksheet.columns import Column


def column_words(column: Column | None, *, is_value: bool) -> str:
    """Return what a column holds, and of one that is not read that it is not."""
    if is_value:
        return _("kỳ này")
    if column is None:
        return ""
    named = {
        "label": _("tên dòng"),
        "number": _("số thứ tự"),
        "unit": _("đơn vị tính"),
    }
    whose = {
        "last": _("kỳ trước"),
        "same": _("cùng kỳ"),
        "cumulative": _("lũy kế"),
        "compare": _("so sánh"),
        "plan": _("kế hoạch"),
        "note": _("ghi chú"),
        "option": _("chia nhỏ"),
    }
    if column.role in named:
        return named[column.role]
    said = whose.get(column.whose, _("không rõ"))
    return said if column.whose == "option" else _("%(what)s, không lấy") % {"what": said}
