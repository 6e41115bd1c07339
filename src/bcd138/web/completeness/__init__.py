"""Pages of who has sent and who has not: the matrix, reminders, more time, files."""

from __future__ import annotations
