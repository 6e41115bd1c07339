"""Drafts of reports: make one, look at it, take it home as Word."""

from __future__ import annotations
