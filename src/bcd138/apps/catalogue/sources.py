"""The papers that definitions cite, as the files name them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from bcd138.formats.catalogue_files import read_sources
from bcd138.formats.catalogue_schemas import SourceEntry


def sources() -> Mapping[str, SourceEntry]:
    """Return the papers by number and symbol; the file is read once in a process."""
    return _sources(settings.CATALOGUES)


@cache
def _sources(folder: Path) -> Mapping[str, SourceEntry]:
    return read_sources(folder)
