"""Reading texts: receive, look at what was found, confirm."""

from __future__ import annotations
