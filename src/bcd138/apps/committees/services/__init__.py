"""Everything that changes committees: forming one, its rows one by one, a whole list at once."""

from __future__ import annotations

from bcd138.apps.committees.services.committee import establish, set_days
from bcd138.apps.committees.services.people import import_list
from bcd138.apps.committees.services.rows import add, correct, end, remove

__all__ = ["add", "correct", "end", "establish", "import_list", "remove", "set_days"]
