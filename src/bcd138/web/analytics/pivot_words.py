"""Words around the numbers of a pivot: heads, bases of comparison, reasons."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from bcd138.apps.analytics.pivoted import Head, MeasureHead, Pivot, Role, Why
from bcd138.apps.analytics.question import Against, Base
from bcd138.apps.analytics.table import Coverage
from bcd138.domain.period import Period
from bcd138.web.templatetags.say import number, opening, period_words, words_of


def base_words(base: Base, name: str = "") -> str:
    """Say what totals are set against; ``name`` is that of another unit."""
    words: dict[Against, Callable[[], str]] = {
        Against.LAST_YEAR: lambda: _("cùng kỳ năm trước"),
        Against.BEFORE: lambda: _("kỳ liền trước"),
        Against.AVERAGE: lambda: _("trung bình %(years)s năm trước") % {"years": base.years},
        Against.YEAR: lambda: _("cùng kỳ năm %(year)s") % {"year": base.years},
        Against.TARGET: lambda: _("chỉ tiêu đặt ra"),
        Against.UNIT: lambda: name or _("đơn vị khác"),
        Against.PEERS: lambda: _("trung bình các đơn vị khác trong bảng"),
    }
    return words[base.against]() if base.against in words else ""


def aspect_words(aspect: str, base: Base, *, is_ratio: bool) -> str:
    """Return the head of one column under a total."""
    words: dict[str, Callable[[], str]] = {
        "value": lambda: _("kỳ này"),
        "base": lambda: _short(base),
        "difference": lambda: _("+/− điểm") if is_ratio else "+/−",
        "percent": lambda: "%",
        "rate": lambda: _("/100.000 dân"),
        "rank": lambda: _("hạng"),
        "reported": lambda: _("báo cáo"),
    }
    return words[aspect]()


def _short(base: Base) -> str:
    """Name what totals are set against in a narrow column."""
    words: dict[Against, Callable[[], str]] = {
        Against.LAST_YEAR: lambda: _("cùng kỳ"),
        Against.BEFORE: lambda: _("kỳ trước"),
        Against.AVERAGE: lambda: _("TB %(years)s năm") % {"years": base.years},
        Against.YEAR: lambda: _("năm %(year)s") % {"year": base.years},
        Against.TARGET: lambda: _("chỉ tiêu"),
        Against.UNIT: lambda: _("so sánh"),
        Against.PEERS: lambda: _("TB nhóm"),
    }
    return words[base.against]() if base.against in words else ""


def unit_words(head: Head, pivot: Pivot) -> str:
    """Name a row or column of units: what it tells of which unit."""
    if head.unit is None:
        return _("Cộng các đơn vị")
    name = opening(head.unit.name)
    if head.role == Role.SUM:
        level = pivot.question.level or pivot.question.below
        return _("%(name)s: cộng %(level)s") % {"name": name, "level": level_words(level)}
    if head.role == Role.OWN:
        return _("%(name)s: tự báo cáo") % {"name": name}
    return name


def level_words(level: str) -> str:
    """Say whose figures are added up."""
    words = {
        "province": _("từ cấp tỉnh"),
        "district": _("từ cấp huyện"),
        "commune": _("từ cấp xã"),
        "hamlet": _("từ thôn, tổ dân phố"),
    }
    return words.get(level, "")


def measure_words(measure: MeasureHead) -> str:
    """Name an indicator or a part of it."""
    return measure.option_name or measure.name


def coverage_words(coverage: Coverage) -> str:
    """Say how many reported of how many, where some have and some have not."""
    if not 0 < coverage.reported < coverage.expected:
        return ""
    return _("mới có %(some)s/%(all)s") % {
        "some": number(coverage.reported),
        "all": number(coverage.expected),
    }


def why_words(why: Why) -> str:
    """Say why there is no number."""
    params = {
        name: period_words(value) if isinstance(value, Period) else value
        for name, value in why.params.items()
    }
    return opening(words_of(why.code, params)).rstrip(".")
