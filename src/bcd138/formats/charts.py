"""Charts from plain values: a Vega-Lite specification, drawn as SVG for pages and PNG for papers.

What says nothing is said to say nothing: silence is neither a bar nor a point. Now and before
are told apart by filled and hollow, lines by dashes and the shape of their points, and every
number is written beside its mark, so a chart is read on a black and white print as well.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.chart_svg import OUR_HOST, clean_svg

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_FONT = "Be Vietnam Pro, Noto Sans, sans-serif"
_INK, _SOFT, _LINE, _NAVY = "#1b2733", "#4a5967", "#d9e0e6", "#0b4f8a"
_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]}
_BAR, _PAIRED_BAR = 26, 42
_LETTER = 7.2
_ROOM = 1.16  # how far the axis goes beyond the longest bar, for its number
_DASHES = ([1, 0], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2])
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
_COLOURS = (_NAVY, "#8a4b0b", "#1d7a46", "#6b2d86", _INK)
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, and beside it what it is set against; ``None`` where nothing was reported."""

    name: str
    value: Decimal | None
    href: str = ""
    base: Decimal | None = None
    base_href: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from top to bottom. ``series`` names what is now and what was before, if both are."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    series: tuple[str, ...] = ()
    silent: str = "chưa báo cáo"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line."""

    name: str
    value: Decimal | None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line over the same periods as the others; a gap stands where nothing was reported."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Several lines at most as many as there are dashes to tell them apart by."""

    title: str
    unit: str
    lines: tuple[Line, ...]


Chart = Bars | Lines
MOST_LINES = len(_DASHES)


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
def _svg(spec: str, links: tuple[tuple[str, str], ...], title: str, told: str) -> str:
    import vl_convert  # noqa: PLC0415 - loads a JavaScript engine: a process begins without it

    drawn = vl_convert.vegalite_to_svg(spec, format_locale=_NUMBERS, allowed_base_urls=[])
    return clean_svg(drawn, links=links, title=title, told=told)


def _specification(chart: Chart, width: int) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    if isinstance(chart, Bars):
        return _bars(chart, width)
    return _lines(chart, width)


def _told(chart: Chart) -> str:
    """Say in one sentence what a chart shows, for who does not see it."""
    if isinstance(chart, Bars):
        said = [f"{one.name} {_written(one.value, chart)}" for one in chart.bars]
    else:
        said = [
            f"{line.name} {point.name} {write_number(point.value)}"
            for line in chart.lines
            for point in line.points
            if point.value is not None
        ]
    return "; ".join(said)


def _written(value: Decimal | None, chart: Bars) -> str:
    return chart.silent if value is None else write_number(value)


def _bars(chart: Bars, width: int) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    paired = len(chart.series) > 1
    links: list[tuple[str, str]] = []
    rows: list[dict[str, Any]] = []
    for at, bar in enumerate(chart.bars):
        told = [(bar.value, bar.href)] + ([(bar.base, bar.base_href)] if paired else [])
        for which, (value, href) in enumerate(told):
            series = chart.series[which] if chart.series else ""
            row: dict[str, Any] = {"at": at, "which": which, "name": bar.name}
            is_said = which == 0 or value is not None or bar.value is not None
            row["words"] = _written(value, chart) if is_said else ""
            if value is not None:
                row["value"] = float(value)
            if href and value is not None:
                words = f"{bar.name}, {series}" if series else bar.name
                row["href"] = f"{OUR_HOST}{len(links)}"
                links.append((href, f"{words}: {row['words']} {chart.unit}".strip()))
            rows.append(row)
    most = max((row["value"] for row in rows if "value" in row), default=0) or 1
    least = min((row["value"] for row in rows if "value" in row), default=0)
    names = _name_room([bar.name for bar in chart.bars], width)
    return (
        _whole(
            width=width - names - 34,
            height={"step": _PAIRED_BAR if paired else _BAR, "for": "position"},
            rows=rows,
            encoding={
                "y": {
                    "field": "at",
                    "type": "ordinal",
                    "axis": {
                        "title": None,
                        "labelExpr": _names_by_place(chart),
                        "labelLimit": names,
                        "domain": False,
                        "ticks": False,
                        "labelPadding": 8,
                    },
                    "scale": {"paddingInner": 0.3, "paddingOuter": 0.2},
                },
                "x": {
                    "field": "value",
                    "type": "quantitative",
                    "scale": {"domain": [min(least * _ROOM, 0), most * _ROOM], "nice": False},
                    "axis": _number_axis(chart.unit, width, rows),
                },
            }
            | ({"yOffset": {"field": "which", "type": "ordinal"}} if paired else {}),
            layer=_bar_layers(paired=paired, most=most * _ROOM),
        ),
        tuple(links),
    )


def _bar_layers(*, paired: bool, most: float) -> list[dict[str, Any]]:
    """Return the bars, their numbers, and over each an unseen bar of full length to press on."""
    told = {"filter": "isValid(datum.value)"}
    hollow = {"test": "datum.which == 1", "value": "#ffffff"}
    bar: dict[str, Any] = {
        "transform": [told],
        "mark": {"type": "bar", "stroke": _NAVY, "strokeWidth": 1.3, "fill": _NAVY},
        "encoding": {"fill": {"condition": hollow, "value": _NAVY}} if paired else {},
    }
    number = {
        "transform": [{"calculate": "isValid(datum.value) ? max(datum.value, 0) : 0", "as": "end"}],
        "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 12},
        "encoding": {
            "x": {"field": "end", "type": "quantitative"},
            "text": {"field": "words"},
            "color": {
                "condition": {"test": "isValid(datum.value) && datum.which == 0", "value": _INK},
                "value": _SOFT,
            },
        },
    }
    press = {
        "transform": [{"filter": "isValid(datum.href)"}],
        "mark": {"type": "bar", "fill": "transparent"},
        "encoding": {
            "x": {"datum": 0, "type": "quantitative"},
            "x2": {"datum": most},
            "href": {"field": "href"},
        },
    }
    return [bar, number, press]


