"""How numbers and dates are written on screen, by language."""

from __future__ import annotations
