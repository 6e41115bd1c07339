"""Definitions as plain data, the way tables keep them, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bcd138.domain.data_set import Category, Measure, Option

_LOOKS_LIKE_CODE = re.compile(r"^[a-z0-9]+(_[a-z0-9]+)+$")
_MEASURED = ("name", "unit", "value_type", "direction", "factor", "across_units", "across_periods")


def is_code(words: str) -> bool:
    """Tell whether a numerator or denominator names an indicator instead of describing it."""
    return bool(_LOOKS_LIKE_CODE.match(words))


def build_measure(code: str, content: Mapping[str, Any]) -> Measure:
    """Return what is counted under ``code``, from the content of its definition."""
    parts = {key: content[key] for key in ("numerator", "denominator") if is_code(content[key])}
    return Measure(code=code, **{key: content[key] for key in _MEASURED}, **parts)


def build_category(code: str, content: Mapping[str, Any]) -> Category:
    """Return the breakdown ``code``; its options carry its code: ``sex.female``."""
    options = content["options"].items()
    return Category(
        code,
        content["name"],
        tuple(Option(f"{code}.{option}", name) for option, name in options),
        content["exhaustive"],
    )