def _names_by_place(chart: Bars) -> str:
    names = json.dumps([bar.name for bar in chart.bars], ensure_ascii=False)
    return f"{names}[datum.value]"


def _name_room(names: Sequence[str], width: int) -> int:
    longest = max((len(name) for name in names), default=0)
    return int(min(longest * _LETTER, width * 0.42))


def _lines(chart: Lines, width: int) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    names = [point.name for point in chart.lines[0].points] if chart.lines else []
    links: list[tuple[str, str]] = []
    rows: list[dict[str, Any]] = []
    for which, line in enumerate(chart.lines[:MOST_LINES]):
        for at, point in enumerate(line.points):
            if point.value is None:
                continue
            row: dict[str, Any] = {"at": at, "line": line.name, "value": float(point.value)}
            row["words"] = write_number(point.value)
            row["run"] = f"{which}.{_gaps_before(line, at)}"
            if point.href:
                row["href"] = f"{OUR_HOST}{len(links)}"
                words = f"{line.name}, {point.name}" if line.name else point.name
                links.append((point.href, f"{words}: {row['words']} {chart.unit}".strip()))
            rows.append(row)
    spec = _whole(
        width=width - 90,
        height=240,
        rows=rows,
        encoding={
            "x": {
                "field": "at",
                "type": "ordinal",
                "scale": {"domain": list(range(len(names))), "type": "point", "padding": 0.4},
                "axis": {
                    "title": None,
                    "labelExpr": f"{json.dumps(names, ensure_ascii=False)}[datum.value]",
                    "labelAngle": -40 if _is_crowded(names, width) else 0,
                    "labelAlign": "right" if _is_crowded(names, width) else "center",
                    "grid": False,
                    "labelOverlap": "greedy",
                },
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"zero": True, "nice": True},
                "axis": _number_axis(chart.unit, width, rows),
            },
        },
        layer=_line_layers(chart),
    )
    return spec, tuple(links)


def _line_layers(chart: Lines) -> list[dict[str, Any]]:
    """Return the lines, their points, their numbers where there is one line, places to press."""
    names = [line.name for line in chart.lines[:MOST_LINES]]
    legend = None
    if len(names) > 1:
        legend = {"title": None, "orient": "top", "columns": 2, "symbolSize": 90, "labelLimit": 260}
    told = {"field": "line", "type": "nominal", "sort": names, "legend": legend}
    colour = told | {"scale": {"domain": names, "range": list(_COLOURS[: len(names)])}}
    dash = told | {"scale": {"domain": names, "range": list(_DASHES[: len(names)])}}
    shape = told | {"scale": {"domain": names, "range": list(_SHAPES[: len(names)])}}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "line", "strokeWidth": 2.2},
            "encoding": {"detail": {"field": "run"}, "color": colour, "strokeDash": dash},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
            "encoding": {"color": colour, "shape": shape},
        },
    ]
    if len(names) == 1:
        number = {"type": "text", "dy": -12, "fontSize": 12, "fill": _INK}
        layers.append({"mark": number, "encoding": {"text": {"field": "words"}}})
    layers.append(
        {
            "transform": [{"filter": "isValid(datum.href)"}],
            "mark": {"type": "point", "size": 500, "fill": "transparent", "strokeWidth": 0},
            "encoding": {"href": {"field": "href"}},
        }
    )
    return layers


def _gaps_before(line: Line, at: int) -> int:
    """Count the silences before a point: a line does not run over them."""
    return sum(point.value is None for point in line.points[:at])


def _is_crowded(names: Sequence[str], width: int) -> bool:
    return sum(map(len, names)) * _LETTER > width - 120


def _number_axis(unit: str, width: int, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    whole = all(float(row.get("value", 0)).is_integer() for row in rows)
    return {
        "title": unit or None,
        "format": ",~f",
        "tickCount": max(3, width // 140),
        "grid": True,
    } | ({"tickMinStep": 1} if whole else {})


def _whole(
    *,
    width: int,
    height: int | dict[str, Any],
    rows: list[dict[str, Any]],
    encoding: dict[str, Any],
    layer: list[dict[str, Any]],
) -> dict[str, Any]:
    return {
        "$schema": _SCHEMA,
        "background": None,
        "padding": {"left": 14, "right": 4, "top": 6, "bottom": 4},
        "autosize": {"type": "pad"},
        "width": width,
        "height": height,
        "data": {"values": rows},
        "encoding": encoding,
        "layer": layer,
        "config": {
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {
                "labelColor": _INK,
                "labelFontSize": 12,
                "titleColor": _SOFT,
                "titleFontSize": 12,
                "titleFontWeight": 400,
                "gridColor": _LINE,
                "domainColor": _SOFT,
                "tickColor": _SOFT,
            },
        },
    }
