"""Reads prose: text in, a reading out. Grammar is code, words are data."""

from __future__ import annotations
