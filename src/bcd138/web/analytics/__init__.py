"""Confirmed figures: of one unit, side by side, and each with the way back to its sentence."""

from __future__ import annotations
