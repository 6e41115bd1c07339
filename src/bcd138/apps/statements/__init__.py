"""Questions to the database that are asked with every request, written as SQL only once.

Django writes the SQL of a queryset anew each time, which costs some ten times what the
database needs to answer by key. A room above hands over a queryset with ``given`` in the
place of its values; it is written once a database and process, and asked with other values.
"""

from __future__ import annotations

from bcd138.apps.statements.condition import Condition, of_the_row
from bcd138.apps.statements.insert import Insert
from bcd138.apps.statements.select import Select, Written, given

__all__ = ["Condition", "Insert", "Select", "Written", "given", "of_the_row"]
