"""Forms being designed by a standing agency, until their files are reviewed and loaded.

A design never takes effect by itself: it is checked as the catalogue's loader would check
it, written out as a file of the catalogue, reviewed by people and loaded like any other.
"""

from __future__ import annotations
