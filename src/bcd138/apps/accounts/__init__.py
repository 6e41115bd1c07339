"""People, roles, and which org units each may read, report or confirm for."""

from __future__ import annotations
