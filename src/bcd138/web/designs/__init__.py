"""Designing a form without code, until its file is reviewed."""

from __future__ import annotations
