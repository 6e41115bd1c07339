"""Every component on one page, with invented values."""

from __future__ import annotations
