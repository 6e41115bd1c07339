"""A pivot as it is drawn: heads that name and sort, rows of numbers, reasons beneath."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bcd138.apps.analytics.pivoted import Head, Pivot, Role, UnitHead
from bcd138.apps.analytics.question import Down, Question, Sort
from bcd138.web.analytics.pivot_drawn import Drawer
from bcd138.web.analytics.pivot_words import (
    aspect_words,
    base_words,
    level_words,
    measure_words,
    unit_words,
)
from bcd138.web.analytics.question import query_of, sort_words
from bcd138.web.templatetags.say import opening, period_words

_FALLING_FIRST = frozenset({"value", "base", "difference", "percent", "rate"})


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of the head: what it spans, and where a click orders the rows by it."""

    words: str
    under: str = ""
    span: int = 1
    href: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name, what stands under it, where it leads, and its numbers as drawn."""

    name: str
    under: str
    href: str
    css: str
    cells: SafeString


class Inside:
    """Where the name of a unit leads: to the same question about it and the level below it."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._rest: dict[str, str] = {}

    def href(self, row: Head) -> str:
        """Return the address for a row; empty where it is the one unit asked about."""
        unit = row.unit
        if unit is None or row.role != Role.EACH or unit.code == self._question.top:
            return ""
        if unit.below not in self._rest:
            self._rest[unit.below] = self._without_unit(unit)
        return f"?{urlencode({'don_vi': unit.code})}&{self._rest[unit.below]}"

    def _without_unit(self, unit: UnitHead) -> str:
        """Return what the addresses of all units of a level share: they differ in the unit."""
        asked = self._question
        level = "" if asked.level in {unit.below, unit.level} else asked.level
        down = Down.UNITS if unit.below else Down.INDICATORS
        about = (unit.code,)
        inside = replace(asked, units=about, below=unit.below, level=level, down=down, sort=Sort())
        return query_of(inside).partition("&")[2]


@dataclass(frozen=True, slots=True)
class PivotPage:
    """The table of a pivot ready to be drawn."""

    caption: str
    corner: str
    heads: tuple[tuple[HeadCell, ...], ...]
    reported: HeadCell
    lines: tuple[Line, ...]
    reasons: tuple[str, ...]
    base: str
    has_own: bool
    pivot: Pivot


def pivot_page(pivot: Pivot, base_name: str = "") -> PivotPage:
    """Put a pivot into words; ``base_name`` names the unit it is compared with."""
    drawer = Drawer(pivot)
    inside = Inside(pivot.question)
    lines = tuple(_line(pivot, at, drawer, inside) for at in range(len(pivot.rows)))
    by_units = pivot.question.down == Down.UNITS
    return PivotPage(
        caption=_caption(pivot),
        corner=_("Đơn vị") if by_units else _("Chỉ tiêu"),
        heads=_heads(pivot),
        reported=_sorted_head(pivot, 0, "reported", _("báo cáo")),
        lines=lines,
        reasons=tuple(drawer.reasons.words),
        base=base_words(pivot.question.base, base_name),
        has_own=any(head.role == Role.OWN for head in (*pivot.rows, *pivot.columns)),
        pivot=pivot,
    )


def _line(pivot: Pivot, at: int, drawer: Drawer, inside: Inside) -> Line:
    row = pivot.rows[at]
    cells = drawer.row(at)
    if row.measure is not None:
        css = "part" if row.measure.option else ""
        return Line(opening(measure_words(row.measure)), row.measure.unit, "", css, cells)
    css = "" if row.role == Role.EACH else "above"
    return Line(unit_words(row, pivot), "", inside.href(row), css, cells)


def _caption(pivot: Pivot) -> str:
    """Name what the columns leave out: the one period, the one unit, the borders."""
    asked = pivot.question
    words = []
    if len(asked.periods) == 1:
        words.append(opening(period_words(asked.periods[0])))
    units = {head.unit.name for head in (*pivot.rows, *pivot.columns) if head.unit is not None}
    if asked.down == Down.INDICATORS and len(units) == 1:
        words.insert(0, opening(units.pop()))
    if asked.level:
        words.append(_("số liệu cộng %(level)s") % {"level": level_words(asked.level)})
    return " · ".join(words) or _("Bảng tổng hợp")


def _heads(pivot: Pivot) -> tuple[tuple[HeadCell, ...], ...]:
    """Return the rows of the head: groups, columns, and what is told of each."""
    spans = [len(pivot.aspects(column)) for column in pivot.columns]
    rows = []
    groups = _groups(pivot, spans)
    if len(groups) > 1:
        rows.append(groups)
    has_aspects = any(span > 1 for span in spans)
    rows.append(
        tuple(_column_head(pivot, at, span, sorts=not has_aspects) for at, span in enumerate(spans))
    )
    if has_aspects:
        rows.append(tuple(_aspect_heads(pivot)))
    return tuple(rows)


def _groups(pivot: Pivot, spans: list[int]) -> tuple[HeadCell, ...]:
    by_units = pivot.question.down == Down.UNITS
    named = [
        opening(period_words(column.period)) if by_units else unit_words(column, pivot)
        for column in pivot.columns
    ]
    found = groupby(zip(named, spans, strict=True), key=lambda one: one[0])
    return tuple(HeadCell(words, span=sum(span for _, span in many)) for words, many in found)


def _column_head(pivot: Pivot, at: int, span: int, *, sorts: bool) -> HeadCell:
    column = pivot.columns[at]
    if column.measure is None:
        return HeadCell(opening(period_words(column.period)), span=span)
    words, under = opening(measure_words(column.measure)), column.measure.unit
    head = _sorted_head(pivot, at, "value", words) if sorts else HeadCell(words)
    return replace(head, under=under, span=span)


def _aspect_heads(pivot: Pivot) -> list[HeadCell]:
    base = pivot.question.base
    return [
        _sorted_head(
            pivot,
            at,
            aspect,
            aspect_words(
                aspect, base, is_ratio=column.measure is not None and column.measure.is_ratio
            ),
        )
        for at, column in enumerate(pivot.columns)
        for aspect in pivot.aspects(column)
    ]


def _sorted_head(pivot: Pivot, at: int, aspect: str, words: str) -> HeadCell:
    """Return a head that orders the rows; what is ordered by it already turns round."""
    if pivot.question.down != Down.UNITS:
        return HeadCell(words)
    now = pivot.question.sort
    is_here = (now.column, now.aspect) == (at, aspect)
    falls = not now.is_descending if is_here else aspect in _FALLING_FIRST
    href = f"?{_unsorted(pivot.question)}&xep={sort_words(Sort(at, aspect, is_descending=falls))}"
    order = ("descending" if now.is_descending else "ascending") if is_here else ""
    return HeadCell(words, href=href, order=order)


@lru_cache(maxsize=16)
def _unsorted(question: Question) -> str:
    """Return the address of a question without its order, to which every head adds its own."""
    return query_of(replace(question, sort=Sort()))
