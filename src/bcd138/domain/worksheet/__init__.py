"""Understanding a unit's own worksheet: its heads, its rows, and the cells of a form they fill."""

from __future__ import annotations
