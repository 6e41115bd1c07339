"""Version 1 of the JSON API: reading the register of org units."""

from __future__ import annotations
