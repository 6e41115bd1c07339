"""Pages where an act that changes org units is entered, looked at, saved and undone."""

from __future__ import annotations
