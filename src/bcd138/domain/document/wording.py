"""Confirmed figures in words: "388 vụ", "164/199 xã, phường", "trên 87 %"."""

from __future__ import annotations

from bcd138.domain.document.facts import Fact
from bcd138.domain.figure import COMPARED, Amount, percent
from bcd138.domain.vietnamese.numbers import write_number

_AFTER = {">=": " trở lên"}
_MOVES = {"up": "tăng", "down": "giảm"}
_BASES = {
    "same_period_last_year": "cùng kỳ năm trước",
    "previous_year": "năm trước",
    "previous_month": "tháng trước",
}
_UNITS = {"m2": "m²", "m3": "m³"}
FORM_NAMES = {
    "bang_khen": "Bằng khen",
    "giay_khen": "Giấy khen",
    "co_thi_dua": "Cờ thi đua",
    "ky_niem_chuong": "Kỷ niệm chương",
    "huan_chuong": "Huân chương",
    "unspecified": "khen thưởng (không nêu hình thức)",
}


def number_words(amount: Amount) -> str:
    """Return the number alone, as a pair of counts where a count has both."""
    counts = (amount.numerator, amount.denominator)
    if amount.unit != "%" and counts[0] is not None and counts[1] is not None:
        return f"{write_number(counts[0])}/{write_number(counts[1])}"
    return write_number(amount.value)


def bare_words(fact: Fact) -> str:
    """Return how much without the unit: "164/199", "trên 700"."""
    sign = fact.amount.comparator
    return f"{COMPARED.get(sign, '')}{number_words(fact.amount)}{_AFTER.get(sign, '')}"


def unit_words(unit: str) -> str:
    """Return a unit as a paper writes it: m² for "m2"."""
    return _UNITS.get(unit, unit)


def amount_words(fact: Fact) -> str:
    """Return how much: "388 vụ", "164/199 xã, phường", "từ 80 % trở lên", "thứ 18"."""
    amount = fact.amount
    if fact.value_type == "rank":
        return f"thứ {write_number(amount.value)}"
    words = f"{number_words(amount)} {unit_words(amount.unit)}".rstrip()
    return f"{COMPARED.get(amount.comparator, '')}{words}{_AFTER.get(amount.comparator, '')}"


def moved_words(fact: Fact) -> str:
    """Return a stated change: "giảm 5 %"; "biến động 5 %" where no direction is known."""
    direction = fact.stated.direction if fact.stated else ""
    if fact.amount.value < 0:
        direction = "down"
    word = _MOVES.get(direction, "biến động")
    amount = fact.amount
    words = f"{write_number(abs(amount.value))} {amount.unit}".rstrip()
    return f"{word} {COMPARED.get(amount.comparator, '')}{words}{_AFTER.get(amount.comparator, '')}"


def stated_words(fact: Fact) -> str:
    """Return the change the sentence itself states: "giảm 43 vụ so với cùng kỳ năm trước"."""
    stated = fact.stated
    if stated is None or stated.direction not in _MOVES or fact.value_type == "change":
        return ""
    base = _BASES.get(stated.base, "kỳ so sánh")
    words = f"{_MOVES[stated.direction]} {write_number(stated.value)} {unit_words(stated.unit)}"
    return f"{words.rstrip()} so với {base}"


def share_words(fact: Fact) -> str:
    """Return "82,41 %" where a count stands against a whole, otherwise nothing."""
    share = percent(fact.amount.numerator, fact.amount.denominator)
    if share is None or fact.amount.unit == "%":
        return ""
    return f"{write_number(share)} %"


def form_words(form: str, forms_mixed: tuple[str, ...]) -> str:
    """Return the name of a form of commendation; a mixed line names them all."""
    names = forms_mixed if form == "mixed" else (form,)
    return ", ".join(FORM_NAMES.get(name, name) for name in names) or "không nêu hình thức"
