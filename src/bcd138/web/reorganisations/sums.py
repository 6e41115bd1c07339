"""Totals of new units as sums that can be checked by eye: 5 (Xã Nam Hải) + 7 (Xã Đông Phong)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.reorganisations.restated import Restated
from bcd138.domain.org_unit import WHOLE, Register
from bcd138.domain.period import Period
from bcd138.domain.total import Part, Total
from bcd138.web.templatetags.say import counts_words, number, words_of


@dataclass(frozen=True, slots=True)
class SumLine:
    """One restated total: the unit, the indicator, the period, the sum and what it makes."""

    org_unit: str
    name: str
    indicator: Indicator
    period: Period
    unit: str
    sum: str
    total: str
    is_estimate: bool
    why_not: str
    missing: int


def sum_lines(restated: Iterable[Restated], register: Register) -> Iterable[SumLine]:
    """Put totals into words."""
    for one in restated:
        total = one.total
        yield SumLine(
            org_unit=one.org_unit,
            name=one.name,
            indicator=one.indicator,
            period=one.period,
            unit=one.unit,
            sum=_sum(total, register, one.indicator),
            total=_made(total),
            is_estimate=total.is_estimate,
            why_not=words_of(total.why_not, {}) if total.why_not else "",
            missing=total.expected - total.reported,
        )


def _sum(total: Total, register: Register, indicator: Indicator) -> str:
    is_rate = total.value is None and total.percent is not None
    said = [_part(part, register, by_counts=is_rate) for part in total.parts]
    if len(said) > 1 and is_rate:
        return _("cộng tử số, cộng mẫu số: {parts}").format(parts="; ".join(said))
    if len(said) > 1 and indicator.across_units == "max" and not total.why_not:
        return _("lớn nhất của {parts}").format(parts="; ".join(said))
    return ("; " if total.why_not else " + ").join(said)


def _part(part: Part, register: Register, *, by_counts: bool) -> str:
    """Write 5 (Xã Nam Hải); a share of it as 0,6 × 5, a rate by the counts behind it."""
    figure = part.figure
    counts = counts_words(figure.numerator, figure.denominator) if by_counts else ""
    value = counts or number(figure.value)
    if part.share not in {None, WHOLE}:
        value = f"{number(part.share)} × {value}"
    name = register.name(figure.unit, figure.period.end)
    return f"{value} ({name})"


def _made(total: Total) -> str:
    if total.why_not:
        return ""
    if total.value is None and total.percent is not None:
        counts = counts_words(total.numerator, total.denominator)
        return f"{counts} = {number(total.percent, 2)} %"
    return number(total.value)
