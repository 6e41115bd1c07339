"""Proves a reading against itself: ratios, parts, repetitions, forms of commendation."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from bcd138.domain.extraction.ratio import check_ratio
from bcd138.domain.extraction.reading import Finding, FoundAward, FoundFigure
from bcd138.domain.extraction.vocabulary import Vocabulary
from bcd138.domain.figure import percent_of
from bcd138.domain.rules import rule


@rule("ratio-from-its-counts", "Quy ước của phần mềm", article="tỷ lệ tính lại từ tử số và mẫu số")
def prove_ratios(figures: list[FoundFigure], vocabulary: Vocabulary) -> list[Finding]:
    """Return what the counts say of the ratios.

    A count of a whole gets its percent (164/199 is 82,41 %), a percent with only its
    numerator the whole it implies (388 at 83,62 % is 464 in all), a percent that does not
    fit its counts the right one (172/183 is 93,99 %, not "hơn 83 %").
    """
    findings: list[Finding] = []
    for figure in figures:
        if figure.kind != "result" or figure.numerator is None:
            continue
        if figure.unit.endswith("%") or vocabulary.indicators[figure.indicator].unit == "%":
            finding = _prove_percent(figure)
        else:
            finding = _percent_of_counts(figure)
        if finding is not None:
            findings.append(finding)
    return findings


def _prove_percent(figure: FoundFigure) -> Finding | None:
    numerator, denominator = figure.numerator, figure.denominator
    if numerator is None or numerator == 0:
        return None
    if denominator is None:
        if figure.value <= 0 or figure.comparator != "=":
            return None
        whole = (numerator * 100 / figure.value).quantize(Decimal(1), ROUND_HALF_UP)
        return _finding(
            "ratio.implied-total",
            "notice",
            figure,
            printed=figure.value,
            numerator=numerator,
            total=whole,
        )
    wrong = check_ratio(
        printed=figure.value,
        comparator=figure.comparator,
        numerator=numerator,
        denominator=denominator,
    )
    return _finding("ratio.mismatch", "error", figure, **wrong) if wrong else None


def _percent_of_counts(figure: FoundFigure) -> Finding | None:
    numerator, denominator = figure.numerator, figure.denominator
    if numerator is None or denominator is None or denominator == 0:
        return None
    percent = percent_of(numerator, denominator)
    if numerator > denominator:
        return _finding(
            "ratio.part-over-whole",
            "warning",
            figure,
            numerator=numerator,
            denominator=denominator,
            right=percent,
        )
    return _finding(
        "ratio.recomputed",
        "notice",
        figure,
        numerator=numerator,
        denominator=denominator,
        right=percent,
    )


@rule("one-figure-said-once", "Quy ước của phần mềm", article="một chỉ tiêu, một kỳ, một giá trị")
def prove_repetitions(figures: list[FoundFigure]) -> list[Finding]:
    """Return where the same indicator of the same period has two different values.

    A headline of 743 cases over a text of 734 is the known case.
    """
    findings: list[Finding] = []
    first: dict[tuple[object, ...], FoundFigure] = {}
    for figure in figures:
        key = (figure.indicator, figure.kind, figure.period, _measure(figure.unit))
        before = first.setdefault(key, figure)
        if before is figure or before.value == figure.value:
            continue
        if before.comparator != figure.comparator or _same_when_rounded(before, figure):
            continue
        findings.append(
            _finding(
                "figure.said-differently",
                "warning",
                figure,
                one=before.value,
                other=figure.value,
                unit=figure.unit,
                indicator=figure.indicator,
            )
        )
    return findings


def _same_when_rounded(one: FoundFigure, other: FoundFigure) -> bool:
    """Tell 94,59 % from the headline's 94,6 %: the same, said shorter."""
    if not one.unit.endswith("%"):
        return False
    exponents = (value.value.normalize().as_tuple().exponent for value in (one, other))
    places = min(-exponent for exponent in exponents if isinstance(exponent, int))
    step = Decimal(1).scaleb(-max(places, 0))
    return one.value.quantize(step, ROUND_HALF_UP) == other.value.quantize(step, ROUND_HALF_UP)


