"""Browsing the catalogue of indicators."""

from __future__ import annotations
