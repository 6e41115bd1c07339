"""A leader's dashboard in words: cards with a line, what is late, what is unusual and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from bcd138.apps.analytics.dashboard import Card, Outlier, Overview
from bcd138.apps.analytics.pivoted import Cell
from bcd138.apps.submissions.selectors import Funnel
from bcd138.domain.comparing import said
from bcd138.domain.period import Period
from bcd138.formats.sparkline import Sparkline, sparkline
from bcd138.web.analytics.pivot_links import address_of
from bcd138.web.analytics.pivot_words import level_words, measure_words, why_words
from bcd138.web.home.funnel import funnel_lines
from bcd138.web.templatetags.say import amount_words, number, opening, period_words, words_of


@dataclass(frozen=True, slots=True)
class Said:
    """One comparison in words, and whether it is for the better."""

    words: str
    verdict: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """One card: a number that leads to its source, its changes, its line.

    ``line_words`` tells what the line shows; ``target`` what was set.
    """

    name: str
    amount: str
    unit: str
    href: str
    under: str
    changes: tuple[Said, ...]
    target: str
    line: Sparkline | None
    line_words: str
    more: str


@dataclass(frozen=True, slots=True)
class Unusual:
    """One figure that somebody should ask about."""

    unit: str
    measure: str
    words: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Late:
    """How many units have not sent one form in time."""

    count: int
    form: str
    period: Period
    href: str


@dataclass(frozen=True, slots=True)
class LeaderPage:
    """Everything on the page."""

    unit: str
    period: Period | None
    source: str
    cards: tuple[CardWords, ...]
    late: tuple[Late, ...]
    unusual: tuple[Unusual, ...]

    @property
    def late_count(self) -> int:
        """Return how many reports have not been sent in time."""
        return sum(one.count for one in self.late)


def leader_page(found: Overview, funnels: Iterable[Funnel]) -> LeaderPage:
    """Put a dashboard into words."""
    level = next((card.now.level for card in found.cards if card.now.level), "")
    return LeaderPage(
        unit=opening(found.unit.name),
        period=found.period,
        source=_("số liệu cộng %(level)s") % {"level": level_words(level)} if level else "",
        cards=tuple(_card(card, found) for card in found.cards),
        late=tuple(
            Late(line.funnel.late, line.form, line.period, line.href)
            for line in funnel_lines(funnels)
            if line.funnel.late
        ),
        unusual=tuple(_unusual(one) for one in found.outliers),
    )


def _card(card: Card, found: Overview) -> CardWords:
    now = card.now
    value = now.now.value
    values = [cell.now.value for cell in card.trend]
    told = [cell for cell in card.trend if cell.now.value is not None]
    return CardWords(
        name=opening(measure_words(now.measure)),
        amount="" if value is None else amount_words(now.now.comparator, value),
        unit=now.now.unit or now.measure.unit,
        href=address_of(now),
        under=_under(now),
        changes=tuple(_changes(card)),
        target=_target(card),
        line=sparkline(values) if len(told) > 1 else None,
        line_words="; ".join(
            f"{period_words(cell.period)}: {number(cell.now.value)}" for cell in told
        ),
        more=_more(now, found),
    )


def _under(cell: Cell) -> str:
    coverage = cell.now.coverage
    if cell.now.value is None:
        return why_words(cell.now.why_not) if cell.now.why_not else _("chưa báo cáo")
    if coverage.reported < coverage.expected:
        params = {"some": number(coverage.reported), "all": number(coverage.expected)}
        return _("mới có %(some)s/%(all)s báo cáo") % params
    return ""


def _changes(card: Card) -> Iterable[Said]:
    for cell, than in ((card.now, _("cùng kỳ năm trước")), (card.before, _("kỳ liền trước"))):
        if cell.change is not None:
            change = said(cell.change, unit=cell.now.unit or cell.measure.unit, than=than)
            params = {
                key: number(value) if isinstance(value, Decimal) else value
                for key, value in change.params.items()
            }
            verdict = "neutral" if cell.change.is_small else cell.change.verdict
            yield Said(opening(words_of(change.code, params)), verdict)


def _target(card: Card) -> str:
    if card.target is None or card.target.value is None:
        return ""
    aim = amount_words(card.target.comparator, card.target.value)
    return _("chỉ tiêu %(aim)s %(unit)s") % {"aim": aim, "unit": card.target.unit}


def _more(cell: Cell, found: Overview) -> str:
    """Return where the line is drawn large, with what each unit below has beneath."""
    below = found.below or "khong"
    asked = f"don_vi={found.unit.code}&duoi={below}&chi_tieu={cell.measure.indicator}"
    return f"{reverse('analytics:chart')}?{asked}&ky={cell.period.code}&so_voi=cung-ky"


def _unusual(one: Outlier) -> Unusual:
    usual = one.usual
    is_above = one.value > usual.high
    params = {"value": number(one.value), "low": number(usual.low), "high": number(usual.high)}
    return Unusual(
        unit=opening(one.head.unit.name) if one.head.unit else "",
        measure=measure_words(one.cell.measure),
        words=opening(words_of("dashboard.above" if is_above else "dashboard.below", params)),
        why=words_of(
            f"dashboard.by-{usual.basis}", {"n": one.periods} if usual.basis == "series" else {}
        ),
        href=address_of(one.cell),
    )
