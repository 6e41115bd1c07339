"""Vietnamese number and date formats."""

from __future__ import annotations
