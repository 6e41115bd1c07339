"""Who directs the work of an org unit, on any date: the committee's names, seats and agency.

People stand here in office only, as the decisions that appoint them name them in public.
"""

from __future__ import annotations
