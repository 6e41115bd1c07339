"""Texts received, what was suggested from them, and who confirmed it."""

from __future__ import annotations
