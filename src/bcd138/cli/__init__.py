"""The command-line door."""

from __future__ import annotations
