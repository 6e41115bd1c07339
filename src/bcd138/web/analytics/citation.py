"""Where a figure or a total comes from: its formula and everything it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bcd138.apps.analytics.citation import FigureCitation, Ground, TotalCitation
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import DataValue, Submission
from bcd138.apps.submissions.selectors import Chain
from bcd138.domain.figure import percent
from bcd138.domain.period import Period
from bcd138.domain.total import Total
from bcd138.web.templatetags.say import amount_words, counts_words, number, words_of


@dataclass(frozen=True, slots=True)
class RevisionWords:
    """One revision of a figure: what it was before, what it is since, and why.

    ``report`` is the report whose cell it comes from; ``is_here`` marks the one on the page.
    """

    value: DataValue
    was: str
    report: Submission | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One figure: how much, by which formula, and the chain back to its sentence or cell.

    ``part`` names the option of a breakdown that it counts. ``report`` is the report it comes
    from. ``counts`` are the figures that a rate was computed from.
    """

    value: DataValue
    chain: Chain
    amount: str
    formula: str
    disagrees: str
    part: str
    report: Submission | None
    counts: tuple[DataValue, ...]
    revisions: tuple[RevisionWords, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class PartWords:
    """One figure within a total and the share of it that belongs there."""

    value: DataValue
    share: str


@dataclass(frozen=True, slots=True)
class CountWords:
    """One of the two counts that a percentage is made of: its name, how much, and its source."""

    name: str
    amount: str
    href: str


@dataclass(frozen=True, slots=True)
class TotalPage:
    """A total of several units or periods: how much, by which sum, and every figure in it.

    ``fixed`` is the address at which it stays as it is at the end of the day looked from,
    ``current`` the one that tells what counts now.
    """

    org_unit: OrgUnit
    indicator: Indicator
    period: Period
    total: Total
    parts: tuple[PartWords, ...]
    amount: str
    unit: str
    formula: str
    why_not: str
    ground: Ground
    fixed: str
    current: str
    part: str
    counts: tuple[CountWords, ...]


def figure_page(citation: FigureCitation) -> FigurePage:
    """Put one figure and what it is cited with into words."""
    chain = citation.chain
    value = chain.value
    computed = percent(value.numerator, value.denominator)
    formula = disagrees = ""
    if computed is not None:
        formula = f"{counts_words(value.numerator, value.denominator)} = {number(computed)} %"
        if value.unit == "%" and _differ(value, computed):
            disagrees = number(computed)
    return FigurePage(
        value=value,
        chain=chain,
        amount=amount_words(value.comparator, value.value),
        formula=formula,
        disagrees=disagrees,
        part=citation.part,
        report=value.submission,
        counts=citation.counts,
        revisions=_revisions(chain),
        ground=citation.ground,
    )


def total_page(citation: TotalCitation, level: str, day: date, breakdown: str = "") -> TotalPage:
    """Put a total and the figures it is made of into words.

    Args:
        citation: The total.
        level: The level whose figures it adds up; empty for the unit's own.
        day: The day it is looked at from.
        breakdown: The option that is counted; empty for the whole.
    """
    cited, org_unit = citation.cited, citation.org_unit
    total = cited.total
    parts = tuple(
        PartWords(cited.values[part.figure.source], _share_words(part.share))
        for part in total.parts
        if part.figure.source is not None
    )
    above, under = (one.total.value for one in citation.counts) if citation.counts else (None, None)
    made = percent(above, under)
    shown = total.value if total.value is not None else total.percent or made
    is_rate = total.value is None and shown is not None
    formula = "" if total.why_not else _formula(total)
    if made is not None:
        formula = f"{counts_words(above, under)} = {number(made)} %"
    keys = {
        "don_vi": org_unit.code,
        "chi_tieu": cited.indicator.code,
        "ky": cited.period.code,
        **({"cap": level} if level else {}),
        **({"phan_to": breakdown} if breakdown else {}),
    }
    asked = keys | ({"luc": day.isoformat()} if citation.as_of else {})
    address = reverse("analytics:total")
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
        ground=citation.ground,
        fixed=f"{address}?{urlencode(keys | {'luc': day.isoformat()})}",
        current=f"{address}?{urlencode(keys)}",
        part=citation.part,
        counts=tuple(
            CountWords(
                one.indicator.name,
                f"{number(one.total.value)} {one.unit}",
                f"{address}?{urlencode(asked | {'chi_tieu': one.indicator.code})}",
            )
            for one in citation.counts
            if one.total.value is not None
        ),
    )


def _revisions(chain: Chain) -> tuple[RevisionWords, ...]:
    """Return every revision, newest first, each with what the one before it said."""
    before = [*(str(one.amount) for one in chain.revisions[1:]), ""]
    return tuple(
        RevisionWords(one, was, one.submission, one.pk == chain.value.pk)
        for one, was in zip(chain.revisions, before, strict=True)
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
