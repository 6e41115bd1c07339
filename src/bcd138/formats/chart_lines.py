"""Lines as a Vega-Lite specification: told apart by dashes and points, broken at silence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.chart_data import MOST_LINES, Line, Lines
from bcd138.formats.chart_frame import INK, LETTER, NAVY, OUR_HOST, Links, number_axis, whole

_DASHES = ([1, 0], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2])
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
_COLOURS = (NAVY, "#8a4b0b", "#1d7a46", "#6b2d86", INK)


def line_specification(chart: Lines, width: int) -> tuple[dict[str, Any], Links]:
    """Return the specification of lines and where each point leads."""
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
    spec = whole(
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
                "axis": number_axis(chart.unit, width, rows),
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
        number = {"type": "text", "dy": -12, "fontSize": 12, "fill": INK}
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
    return sum(map(len, names)) * LETTER > width - 120
