"""Where the keyboard goes on after a change of a design."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def focus_after(act: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return the id of what a person most likely wants next."""
    name, *places = act.split(":")
    if name == "move-row":
        return _moved_row(int(places[0]), int(places[1]), places[2], before, after)
    if name.startswith("move-"):
        parts = after[f"{name.removeprefix('move-')}s"]
        there = min(max(int(places[0]) + int(places[1]), 0), len(parts) - 1)
        return f"{name}-{there}-{places[1]}"
    if name in _SAME_PLACE:
        return "-".join((_SAME_PLACE[name], *places[: 2 if name.endswith("cell") else 1]))
    return _added(name, after)


_SAME_PLACE = {
    "add-row": "find",
    "remove-row": "find",
    "number-rows": "find",
    "add-column": "columns",
    "remove-column": "columns",
    "add-cell": "cells",
    "remove-cell": "cells",
}


def _moved_row(
    section: int, row: int, by: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> str:
    """Follow the row to where it stands now, in its section or beyond the edge."""
    moved = before["sections"][section]["rows"][row]["element"]
    places = (
        (at, number)
        for at, each in enumerate(after["sections"])
        for number, one in enumerate(each["rows"])
        if one["element"] == moved
    )
    at, number = next(places, (section, row))
    return f"move-row-{at}-{number}-{by}"


def _added(name: str, content: Mapping[str, Any]) -> str:
    if name == "add-section":
        return f"title-{len(content['sections']) - 1}"
    if name == "add-narrative":
        return f"part-{len(content['narratives']) - 1}"
    if name == "add-rule":
        return f"cells-{len(content['rules']) - 1}-left"
    return "designer-title"
