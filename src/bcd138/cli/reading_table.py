"""A reading as lines that a person can read in a terminal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bcd138.domain.document.wording import FORM_NAMES
from bcd138.domain.extraction.vocabulary import Vocabulary
from bcd138.domain.figure import COMPARED
from bcd138.domain.vietnamese.numbers import write_number

_FORMS = {**FORM_NAMES, "unspecified": "khen thưởng"}
_SEVERITIES = {"error": "SAI", "warning": "XEM LẠI", "notice": "ghi chú"}
_WIDTH = 62


def reading_table(answer: dict[str, Any], vocabulary: Vocabulary) -> str:
    """Return the lines of one reading, as written by ``formats.reading_json``."""
    lines = [f"■ {answer['source']}", *_head(answer)]
    if answer["figures"]:
        lines.append(f"  Số liệu ({len(answer['figures'])}):")
        lines += [_figure(one, vocabulary) for one in answer["figures"]]
    else:
        lines.append("  Số liệu: văn bản không có số liệu nào.")
    lines += [f"  Khen thưởng ({len(answer['awards'])}):"] if answer["awards"] else []
    lines += [_award(one) for one in answer["awards"]]
    lines += [f"  Nhiệm vụ, chỉ tiêu kỳ tới: {len(answer['tasks'])}"] if answer["tasks"] else []
    lines += [f"  Phát hiện ({len(answer['findings'])}):"] if answer["findings"] else []
    lines += [
        f"    [{_SEVERITIES[one['severity']]}] {one['message']} “{one['quote']}”"
        for one in answer["findings"]
    ]
    return "\n".join(lines) + "\n"


def _head(answer: dict[str, Any]) -> list[str]:
    unit, period, conference = answer["org_unit"], answer["period"], answer["conference"]
    lines = [f"  Tiêu đề: {answer['title'] or 'không có'}"]
    lines.append(
        f"  Đơn vị: {unit['name']}" if unit["name"] else "  Đơn vị: không có trong văn bản"
    )
    if period:
        lines.append(f"  Kỳ: {_day(period['start'])} – {_day(period['end'])}")
    if conference["date"]:
        place = f", {conference['place']}" if conference["place"] else ""
        session = f"{conference['session']} " if conference["session"] else ""
        lines.append(f"  Hội nghị: {session}{_day(conference['date'])}{place}")
    lines += [
        f"  {_ROLES[one['role']]}: {one['name']}, {one['position']}" for one in answer["people"]
    ]
    return lines


_ROLES = {
    "chair": "Chủ trì",
    "attendee_director": "Dự và chỉ đạo",
    "speaker": "Phát biểu",
    "attendee": "Dự",
    "author": "Người viết",
    "photographer": "Ảnh",
}


def _figure(one: dict[str, Any], vocabulary: Vocabulary) -> str:
    name = vocabulary.indicators[one["indicator"]].name
    short = name if len(name) <= _WIDTH else name[: _WIDTH - 1] + "…"
    value = COMPARED[one["comparator"]] + write_number(Decimal(str(one["value"])))
    of = f" ({_count(one['numerator'])}/{_count(one['denominator'])})" if one["numerator"] else ""
    target = " [chỉ tiêu]" if one["kind"] == "target" else ""
    asked = "  ? " if one["certainty"] == "ask" else "    "
    return f"{asked}{short:<{_WIDTH}} {value:>12} {one['unit']}{of}{target}"


def _count(value: float | None) -> str:
    return "…" if value is None else write_number(Decimal(str(value)))


def _award(one: dict[str, Any]) -> str:
    forms = ", ".join(_FORMS[form] for form in one["forms_mixed"] or [one["form"]])
    counts = [
        f"{write_number(one[key])} {word}"
        for key, word in (
            ("collectives", "tập thể"),
            ("individuals", "cá nhân"),
            ("total_unsplit", "tập thể, cá nhân"),
        )
        if one[key] is not None
    ]
    repeated = "" if one["counts_in_total"] else " (nhắc lại, không cộng)"
    return f"    {one['grantor'] or 'chưa rõ cấp khen'}: {forms} – {', '.join(counts)}{repeated}"


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
