"""Report drafts: frozen facts, the composed paper, the stored file."""

from __future__ import annotations
