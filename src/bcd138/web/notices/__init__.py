"""What a person was told: the bell and its page."""

from __future__ import annotations
