"""Signing in and out, and choosing the language."""

from __future__ import annotations
