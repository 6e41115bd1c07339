"""The pages people use."""

from __future__ import annotations
