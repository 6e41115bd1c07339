"""Our own workbook of a form: handed out filled in as far as known, read back cell by cell."""

from __future__ import annotations
