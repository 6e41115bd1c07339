"""The charts of a question, drawn for a desk and for a phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from bcd138.apps.analytics.pivoted import Pivot
from bcd138.formats.charts import draw_svg
from bcd138.web.analytics.chart_choice import Panel, panels_of

_DESK, _PHONE = 520, 344


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart ready to be printed into a page; a page shows the one that fits its width."""

    panel: Panel
    wide: SafeString
    narrow: SafeString


@dataclass(frozen=True, slots=True)
class ChartPage:
    """The charts, and how many more there would have been."""

    charts: tuple[Drawn, ...]
    left_out: int


def chart_page(pivot: Pivot) -> ChartPage:
    """Draw the charts of a pivot."""
    panels, left_out = panels_of(pivot)
    return ChartPage(tuple(_drawn(panel) for panel in panels), left_out)


def _drawn(panel: Panel) -> Drawn:
    wide, narrow = (draw_svg(panel.chart, width=width) for width in (_DESK, _PHONE))
    return Drawn(panel, mark_safe(wide), mark_safe(narrow))
