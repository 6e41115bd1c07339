"""What every chart has in common: our colours and type, axes, and the links of its marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Links = tuple[tuple[str, str], ...]

OUR_HOST = "https://chart.invalid/"
INK, SOFT, LINE, NAVY = "#1b2733", "#4a5967", "#d9e0e6", "#0b4f8a"
LETTER = 7.2
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_FONT = "Be Vietnam Pro, Noto Sans, sans-serif"


def number_axis(unit: str, width: int, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the axis of numbers, with whole steps where every number is whole."""
    whole = all(float(row.get("value", 0)).is_integer() for row in rows)
    return {
        "title": unit or None,
        "format": ",~f",
        "tickCount": max(3, width // 140),
        "grid": True,
    } | ({"tickMinStep": 1} if whole else {})


def whole(
    *,
    width: int,
    height: int | dict[str, Any],
    rows: list[dict[str, Any]],
    encoding: dict[str, Any],
    layer: list[dict[str, Any]],
) -> dict[str, Any]:
    """Return a whole specification in our colours and type."""
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
                "labelColor": INK,
                "labelFontSize": 12,
                "titleColor": SOFT,
                "titleFontSize": 12,
                "titleFontWeight": 400,
                "gridColor": LINE,
                "domainColor": SOFT,
                "tickColor": SOFT,
            },
        },
    }
