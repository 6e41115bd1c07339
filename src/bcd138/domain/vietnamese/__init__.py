"""Vietnamese text, numbers, dates and names."""

from __future__ import annotations