def _measure(unit: str) -> str:
    return unit.strip().lower()


_PARTS = re.compile(r"trong đó|gồm|bao gồm|gồm có|cụ thể|chia ra|\(")


@rule("parts-add-up", "Quy ước của phần mềm", article="tổng bằng các phần cộng lại")
def prove_parts(text: str, figures: list[FoundFigure]) -> list[Finding]:
    """Return wholes whose listed parts add up to something else.

    Only a complete list proves anything: "gồm"/"bao gồm" (or brackets) with at least two
    parts counted in the whole's unit. "trong đó" may leave parts out, so there only a sum
    above the whole is wrong. 318 = 180 + 7 + 10 + 120 + 1 holds.
    """
    findings: list[Finding] = []
    ordered = sorted(figures, key=lambda one: one.start)
    for index, whole in enumerate(ordered):
        parts: list[FoundFigure] = []
        opening = ""
        for before, part in pairwise(ordered[index:]):
            between = text[before.end : part.start]
            if "." in re.sub(r"\d\.\d", "", between) or "\n" in between:
                break
            if not opening:
                match = _PARTS.search(between)
                if match is None:
                    break
                opening = match[0]
            elif ";" in between and opening == "(":
                break
            if part.unit == whole.unit and part.kind == whole.kind:
                parts.append(part)
        if len(parts) < 2 or whole.unit == "%":  # noqa: PLR2004 - one part proves nothing
            continue
        total = sum((part.value for part in parts), Decimal(0))
        wrong = (
            total > whole.value if opening in {"trong đó", "(", "cụ thể"} else total != whole.value
        )
        if wrong:
            findings.append(
                _finding(
                    "parts.mismatch",
                    "error",
                    whole,
                    whole=whole.value,
                    total=total,
                    unit=whole.unit,
                    parts=" + ".join(str(part.value) for part in parts),
                )
            )
    return findings


@rule("solved-within-occurred", "Quy ước của phần mềm", article="số làm rõ không quá số xảy ra")
def prove_orders(figures: list[FoundFigure], vocabulary: Vocabulary) -> list[Finding]:
    """Return numerators greater than their denominators when both were counted.

    25 solved against 19 occurred happens when old cases are counted in: it needs a word.
    """
    values = {(one.indicator, one.period): one for one in reversed(figures) if one.kind == "result"}
    findings: list[Finding] = []
    for (code, period), figure in values.items():
        ratio = vocabulary.ratios_by_numerator.get(code)
        whole = values.get((ratio.denominator, period)) if ratio else None
        if whole is not None and figure.value > whole.value and whole.comparator == "=":
            findings.append(
                _finding(
                    "ratio.part-over-whole",
                    "warning",
                    figure,
                    numerator=figure.value,
                    denominator=whole.value,
                    right=percent_of(figure.value, whole.value) if whole.value else Decimal(0),
                )
            )
    return findings


@rule("award-form-of-its-grantor", "06/2022/QH15", article="Điều 72-75", checked=False)
def prove_awards(awards: list[FoundAward]) -> list[Finding]:
    """Return forms that their grantor cannot give.

    The Chair of a provincial People's Committee gives Bằng khen; Giấy khen belongs to the
    director of the police, the head of an agency and the commune's Chair.
    """
    findings: list[Finding] = []
    for award in awards:
        grantor = award.grantor or ""
        provincial = "UBND tỉnh" in grantor or "Bộ trưởng" in grantor
        police = "Công an tỉnh" in grantor and "UBND" not in grantor
        if (provincial and award.form == "giay_khen") or (police and award.form == "bang_khen"):
            findings.append(
                Finding(
                    "award.giay-khen-of-grantor" if provincial else "award.bang-khen-of-grantor",
                    "warning",
                    {"grantor": grantor},
                    award.quote,
                    award.start,
                    award.end,
                )
            )
    return findings


def _finding(code: str, severity: str, figure: FoundFigure, **params: object) -> Finding:
    return Finding(code, severity, dict(params), figure.quote, figure.start, figure.end)
