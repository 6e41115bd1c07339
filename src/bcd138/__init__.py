"""BCĐ 138: one figure, one source, every paper."""

from __future__ import annotations

__version__ = "0.1.0"
