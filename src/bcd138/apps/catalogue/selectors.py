"""Questions about the loaded catalogue. It is public reference data: everyone may read it."""

from __future__ import annotations

from difflib import get_close_matches

from django.db.models import QuerySet

from bcd138.apps.catalogue.models import CatalogueLoad, Indicator
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.text import fold


def current() -> QuerySet[Indicator]:
    """Return the indicators in use, in the order of the catalogue."""
    return Indicator.objects.filter(retired=False).order_by("position")


def by_code(code: str) -> Indicator:
    """Return the indicator in use with this code.

    Raises:
        Refused: ``catalogue.unknown-indicator`` with the nearest codes and their names.
    """
    indicator = current().filter(code=code.strip()).first()
    if indicator is None:
        raise Refused("catalogue.unknown-indicator", code=code, suggestions=_nearest(code))
    return indicator


def names() -> dict[str, str]:
    """Return the names of the indicators in use by code, in the order of the catalogue."""
    return dict(current().values_list("code", "name"))


def search(query: str) -> QuerySet[Indicator]:
    """Return indicators in use whose name or wording contains every word of ``query``."""
    found = current()
    for word in fold(query).split():
        found = found.filter(search_name__contains=word)
    return found


def latest_load() -> CatalogueLoad | None:
    """Return the last loading that changed something."""
    return CatalogueLoad.objects.order_by("-pk").first()


def _nearest(code: str) -> str:
    in_use = names()
    close = get_close_matches(code.strip().lower(), in_use, n=3, cutoff=0.5)
    return "; ".join(f"{known} ({in_use[known]})" for known in close) or "–"
