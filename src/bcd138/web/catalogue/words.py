"""Codes of the catalogue as words on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.apps.catalogue.sources import sources
from bcd138.domain.data_set import Reporters


@dataclass(frozen=True, slots=True)
class Law:
    """The paper behind a definition, and whether somebody compared it with the original."""

    source: str
    title: str
    article: str
    checked: bool


def law_of(source: str, article: str, *, checked: bool) -> Law:
    """Return a paper with its title."""
    known = sources().get(source)
    title = known.title if known else ""
    return Law(source, "" if title == source else title, article, checked)


def period_types() -> dict[str, str]:
    """Return the kinds of periods by code."""
    return {
        "month": _("tháng"),
        "quarter": _("quý"),
        "half": _("6 tháng"),
        "year": _("năm"),
        "to_date": _("lũy kế từ đầu năm"),
        "span": _("đợt, chiến dịch"),
        "programme": _("giai đoạn nhiều năm"),
    }


def levels() -> dict[str, str]:
    """Return the levels that report by code."""
    return {"commune": _("cấp xã"), "province": _("cấp tỉnh"), "central": _("trung ương")}


def severities() -> dict[str, str]:
    """Return what a check asks for, by code."""
    return {"block": _("chặn"), "explain": _("cần giải trình"), "notice": _("lưu ý")}


def reporters_words(reporters: Reporters) -> str:
    """Say who fills a form in."""
    level = levels().get(reporters.level, reporters.level)
    if reporters.kind == "territory":
        return _("Ban Chỉ đạo %(level)s") % {"level": level}
    who = {"names": ", ".join(reporters.names_begin), "level": level}
    if not reporters.names_begin:
        return _("Mọi cơ quan thành viên %(level)s") % who
    return _("%(names)s %(level)s") % who


def due_words(days: int | None) -> str:
    """Say by when a report is sent."""
    if days is None:
        return _("chưa đặt hạn")
    said = ngettext(
        "%(n)s ngày làm việc sau ngày cuối kỳ", "%(n)s ngày làm việc sau ngày cuối kỳ", days
    )
    return said % {"n": days}


def listed(words: Iterable[str], last: str) -> str:
    """Write names one after the other, with a word before the last: “A”, “B” hoặc “C”."""
    *before, end = (f"“{each}”" for each in words)
    return f"{', '.join(before)} {last} {end}" if before else end
