"""SQLite with a queue before its one writer."""

from __future__ import annotations
