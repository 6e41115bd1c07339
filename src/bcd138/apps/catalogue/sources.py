"""What stands in the files alone: the papers that definitions cite, and rules of deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from bcd138.domain.deadline import DeadlineRules
from bcd138.formats.catalogue_files import read_sources
from bcd138.formats.catalogue_schemas import SourceEntry
from bcd138.formats.deadline_rules_file import load_deadline_rules


def sources() -> Mapping[str, SourceEntry]:
    """Return the papers by number and symbol; the file is read once in a process."""
    return _sources(settings.CATALOGUES)


@cache
def _sources(folder: Path) -> Mapping[str, SourceEntry]:
    return read_sources(folder)


def deadline_rules(due_on: date) -> DeadlineRules:
    """Return the rules of reports that are due on a day; read once in a process."""
    return _deadline_rules(settings.CATALOGUES, due_on)


@lru_cache(maxsize=512)
def _deadline_rules(folder: Path, due_on: date) -> DeadlineRules:
    return load_deadline_rules(folder, on=due_on)
