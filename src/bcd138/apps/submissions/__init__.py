"""Data values: figures that a named person put his name to."""

from __future__ import annotations
