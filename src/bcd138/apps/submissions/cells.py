"""The cells of a report as they are stored: one small object a key, empty ones left out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bcd138.domain.data_set import DataSet
from bcd138.domain.entry import NOT_REPORTED, Entry, State, computed

Cells = dict[str, dict[str, str]]

_STATES = {State.NOT_APPLICABLE: "na", State.NOT_AVAILABLE: "nv"}
_STATE_OF = {short: state for state, short in _STATES.items()}


def entry_of(stored: Mapping[str, str]) -> Entry:
    """Return one stored cell as what stands in it."""
    value = stored.get("v")
    state = State.NUMBER if value is not None else _STATE_OF.get(stored.get("s", ""))
    return Entry(
        value=None if value is None else Decimal(value),
        state=state or State.NOT_REPORTED,
        comment=stored.get("c", ""),
        explanation=stored.get("x", ""),
        origin=stored.get("o", ""),
        unread=stored.get("t", ""),
    )


def stored_of(entry: Entry) -> dict[str, str]:
    """Return what is stored of one cell; empty where there is nothing to say."""
    stored: dict[str, str] = {}
    if entry.value is not None:
        stored["v"] = f"{entry.value:f}"
    if entry.state in _STATES:
        stored["s"] = _STATES[entry.state]
    if entry.comment:
        stored["c"] = entry.comment
    if entry.explanation:
        stored["x"] = entry.explanation
    if entry.origin:
        stored["o"] = entry.origin
    if entry.unread:
        stored["t"] = entry.unread
    return stored


def entries_of(cells: Mapping[str, Mapping[str, str]]) -> dict[str, Entry]:
    """Return every stored cell by its key."""
    return {key: entry_of(stored) for key, stored in cells.items()}


def cells_of(entries: Mapping[str, Entry]) -> Cells:
    """Return the cells to store; those with nothing in them are left out."""
    told = {key: stored_of(entry) for key, entry in entries.items()}
    return {key: stored for key, stored in told.items() if stored}


def numbers_of(cells: Mapping[str, Mapping[str, str]]) -> dict[str, Decimal]:
    """Return the numbers of a report by cell key."""
    return {key: Decimal(stored["v"]) for key, stored in cells.items() if "v" in stored}


def with_computed(form: DataSet, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the entries with the ratios of the form, computed from their counts."""
    full = dict(entries)
    for key, cell in form.cells.items():
        measure = cell.measure
        if measure.is_computed and cell.option is None:
            counts = (measure.numerator, measure.denominator)
            first, second = (entries.get(code, NOT_REPORTED) for code in counts)
            value = computed(measure, first, second)
            if value is not None:
                full[key] = Entry(value, State.NUMBER)
    return full
