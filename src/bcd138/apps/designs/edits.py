"""Changes of what stands in a design, each asked for in one word: ``move-row:0:3:-1``.

Every function here takes plain content, touches no table and leaves what it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from bcd138.apps.designs.starting import NARRATIVES
from bcd138.domain.errors import Refused

Content = dict[str, Any]
KINDS = ("sum_of_parts", "at_most", "needs", "range", "equal_across", "sum_of_periods")
MOST_ROWS = 250
_SIDES = ("left", "right")


def edited(content: Mapping[str, Any], act: str, choice: str = "") -> Content:
    """Return the content after one change.

    Args:
        content: What stands in the design.
        act: What to do and where, parted by colons.
        choice: What was chosen for it: the code of an option, a cell, a part in words.

    Raises:
        Refused: ``designs.no-such-part`` where it names nothing that is there;
            ``designs.too-many-rows``.
    """
    name, *places = act.split(":")
    after = deepcopy(dict(content))
    try:
        _ACTS[name](after, places, choice)
    except (KeyError, IndexError, ValueError) as error:
        raise Refused("designs.no-such-part") from error
    if sum(len(section["rows"]) for section in after["sections"]) > MOST_ROWS:
        raise Refused("designs.too-many-rows", most=MOST_ROWS)
    return after


def _at(parts: Sequence[Any], place: str) -> int:
    """Return a place that is there; below zero none is."""
    index = int(place)
    if not 0 <= index < len(parts):
        raise IndexError(place)
    return index


def _move(parts: list[Any], places: Sequence[str]) -> None:
    place, by = places
    here = _at(parts, place)
    there = min(max(here + int(by), 0), len(parts) - 1)
    parts.insert(there, parts.pop(here))


def _add_section(content: Content, places: list[str], choice: str) -> None:
    del places
    content["sections"].append({"number": None, "title": choice, "columns": [], "rows": []})


def _remove_section(content: Content, places: list[str], choice: str) -> None:
    del choice
    del content["sections"][_at(content["sections"], places[0])]


def _move_section(content: Content, places: list[str], choice: str) -> None:
    del choice
    _move(content["sections"], places)


def _add_row(content: Content, places: list[str], choice: str) -> None:
    section = _section(content, places[0])
    element = choice or places[1]
    row: Content = {"element": element, "number": None, "label": None, "options": []}
    section["rows"].append(row)


def _remove_row(content: Content, places: list[str], choice: str) -> None:
    del choice
    rows = _section(content, places[0])["rows"]
    del rows[_at(rows, places[1])]


def _move_row(content: Content, places: list[str], choice: str) -> None:
    """Move a row up or down; beyond the edge it goes to the section there."""
    del choice
    place, row, by = places
    sections, here = content["sections"], _section(content, place)
    there = int(place) + int(by)
    if 0 <= _at(here["rows"], row) + int(by) < len(here["rows"]):
        _move(here["rows"], (row, by))
    elif 0 <= there < len(sections):
        moved = here["rows"].pop(int(row))
        new = sections[there]
        moved["options"] = [each for each in moved["options"] if each in new["columns"]]
        new["rows"].insert(0 if int(by) > 0 else len(new["rows"]), moved)


def _number_rows(content: Content, places: list[str], choice: str) -> None:
    """Take away the numbers of a section, so that they are 1, 2, 3 … by themselves."""
    del choice
    for row in _section(content, places[0])["rows"]:
        row["number"] = None


def _add_column(content: Content, places: list[str], choice: str) -> None:
    """Add an option as a column, or all options of a breakdown, parted by spaces."""
    columns = _section(content, places[0])["columns"]
    columns.extend(option for option in choice.split() if option not in columns)


def _remove_column(content: Content, places: list[str], choice: str) -> None:
    del choice
    section = _section(content, places[0])
    section["columns"].remove(places[1])
    for row in section["rows"]:
        row["options"] = [each for each in row["options"] if each != places[1]]


def _add_narrative(content: Content, places: list[str], choice: str) -> None:
    del places
    code = choice if choice in NARRATIVES else "part_1"
    code = _free(code, [each["code"] for each in content["narratives"]])
    title = NARRATIVES.get(code, "")
    content["narratives"].append({"code": code, "title": title, "hint": ""})


def _remove_narrative(content: Content, places: list[str], choice: str) -> None:
    del choice
    del content["narratives"][_at(content["narratives"], places[0])]


def _move_narrative(content: Content, places: list[str], choice: str) -> None:
    del choice
    _move(content["narratives"], places)


def _add_rule(content: Content, places: list[str], choice: str) -> None:
    kind = choice or places[0]
    if kind not in KINDS:
        raise KeyError(kind)
    code = _free(f"{kind}_1", [each["code"] for each in content["rules"]])
    rule = {"code": code, "kind": kind, "left": [], "right": [], "severity": "explain"}
    content["rules"].append({**rule, "words": "", "other": None, "low": None, "high": None})


def _remove_rule(content: Content, places: list[str], choice: str) -> None:
    del choice
    del content["rules"][_at(content["rules"], places[0])]


def _move_rule(content: Content, places: list[str], choice: str) -> None:
    del choice
    _move(content["rules"], places)


def _add_cell(content: Content, places: list[str], choice: str) -> None:
    cells = _cells(content, places)
    if choice and choice not in cells:
        cells.append(choice)


def _remove_cell(content: Content, places: list[str], choice: str) -> None:
    del choice
    cells = _cells(content, places)
    del cells[_at(cells, places[2])]


def _section(content: Content, place: str) -> Content:
    sections: list[Content] = content["sections"]
    return sections[_at(sections, place)]


def _cells(content: Content, places: list[str]) -> list[str]:
    if places[1] not in _SIDES:
        raise KeyError(places[1])
    cells: list[str] = content["rules"][_at(content["rules"], places[0])][places[1]]
    return cells


def _free(code: str, taken: Sequence[str]) -> str:
    """Return ``code``, or the next one with a number behind it that nobody has."""
    if code not in taken:
        return code
    stem, _, number = code.rpartition("_")
    stem = stem if number.isdigit() else code
    return next(each for n in range(1, len(taken) + 2) if (each := f"{stem}_{n}") not in taken)


_ACTS: dict[str, Callable[[Content, list[str], str], None]] = {
    "add-section": _add_section,
    "remove-section": _remove_section,
    "move-section": _move_section,
    "add-row": _add_row,
    "remove-row": _remove_row,
    "move-row": _move_row,
    "number-rows": _number_rows,
    "add-column": _add_column,
    "remove-column": _remove_column,
    "add-narrative": _add_narrative,
    "remove-narrative": _remove_narrative,
    "move-narrative": _move_narrative,
    "add-rule": _add_rule,
    "remove-rule": _remove_rule,
    "move-rule": _move_rule,
    "add-cell": _add_cell,
    "remove-cell": _remove_cell,
}
