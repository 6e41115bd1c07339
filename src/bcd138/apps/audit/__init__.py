"""Append-only record of who did what, without foreign keys, so nothing blocks it."""

from __future__ import annotations
