"""The numbers of a pivot as they are drawn: thousands, so each is put together once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bcd138.apps.analytics.pivoted import Amount, Cell, Head, Pivot, Role, Why
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.web.analytics.pivot_links import address_of, base_address
from bcd138.web.analytics.pivot_words import coverage_words, why_words
from bcd138.web.templatetags.say import amount_words, number


@dataclass
class Reasons:
    """Why some numbers are missing, each told once under the table and pointed at by its number."""

    words: list[str] = field(default_factory=list)
    _marks: dict[str, SafeString] = field(default_factory=dict)

    def mark(self, why: Why) -> SafeString:
        """Return the sign that leads to a reason."""
        if why.params:
            return self._marked(why)
        if why.code not in self._marks:
            self._marks[why.code] = self._marked(why)
        return self._marks[why.code]

    def _marked(self, why: Why) -> SafeString:
        said = why_words(why)
        if said not in self.words:
            self.words.append(said)
        at = self.words.index(said) + 1
        return format_html('<a class="reason" href="#ly-do-{0}">({0})</a>', at)


@dataclass
class Drawer:
    """Draws the cells of one pivot and gathers the reasons that they point at."""

    pivot: Pivot
    reasons: Reasons = field(default_factory=Reasons)

    def __post_init__(self) -> None:
        """Say once what thousands of cells repeat."""
        self._silent = _silent(_("chưa báo cáo"))
        self._verdicts = {one: _verdict(one) for one in ("better", "worse", "same", "neutral")}
        self._small = _small()
        self._slight = _slight()
        self._uncompared = escape(_("chưa so sánh được"))
        self._aspects = [self.pivot.aspects(column) for column in self.pivot.columns]

    def row(self, at: int) -> SafeString:
        """Return the cells of a row, each with what is told of it, and how many reported."""
        row, cells = self.pivot.rows[at], self.pivot.cells[at]
        told = zip(self.pivot.columns, cells, self._aspects, strict=True)
        drawn = [
            piece
            for column, cell, aspects in told
            for piece in self._cells(row, column, cell, aspects)
        ]
        drawn.append(f'<td class="num coverage">{least_coverage(cells)}</td>')
        return mark_safe("".join(drawn))

    def _cells(
        self, row: Head, column: Head, cell: Cell, aspects: tuple[str, ...]
    ) -> Iterator[str]:
        is_each = row.role == Role.EACH and column.role == Role.EACH
        span = 2 if "percent" in aspects else 1
        for aspect in aspects:
            if aspect == "value":
                yield self._amount("num now", cell.now, address_of(cell), cell, is_now=True)
            elif aspect == "base":
                yield self._base(cell)
            elif aspect == "difference":
                yield self._difference(cell, span)
            elif aspect == "percent":
                yield "" if _is_uncompared(cell) else self._percent(cell)
            elif aspect == "rate":
                yield self._rate(cell)
            else:
                yield f'<td class="num">{cell.place}</td>' if is_each else "<td></td>"

    def _amount(self, css: str, amount: Amount, href: str, cell: Cell, *, is_now: bool) -> str:
        under = _notes(amount)
        if is_now and cell.differs is not None:
            words = _("lệch %(by)s") % {"by": signed(cell.differs)}
            under += f'<span class="under differs">{escape(words)}</span>'
        if amount.value is not None:
            shown = _shown(amount)
            unit = _own_unit(amount, cell)
            linked = f'<a href="{_in_html(href)}">{shown}</a>' if href else shown
            return f'<td class="{css}">{linked}{unit}{under}</td>'
        if amount.why_not:
            mark = self.reasons.mark(amount.why_not)
            words = escape(_("không cộng được"))
            linked = f'<a class="why-not" href="{escape(href)}">{words}</a>' if href else words
            return f'<td class="{css}">{linked} {mark}</td>'
        return f'<td class="{css}">{self._silent}</td>'

    def _base(self, cell: Cell) -> str:
        if cell.base is None:
            return "<td></td>"
        href = base_address(cell, self.pivot.question)
        return self._amount("num then", cell.base, href, cell, is_now=False)

    def _difference(self, cell: Cell, span: int) -> str:
        if cell.change is not None:
            change = cell.change
            said = self._verdicts[change.verdict]
            return f'<td class="num {change.verdict}">{signed(change.difference)}{said}</td>'
        if _is_uncompared(cell):
            words, mark = self._uncompared, self.reasons.mark(cell.not_compared)
            return f'<td class="num uncompared" colspan="{span}">{words} {mark}</td>'
        return "<td></td>"

    def _percent(self, cell: Cell) -> str:
        change = cell.change
        if change is None:
            return "<td></td>"
        if change.is_points:
            return '<td class="num">–</td>'
        if change.percent is None:
            return self._small
        if change.difference and not change.percent:
            return self._slight
        return f'<td class="num {change.verdict}">{signed(change.percent)}</td>'

    def _rate(self, cell: Cell) -> str:
        if cell.rate is not None:
            return f'<td class="num">{_number(cell.rate)}</td>'
        if cell.no_rate and cell.now.value is not None:
            return f'<td class="num">– {self.reasons.mark(cell.no_rate)}</td>'
        return "<td></td>"


def _is_uncompared(cell: Cell) -> bool:
    return bool(cell.not_compared) and cell.now.value is not None


def least_coverage(cells: tuple[Cell, ...]) -> str:
    """Return how many reported of how many, of the total of a row with the fewest."""
    told = [cell.now.coverage for cell in cells if cell.now.coverage.expected]
    if not told:
        return ""
    least = min(told, key=lambda one: one.reported / one.expected)
    return f"{number(least.reported)}/{number(least.expected)}"


def signed(value: Decimal) -> str:
    """Write a difference with its sign: +2, −43, 0."""
    written = _number(abs(value))
    return written if not value else f"{'+' if value > 0 else '−'}{written}"


def _small() -> str:
    words = escape(_("số nhỏ, chưa đủ cơ sở tính phần trăm"))
    short = escape(_("nhỏ"))
    return f'<td class="num small-base"><abbr title="{words}">{short}</abbr></td>'


def _slight() -> str:
    words = escape(_("chưa đến 0,1 %"))
    return f'<td class="num"><abbr title="{words}">≈ 0</abbr></td>'


def _in_html(href: str) -> str:
    """Return an address of ours, all of whose parts are quoted, as it stands in HTML."""
    return href.replace("&", "&amp;")


def _notes(amount: Amount) -> str:
    """Return what to know of a total: its counts, that it is an estimate, how many reported."""
    coverage = amount.coverage
    if (
        amount.numerator is None
        and not amount.is_estimate
        and coverage.reported == coverage.expected
    ):
        return ""
    notes = []
    if amount.unit == "%" and amount.numerator is not None and amount.denominator is not None:
        notes.append(f"{_number(amount.numerator)}/{_number(amount.denominator)}")
    if amount.is_estimate:
        notes.append(escape(_("ước tính")))
    if words := coverage_words(coverage):
        notes.append(escape(words))
    return "".join(f'<span class="under">{note}</span>' for note in notes)


def _own_unit(amount: Amount, cell: Cell) -> str:
    own, of_column = amount.unit, cell.measure.unit
    if not own or own == of_column or own.casefold() == of_column.casefold():
        return ""
    return f'<span class="under own-unit">{escape(amount.unit)}</span>'


@lru_cache(maxsize=8192)
def _number(value: Decimal) -> str:
    return write_number(value)


def _shown(amount: Amount) -> str:
    if amount.comparator == "=":
        return _number(amount.value or Decimal(0))
    return escape(amount_words(amount.comparator, amount.value))


def _silent(words: str) -> str:
    return conditional_escape(
        format_html('<span class="cell-none"><span class="visually-hidden">{}</span></span>', words)
    )


def _verdict(verdict: str) -> str:
    words = {"better": _("tốt hơn"), "worse": _("kém hơn")}.get(verdict, "")
    return f'<span class="visually-hidden"> {escape(words)}</span>' if words else ""
