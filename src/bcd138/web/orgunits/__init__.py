"""Reading the register of org units: search, tree, map, one unit, acts, files."""

from __future__ import annotations
