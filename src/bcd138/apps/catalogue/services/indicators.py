"""Bringing the table of indicators up to the files: the definitions in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.catalogue.services.difference import Difference
from bcd138.domain.indicator import version_on
from bcd138.domain.vietnamese.text import fold
from bcd138.formats.catalogue_files import Catalogue, IndicatorDefinition

_LONGEST_SEARCH_NAME = 600
_FIELDS = {each.name for each in fields(IndicatorDefinition)}


def load_indicators(catalogue: Catalogue, day: date) -> Difference:
    """Write what the files say of indicators on ``day`` and return what that changed."""
    difference = Difference()
    known = {indicator.code: indicator for indicator in Indicator.objects.select_for_update()}
    new = []
    for definition in _on(catalogue, day):
        wanted = _wanted(definition)
        indicator = known.get(definition.code)
        if indicator is None:
            new.append(Indicator(code=definition.code, **wanted))
            difference.add(definition.code, [f"+ {definition.code} {definition.name}"])
            continue
        lines = [
            f"~ {definition.code} {name}: {getattr(indicator, name)} → {value}"
            for name, value in wanted.items()
            if getattr(indicator, name) != value
        ]
        if lines:
            Indicator.objects.filter(pk=indicator.pk).update(**wanted)
            difference.change(definition.code, lines)
    Indicator.objects.bulk_create(new)
    for code in _retire_all_but({definition.code for definition in catalogue.indicators}):
        difference.retire(code, f"- {code}")
    return difference


def _on(catalogue: Catalogue, day: date) -> Iterator[IndicatorDefinition]:
    """Yield the definitions of ``day``: those of the base files, with every change since."""
    for definition in catalogue.indicators:
        versions = catalogue.versions[definition.code]
        version = version_on(versions, day)
        if version is None or version is versions[0]:
            yield definition
        else:
            changed = {key: each for key, each in version.content.items() if key in _FIELDS}
            yield replace(definition, **{**changed, "wordings": tuple(changed["wordings"])})


def _wanted(definition: IndicatorDefinition) -> dict[str, Any]:
    words = (definition.name, *definition.wordings)
    return {
        "name": definition.name,
        "group": definition.group,
        "group_name": definition.group_name,
        "unit": definition.unit,
        "value_type": definition.value_type,
        "direction": definition.direction,
        "numerator": definition.numerator,
        "denominator": definition.denominator,
        "change_of": definition.change_of,
        "factor": definition.factor,
        "across_units": definition.across_units,
        "across_periods": definition.across_periods,
        "reported_at": definition.reported_at,
        "breakdowns": definition.breakdowns,
        "wordings": list(definition.wordings),
        "position": definition.position,
        "retired": False,
        "search_name": fold("; ".join(words))[:_LONGEST_SEARCH_NAME],
    }


def _retire_all_but(codes: Iterable[str]) -> list[str]:
    """Mark what left the files; figures already reported keep their indicator."""
    gone = Indicator.objects.filter(retired=False).exclude(code__in=codes)
    removed = sorted(gone.values_list("code", flat=True))
    gone.update(retired=True)
    return removed
