"""The dated limits of comparisons, read into the rules that the domain compares by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from bcd138.domain.comparing import ComparisonRules
from bcd138.formats.parameters import load_parameter

_PERCENT_FROM = "comparison/percent_from_base"
_COVERAGE_APART = "comparison/coverage_apart"


def load_comparison_rules(folder: Path, *, on: date) -> ComparisonRules | None:
    """Return the rules as they stood on the day ``on``; ``None`` before their first entry."""
    limits = [load_parameter(folder, name, on=on) for name in (_PERCENT_FROM, _COVERAGE_APART)]
    base, apart = (None if one is None else Decimal(str(one.value)) for one in limits)
    return None if base is None or apart is None else ComparisonRules(base, apart)
