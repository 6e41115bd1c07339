"""The faults of a design in words, each with the step and the place where it is mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bcd138.apps.designs.checks import Problem
from bcd138.formats.data_set_faults import Place
from bcd138.web.designs.typed import GENERAL, NARRATIVES, RULES, SECTIONS
from bcd138.web.words_of_files import words_in_language

_TOKEN = re.compile(r"[a-z][a-z0-9_]+(?:[:.][a-z0-9_.]+)*")
_STEPS = {"sections": SECTIONS, "narratives": NARRATIVES, "rules": RULES}
NAMES = {GENERAL: "general", SECTIONS: "sections", NARRATIVES: "narratives", RULES: "rules"}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A fault: what is wrong, and the mark on the page where it stands."""

    step: str
    anchor: str
    where: str
    words: str
    href: str


def problem_lines(
    problems: Iterable[Problem], design_id: int, names: Mapping[str, str]
) -> list[ProblemLine]:
    """Return the faults in words, each one once; ``names`` are those of codes."""
    lines = []
    for problem in problems:
        step = _STEPS.get(str(problem.place[0]), GENERAL) if problem.place else GENERAL
        anchor = _anchor(problem.place)
        address = reverse(f"designs:{NAMES[step]}", args=[design_id])
        words = _said(problem, names)
        lines.append(ProblemLine(step, anchor, _where(problem.place), words, f"{address}#{anchor}"))
    return list(dict.fromkeys(lines))


def _anchor(place: Place) -> str:
    """Return the mark of the part of the page that holds a place."""
    if len(place) < 2:  # noqa: PLR2004 - a field of the whole form
        return f"f-{place[0]}" if place else "f-name"
    first, index, *rest = place
    if first == "sections":
        row = f"r{rest[1]}" if len(rest) > 1 and rest[0] == "rows" else ""
        return f"s{index}{row}"
    return f"{str(first)[0]}{index}" if first in _STEPS else f"f-{first}"


def _where(place: Place) -> str:
    if len(place) < 2 or place[0] not in _STEPS:  # noqa: PLR2004 - a field of the whole form
        return ""
    first, index, *rest = place
    said = {"sections": _("Mục"), "narratives": _("Phần"), "rules": _("Quy tắc")}[str(first)]
    where = f"{said} {int(index) + 1}"
    if len(rest) > 1 and rest[0] == "rows":
        where += ", " + _("dòng %(n)s") % {"n": int(rest[1]) + 1}
    return where


def _said(problem: Problem, names: Mapping[str, str]) -> str:
    if problem.kind:
        field = next((str(each) for each in reversed(problem.place) if isinstance(each, str)), "")
        words = _kinds().get(problem.kind, _("ghi chưa đúng"))
        return f"{_fields().get(field, field)}: {words}" % {"limit": problem.limit}
    vietnamese = problem.words.partition(" / ")[0]
    words = _of_rules().get(vietnamese) or words_in_language(problem.words)
    return _TOKEN.sub(lambda found: _named(names, found[0]), words)


def _named(names: Mapping[str, str], code: str) -> str:
    return f"“{names[code]}”" if code in names else code


def _of_rules() -> dict[str, str]:
    """Return what a rule lacks, without the names that its file uses."""
    return {
        "other đi với equal_across, sum_of_periods": _("Chưa chọn biểu kia."),
        "low, high đi với range": _("Chưa ghi khoảng: từ bao nhiêu, đến bao nhiêu."),
        "cần right, trừ range": _("Chưa chọn ô ở vế thứ hai."),
        "left, right không bằng nhau": _("Hai vế phải có số ô bằng nhau."),
        "left là một tổng số": _("Chỉ chọn một ô tổng."),
    }


def _kinds() -> dict[str, str]:
    empty = _("chưa ghi")
    number = _("phải là một số")
    return {
        "code": _("2 đến 60 chữ thường không dấu, chữ số hoặc _, bắt đầu bằng chữ"),
        "missing": _("chưa ghi, hoặc không phải ngày như 15/12/2026"),
        "not_after": _("phải sau ngày %(limit)s, ngày bắt đầu của phiên bản đang có"),
        "string_too_short": empty,
        "string_too_long": _("dài quá %(limit)s ký tự"),
        "too_short": _("chưa có gì"),
        "string_pattern_mismatch": _("chưa chọn"),
        "not_chosen": _("chưa chọn"),
        "literal_error": _("chưa chọn"),
        "int_parsing": _("phải là số ngày, từ 0 đến 366"),
        "int_type": _("phải là số ngày, từ 0 đến 366"),
        "greater_than_equal": _("không nhỏ hơn %(limit)s"),
        "less_than_equal": _("không lớn hơn %(limit)s"),
        "decimal_parsing": number,
        "finite_number": number,
    }


def _fields() -> dict[str, str]:
    return {
        "name": _("Tên biểu mẫu"),
        "code": _("Mã"),
        "begins": _("Có hiệu lực từ ngày"),
        "regime": _("Chế độ báo cáo"),
        "period_type": _("Loại kỳ"),
        "level": _("Cấp"),
        "kind": _("Loại đơn vị"),
        "names_begin": _("Tên cơ quan"),
        "source": _("Văn bản"),
        "article": _("Điều, khoản"),
        "due_days": _("Hạn gửi"),
        "guidance": _("Hướng dẫn"),
        "sections": _("Các mục"),
        "rows": _("Các dòng của mục"),
        "title": _("Tên"),
        "number": _("Số thứ tự"),
        "label": _("Lời ghi"),
        "hint": _("Gợi ý"),
        "left": _("Vế trái"),
        "right": _("Vế phải"),
        "severity": _("Mức độ"),
        "words": _("Lý do"),
        "other": _("Biểu kia"),
        "low": _("Từ"),
        "high": _("Đến"),
    }
