"""Pages where a unit's own workbook becomes the draft of its report."""

from __future__ import annotations
