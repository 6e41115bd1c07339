"""Loading the catalogue files into the tables, all or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate

from bcd138.apps.audit import services as audit
from bcd138.apps.catalogue import forms
from bcd138.apps.catalogue.models import CatalogueLoad
from bcd138.apps.catalogue.services.definitions import load_definitions
from bcd138.apps.catalogue.services.indicators import load_indicators
from bcd138.apps.orgunits import services as orgunits
from bcd138.formats.catalogue_files import read_catalogue
from bcd138.formats.population_files import read_populations
from bcd138.formats.register_files import read_register


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a loading changed, or would change; ``lines`` is the difference to print."""

    added: int
    changed: int
    removed: int
    lines: tuple[str, ...]
    digest: str


def load(folder: Path, *, by: str, at: datetime, dry_run: bool = False) -> LoadResult:
    """Bring indicators, forms, definitions and org units up to the files, all or nothing.

    Loading the same files again changes nothing and leaves no trace, unless a changed
    definition has come into force since: then the indicator shows it.

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
    populations = read_populations(folder, register.register.units)
    said = (catalogue.digest, register.digest, *populations.digests)
    digest = hashlib.sha256("".join(said).encode()).hexdigest()
    with transaction.atomic():
        units = orgunits.load_units(register, by=by, at=at)
        people = orgunits.load_populations(populations.counts, by=by, at=at, is_catalogue=True)
        indicators = load_indicators(catalogue, localdate(at))
        definitions = load_definitions(catalogue, indicators.touched)
        retired = (*definitions.retired, *indicators.retired)
        result = LoadResult(
            added=units.added + people.added + indicators.added + definitions.added,
            changed=units.changed + people.changed + indicators.changed + definitions.changed,
            removed=people.removed + len(retired),
            lines=(*units.lines, *people.lines, *indicators.lines, *definitions.lines, *retired),
            digest=digest,
        )
        if dry_run:
            transaction.set_rollback(True)
        elif result.added or result.changed or result.removed:
            _remember(result, by=by, at=at)
    forms.forget()
    return result


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
