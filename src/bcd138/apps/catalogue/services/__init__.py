"""Everything that changes the loaded catalogue: bringing it up to the files."""

from __future__ import annotations

from bcd138.apps.catalogue.services.load import LoadResult, load

__all__ = ["LoadResult", "load"]
