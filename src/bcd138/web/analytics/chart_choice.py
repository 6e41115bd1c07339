"""Which charts answer a question over totals: bars of units, pairs of now and before, lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from bcd138.apps.analytics.pivoted import Amount, Cell, Head, MeasureHead, Pivot
from bcd138.domain.period import Period
from bcd138.formats.chart_data import MOST_LINES, Bar, Bars, Chart, Line, Lines, Point
from bcd138.web.analytics.pivot_links import address_of, base_address
from bcd138.web.analytics.pivot_places import Places, value_in_unit
from bcd138.web.analytics.pivot_words import aspect_words, measure_words, unit_words
from bcd138.web.templatetags.say import amount_words, number, opening, period_words

MOST_BARS, MOST_CHARTS = 30, 8


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart and what stands around it: its name, what it leaves out, what its signs mean."""

    title: str
    chart: Chart
    note: str = ""

    @property
    def series(self) -> tuple[str, ...]:
        """Return what filled and hollow bars mean; nothing where there are only filled ones."""
        return self.chart.series if isinstance(self.chart, Bars) else ()


def panels_of(pivot: Pivot) -> tuple[tuple[Panel, ...], int]:
    """Return the charts of a pivot, and how many more there would have been.

    Several periods make lines, several units bars beside each other, one unit alone bars of
    its indicators, those counted in the same unit together.
    """
    every = tuple(_panels(Places(pivot)))
    return every[:MOST_CHARTS], max(len(every) - MOST_CHARTS, 0)


def _panels(places: Places) -> Iterator[Panel]:
    drawn = places.each or places.above
    if len(places.periods) > 1:
        yield from (_lines(places, measure) for measure in places.measures)
    elif len(drawn) > 1:
        yield from (_of_units(places, measure) for measure in places.measures)
    elif drawn:
        yield from _of_measures(places, drawn[0])


def _of_units(places: Places, measure: MeasureHead) -> Panel:
    """Return one indicator by units: the most first, or as the table is ordered; silence last."""
    pivot = places.pivot
    period = places.periods[0]
    heads = places.each or places.above
    told = [(head, places.cell(head, measure, period)) for head in heads]
    by_rate = places.is_by_rate(measure)
    made = [_bar(pivot, unit_words(head, pivot), cell, by_rate=by_rate) for head, cell in told]
    if not pivot.question.sort.aspect:
        made.sort(key=lambda bar: (bar.value is None, -(bar.value or 0)))
    kept = tuple(made[:MOST_BARS])
    unit = _("%(unit)s trên 100.000 dân") % {"unit": measure.unit} if by_rate else measure.unit
    title = opening(measure_words(measure))
    chart = Bars(title, unit, kept, _series(pivot, measure, kept), _("chưa báo cáo"))
    notes = [_above(places, measure)] if places.each else []
    if len(made) > len(kept):
        words = _("vẽ %(some)s trong %(all)s đơn vị, đủ cả ở bảng dưới")
        notes.append(words % {"some": len(kept), "all": len(made)})
    return Panel(title, chart, " · ".join(note for note in notes if note))


def _above(places: Places, measure: MeasureHead) -> str:
    """Say what the units make together."""
    for head in places.above:
        cell = places.cell(head, measure, places.periods[0])
        if cell is not None and cell.now.value is not None:
            amount = amount_words(cell.now.comparator, cell.now.value)
            return f"{unit_words(head, places.pivot)}: {amount} {cell.now.unit or measure.unit}"
    return ""


def _of_measures(places: Places, head: Head) -> Iterator[Panel]:
    """Return the indicators of one unit: those counted in the same unit stand in one chart."""
    pivot, period, measures = places.pivot, places.periods[0], places.measures
    ordered = sorted(measures, key=lambda one: [each.unit for each in measures].index(one.unit))
    for unit, some in groupby(ordered, key=lambda one: one.unit):
        group = list(some)
        bars = tuple(
            _bar(pivot, opening(measure_words(one)), places.cell(head, one, period), by_rate=False)
            for one in group
        )[:MOST_BARS]
        title = f"{unit_words(head, pivot)}, {period_words(period)}"
        series = _series(pivot, group[0], bars)
        yield Panel(
            title if len(measures) == len(group) else f"{title} ({unit})",
            Bars(title, unit, bars, series, _("chưa báo cáo")),
        )


def _lines(places: Places, measure: MeasureHead) -> Panel:
    """Return one indicator over the periods: of few units each, of many what they make together."""
    few = places.each if len(places.each) <= MOST_LINES else places.above
    heads = (few or places.each)[:MOST_LINES]
    if len(places.each) <= 1:
        heads = (places.each or places.above)[:1]
    lines = tuple(
        Line(
            unit_words(head, places.pivot),
            tuple(
                _point(places.cell(head, measure, period), measure, period)
                for period in places.periods
            ),
        )
        for head in heads
    )
    title = opening(measure_words(measure))
    note = lines[0].name if len(lines) == 1 else ""
    return Panel(title, Lines(title, measure.unit, lines), note)


def _point(cell: Cell | None, measure: MeasureHead, period: Period) -> Point:
    if cell is None:
        return Point(period_words(period), None)
    return Point(opening(period_words(period)), value_in_unit(cell.now, measure), address_of(cell))


def _bar(pivot: Pivot, name: str, cell: Cell | None, *, by_rate: bool) -> Bar:
    if cell is None:
        return Bar(name, None)
    if by_rate:
        return Bar(name, cell.rate, address_of(cell))
    base = value_in_unit(cell.base, cell.measure) if cell.base else None
    value = value_in_unit(cell.now, cell.measure)
    return Bar(
        name=name,
        value=value,
        href=address_of(cell),
        base=base,
        base_href=base_address(cell, pivot.question) if base is not None else "",
        words=_words(cell.now, value),
    )


def _words(amount: Amount, value: Decimal | None) -> str:
    """Write the number of a bar with what must be known of it; nothing where it says it all."""
    if value is None:
        return _("không cộng được") if amount.why_not else ""
    coverage = amount.coverage
    written = amount_words(amount.comparator, value)
    if 0 < coverage.reported < coverage.expected:
        return f"{written} ({coverage})"
    return "" if written == number(value) else written


def _series(pivot: Pivot, measure: MeasureHead, bars: Sequence[Bar]) -> tuple[str, ...]:
    """Return what now and before are called; nothing where there is no before."""
    if all(bar.base is None for bar in bars):
        return ()
    base = pivot.question.base
    before = aspect_words("base", base, is_ratio=measure.is_ratio)
    return (period_words(pivot.question.periods[0]), before)
