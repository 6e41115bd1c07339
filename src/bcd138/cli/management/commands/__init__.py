"""One thin module per command."""

from __future__ import annotations
