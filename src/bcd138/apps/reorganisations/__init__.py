"""Entering a legal act that changes org units: what it would do, who may, doing it, undoing it."""

from __future__ import annotations
