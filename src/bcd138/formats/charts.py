"""Charts from plain values: a Vega-Lite specification, drawn as SVG for pages and PNG for papers.

What says nothing is said to say nothing: silence is neither a bar nor a point. Now and before
are told apart by filled and hollow, lines by dashes and the shape of their points, and numbers
are written beside their marks, so a chart is read on a black and white print as well.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.chart_bars import bar_specification, written
from bcd138.formats.chart_data import Bars, Chart
from bcd138.formats.chart_frame import Links
from bcd138.formats.chart_lines import line_specification
from bcd138.formats.chart_svg import clean_svg

_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]}
_KEPT = 512


def draw_svg(chart: Chart, *, width: int = 720) -> str:
    """Return a chart as SVG with nothing in it that a strict page refuses.

    Cost: the first one of a process takes about a second and 90 MB; later ones a tenth of a
    second, and one drawn before nothing.
    """
    spec, links = _specification(chart, width)
    return _svg(json.dumps(spec, ensure_ascii=False), links, chart.title, _told(chart))


def draw_png(chart: Chart, *, width: int = 720, scale: float = 2.0) -> bytes:
    """Return a chart as PNG for a paper."""
    import vl_convert  # noqa: PLC0415 - loads a JavaScript engine: a process begins without it

    spec, _links = _specification(chart, width)
    drawn: bytes = vl_convert.vegalite_to_png(
        spec, scale=scale, format_locale=_NUMBERS, allowed_base_urls=[]
    )
    return drawn


@lru_cache(maxsize=_KEPT)
def _svg(spec: str, links: Links, title: str, told: str) -> str:
    import vl_convert  # noqa: PLC0415 - loads a JavaScript engine: a process begins without it

    drawn = vl_convert.vegalite_to_svg(spec, format_locale=_NUMBERS, allowed_base_urls=[])
    return clean_svg(drawn, links=links, title=title, told=told)


def _specification(chart: Chart, width: int) -> tuple[dict[str, Any], Links]:
    if isinstance(chart, Bars):
        return bar_specification(chart, width)
    return line_specification(chart, width)


def _told(chart: Chart) -> str:
    """Say in one sentence what a chart shows, for who does not see it."""
    if isinstance(chart, Bars):
        said = [f"{one.name} {one.words or written(one.value, chart)}" for one in chart.bars]
    else:
        said = [
            f"{line.name} {point.name} {write_number(point.value)}"
            for line in chart.lines
            for point in line.points
            if point.value is not None
        ]
    return "; ".join(said)
