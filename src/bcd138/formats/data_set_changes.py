"""What changed between two contents of a definition, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_Named = Mapping[str, Mapping[str, Any]]
_PARTS = {"sections", "narratives", "rules"}


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return what a person would say changed: ``name: a → b``, ``+ row``, ``- row``.

    Rows are told apart by their element, sections by their title, narratives and rules by
    their code. Where nothing but the order changed, that is said. Empty where they are equal.
    """
    if old == new:
        return []
    lines = list(_values({k: v for k, v in old.items() if k not in _PARTS}, new))
    for word, named in _NAMED_PARTS.items():
        lines += _parts(word, named(old), named(new))
    return lines or ["thứ tự / order"]


def _values(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for key in (*old, *(key for key in new if key not in old and key not in _PARTS)):
        if old.get(key) != new.get(key):
            yield f"{key}: {_written(old.get(key))} → {_written(new.get(key))}"


def _parts(word: str, old: _Named, new: _Named) -> Iterator[str]:
    for name, part in new.items():
        if name not in old:
            yield f"+ {word} {name}"
        else:
            yield from (f"~ {word} {name} {line}" for line in _values(old[name], part))
    yield from (f"- {word} {name}" for name in old if name not in new)


def _rows(content: Mapping[str, Any]) -> _Named:
    return {
        row["element"]: {**row, "section": section["title"]}
        for section in content.get("sections", ())
        for row in section["rows"]
    }


def _sections(content: Mapping[str, Any]) -> _Named:
    return {
        section["title"]: {key: section[key] for key in ("number", "columns")}
        for section in content.get("sections", ())
    }


def _narratives(content: Mapping[str, Any]) -> _Named:
    return {each["code"]: each for each in content.get("narratives", ())}


def _rules(content: Mapping[str, Any]) -> _Named:
    return {each["code"]: each for each in content.get("rules", ())}


_NAMED_PARTS = {
    "mục/section": _sections,
    "dòng/row": _rows,
    "lời văn/narrative": _narratives,
    "quy tắc/rule": _rules,
}


def _written(value: object) -> str:
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, list):
        return ", ".join(map(_written, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_written(each)}" for key, each in value.items())
    return str(value)
