"""The first page: what waits, what is late, what is wrong, what changed."""

from __future__ import annotations
