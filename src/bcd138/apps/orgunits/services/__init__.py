"""Everything that changes org units: loading files and populations, entering an act, undoing it."""

from __future__ import annotations

from bcd138.apps.orgunits.services.load import UnitsLoaded, add_units, load_units
from bcd138.apps.orgunits.services.population import PopulationsLoaded, load_populations
from bcd138.apps.orgunits.services.reorganise import carry_out, take_back

__all__ = [
    "PopulationsLoaded",
    "UnitsLoaded",
    "add_units",
    "carry_out",
    "load_populations",
    "load_units",
    "take_back",
]
