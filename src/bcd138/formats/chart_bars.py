"""Bars as a Vega-Lite specification: filled for now, hollow for before, numbers at their ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.chart_data import Bars
from bcd138.formats.chart_frame import INK, LETTER, NAVY, OUR_HOST, SOFT, Links, number_axis, whole

_BAR, _PAIRED_BAR = 26, 42
_ROOM = 1.16  # how far the axis goes beyond the longest bar, for its number


def bar_specification(chart: Bars, width: int) -> tuple[dict[str, Any], Links]:
    """Return the specification of bars and where each leads."""
    paired = len(chart.series) > 1
    links: list[tuple[str, str]] = []
    rows: list[dict[str, Any]] = []
    for at, bar in enumerate(chart.bars):
        told = [(bar.value, bar.href)] + ([(bar.base, bar.base_href)] if paired else [])
        for which, (value, href) in enumerate(told):
            series = chart.series[which] if chart.series else ""
            row: dict[str, Any] = {"at": at, "which": which, "name": bar.name}
            is_said = which == 0 or value is not None or bar.value is not None
            row["words"] = written(value, chart) if is_said else ""
            if which == 0 and bar.words:
                row["words"] = bar.words
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
        whole(
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
                    "axis": number_axis(chart.unit, width, rows),
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
        "mark": {"type": "bar", "stroke": NAVY, "strokeWidth": 1.3, "fill": NAVY},
        "encoding": {"fill": {"condition": hollow, "value": NAVY}} if paired else {},
    }
    number = {
        "transform": [{"calculate": "isValid(datum.value) ? max(datum.value, 0) : 0", "as": "end"}],
        "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 12},
        "encoding": {
            "x": {"field": "end", "type": "quantitative"},
            "text": {"field": "words"},
            "color": {
                "condition": {"test": "isValid(datum.value) && datum.which == 0", "value": INK},
                "value": SOFT,
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
    return int(min(longest * LETTER, width * 0.42))


def written(value: Decimal | None, chart: Bars) -> str:
    """Write a number, or that there is none."""
    return chart.silent if value is None else write_number(value)
