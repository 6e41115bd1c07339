"""What people are told: returned, reminded, changed; in the application, and by e-mail."""

from __future__ import annotations
