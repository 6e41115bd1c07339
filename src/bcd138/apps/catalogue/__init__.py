"""The loaded catalogue as tables, versioned by load."""

from __future__ import annotations
