"""Questions over confirmed figures: by unit, by period, side by side."""

from __future__ import annotations
