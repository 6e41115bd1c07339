"""Everything that changes org units: loading the files, entering an act, undoing it."""

from __future__ import annotations

from bcd138.apps.orgunits.services.load import UnitsLoaded, add_units, load_units
from bcd138.apps.orgunits.services.reorganise import carry_out, take_back

__all__ = ["UnitsLoaded", "add_units", "carry_out", "load_units", "take_back"]
