"""Where a figure or a total comes from: its formula and everything it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from bcd138.apps.analytics.restated import Cited
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.selectors import Chain
from bcd138.domain.figure import percent
from bcd138.domain.period import Period
from bcd138.domain.total import Total
from bcd138.web.templatetags.say import amount_words, counts_words, number, words_of


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One figure: how much, by which formula, and the chain back to its sentence."""

    value: DataValue
    chain: Chain
    amount: str
    formula: str
    disagrees: str


@dataclass(frozen=True, slots=True)
class PartWords:
    """One figure within a total and the share of it that belongs there."""

    value: DataValue
    share: str


@dataclass(frozen=True, slots=True)
class TotalPage:
    """A total of several units or periods: how much, by which sum, and every figure in it."""

    org_unit: OrgUnit
    indicator: Indicator
    period: Period
    total: Total
    parts: tuple[PartWords, ...]
    amount: str
    unit: str
    formula: str
    why_not: str


def figure_page(chain: Chain) -> FigurePage:
    """Put one figure and its chain into words."""
    value = chain.value
    computed = percent(value.numerator, value.denominator)
    formula = disagrees = ""
    if computed is not None:
        formula = f"{counts_words(value.numerator, value.denominator)} = {number(computed)} %"
        if value.unit == "%" and _differ(value, computed):
            disagrees = number(computed)
    amount = amount_words(value.comparator, value.value)
    return FigurePage(value, chain, amount, formula, disagrees)


def total_page(org_unit: OrgUnit, cited: Cited) -> TotalPage:
    """Put a total and the figures it is made of into words."""
    total = cited.total
    parts = tuple(
        PartWords(cited.values[part.figure.source], _share_words(part.share))
        for part in total.parts
        if part.figure.source is not None
    )
    shown = total.value if total.value is not None else total.percent
    is_rate = total.value is None and total.percent is not None
    formula = "" if total.why_not else _formula(total)
    return TotalPage(
        org_unit=org_unit,
        indicator=cited.indicator,
        period=cited.period,
        total=total,
        parts=parts,
        amount="" if total.why_not else number(shown),
        unit="%" if is_rate else cited.unit,
        formula=formula,
        why_not=words_of(total.why_not, {}) if total.why_not else "",
    )


def _share_words(share: Decimal | None) -> str:
    if share is None:
        return _("một phần, không công bố tỷ lệ")
    return _("toàn bộ") if share == 1 else f"{number(share * 100)} %"


def _formula(total: Total) -> str:
    """Write "5 + 7 = 12", or the counts added for a rate."""
    if total.percent is not None:
        above = [part.figure.numerator for part in total.parts]
        under = [part.figure.denominator for part in total.parts]
        top, bottom = (" + ".join(number(one) for one in side) for side in (above, under))
        counts = counts_words(total.numerator, total.denominator)
        return f"({top}) / ({bottom}) = {counts} = {number(total.percent)} %"
    added = sum(part.figure.value * (part.share or 0) for part in total.parts)
    if len(total.parts) <= 1 or added != total.value:
        return ""
    terms = (
        number(part.figure.value) + ("" if part.share == 1 else f" × {number(part.share)}")
        for part in total.parts
    )
    return f"{' + '.join(terms)} = {number(total.value)}"


def _differ(value: DataValue, computed: Decimal) -> bool:
    """Tell whether the printed percentage is not the computed one at its own precision."""
    exponent = value.value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return value.comparator == "=" and number(value.value, places) != number(computed, places)
