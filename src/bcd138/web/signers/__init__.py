"""Who signs for an org unit: from when until when, as what, and on which paper."""

from __future__ import annotations
