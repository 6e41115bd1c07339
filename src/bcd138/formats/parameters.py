"""Dated numbers of law and house, one per YAML file with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bcd138.formats.yaml_file import YamlFault, read_yaml


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter on a day: its value, since when, and the paper that says so."""

    value: Any
    since: date
    source: str


def load_parameter(folder: Path, name: str, *, on: date) -> Parameter | None:
    """Return the parameter ``name`` as it stood on the day ``on``.

    Args:
        folder: The catalogues; the file is ``parameters/<name>.yaml`` below it.
        name: Topic and name, e.g. ``intake/confirm_within_days``.
        on: The latest entry not after this day counts.

    Returns:
        ``None`` before the first entry, and from the day an entry says it is repealed.

    Raises:
        YamlFault: The file has another shape.
        FileNotFoundError: There is no such parameter.
    """
    entries = _entries(folder / "parameters" / f"{name}.yaml")
    past = [day for day in entries if day <= on]
    if not past or entries[max(past)] is None:
        return None
    entry = entries[max(past)]
    return Parameter(entry["value"], max(past), str(entry.get("source", "")))


@lru_cache(maxsize=64)
def _entries(path: Path) -> dict[date, Any]:
    file = read_yaml(path)
    entries = file.value.get("values") if isinstance(file.value, dict) else None
    if not isinstance(entries, dict):
        raise YamlFault([f"{path}:1: thiếu values / values is missing"])
    for day, entry in entries.items():
        if type(day) is not date or not (entry is None or "value" in entry):
            line = file.line_of(("values", str(day)))
            raise YamlFault([f"{path}:{line}: {day}: cần ngày và value / needs a date and value"])
    return entries
