"""Everything that changes the loaded catalogue: bringing it up to the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from bcd138.apps.audit import services as audit
from bcd138.apps.catalogue.models import CatalogueLoad, Indicator
from bcd138.apps.orgunits import services as orgunits
from bcd138.domain.vietnamese.text import fold
from bcd138.formats.catalogue_files import IndicatorDefinition, read_catalogue
from bcd138.formats.register_files import read_register

_LONGEST_SEARCH_NAME = 600


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a loading changed, or would change; ``lines`` is the difference to print."""

    added: int
    changed: int
    removed: int
    lines: tuple[str, ...]
    digest: str


def load(folder: Path, *, by: str, at: datetime, dry_run: bool = False) -> LoadResult:
    """Bring indicators and org units up to the catalogue files, all or nothing.

    Loading the same files again changes nothing and leaves no trace.

    Args:
        folder: The catalogue files.
        by: Who loads; a username or the program's name.
        at: An aware datetime.
        dry_run: Say what would change and change nothing.

    Raises:
        CatalogueFaults: With every fault of every file; nothing is loaded.
        Refused: ``orgunit.files-contradict``.
    """
    catalogue, register = read_catalogue(folder), read_register(folder)
    digest = hashlib.sha256(f"{catalogue.digest}{register.digest}".encode()).hexdigest()
    with transaction.atomic():
        units = orgunits.load_units(register, by=by, at=at)
        added, changed, lines = _load_indicators(catalogue.indicators)
        removed = _retire_all_but({definition.code for definition in catalogue.indicators})
        result = LoadResult(
            added=units.added + added,
            changed=units.changed + changed,
            removed=len(removed),
            lines=(*units.lines, *lines, *(f"- {code}" for code in removed)),
            digest=digest,
        )
        if dry_run:
            transaction.set_rollback(True)
        elif result.added or result.changed or result.removed:
            _remember(result, by=by, at=at)
    return result


def _load_indicators(definitions: Iterable[IndicatorDefinition]) -> tuple[int, int, list[str]]:
    known = {indicator.code: indicator for indicator in Indicator.objects.select_for_update()}
    new, changed, lines = [], 0, []
    for definition in definitions:
        fields = _fields(definition)
        indicator = known.get(definition.code)
        if indicator is None:
            new.append(Indicator(code=definition.code, **fields))
            lines.append(f"+ {definition.code} {definition.name}")
            continue
        differences = [
            f"~ {definition.code} {name}: {getattr(indicator, name)} → {value}"
            for name, value in fields.items()
            if getattr(indicator, name) != value
        ]
        if differences:
            Indicator.objects.filter(pk=indicator.pk).update(**fields)
            changed += 1
            lines += differences
    Indicator.objects.bulk_create(new)
    return len(new), changed, lines


def _fields(definition: IndicatorDefinition) -> dict[str, Any]:
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


def _retire_all_but(codes: set[str]) -> list[str]:
    """Mark what left the files; figures already reported keep their indicator."""
    gone = Indicator.objects.filter(retired=False).exclude(code__in=codes)
    removed = sorted(gone.values_list("code", flat=True))
    gone.update(retired=True)
    return removed


def _remember(result: LoadResult, *, by: str, at: datetime) -> None:
    CatalogueLoad.objects.create(
        digest=result.digest,
        loaded_at=at,
        loaded_by=by,
        added=result.added,
        changed=result.changed,
        removed=result.removed,
    )
    audit.record(
        "catalogue.loaded",
        by=by,
        at=at,
        digest=result.digest,
        added=result.added,
        changed=result.changed,
        removed=result.removed,
    )
