"""Totals kept in memory for as long as nothing they follow from has changed.

Ordering a table by another column, taking it away as a file or drawing it as a chart asks the
same question again. The database notes every change of a figure in the same transaction, so
what is kept is never older than what counts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable, Mapping
from datetime import date
from threading import Lock
from typing import Any

from django.db.models import Count, Max
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics.models import ChangedFigure, Snapshot
from bcd138.apps.analytics.rolled import Key, Rolled, rolled
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.domain.org_unit import Register
from bcd138.domain.period import Period

_KEPT = 24
_Totals = Mapping[Key, Rolled]
_answers: OrderedDict[Hashable, tuple[Register, _Totals]] = OrderedDict()
_turn = Lock()


def state_for(by: User) -> Hashable:
    """Return what changes whenever a total that ``by`` sees may change. Five queries.

    Notes of changes are counted besides looking at the last one: of two transactions the one
    that began first may end last.
    """
    notes = ChangedFigure.objects.aggregate(last=Max("pk"), count=Count("pk"))
    snapshot, load = Snapshot.newest(), catalogue.latest_load()
    return (
        notes["last"],
        notes["count"],
        snapshot.pk if snapshot else None,
        load.pk if load else None,
        tuple(by.assignments.order_by("org_unit").values_list("org_unit", flat=True)),
        localdate(),
    )


def remembered(
    state: Hashable,
    *,
    org_units: Collection[str],
    indicators: Collection[str],
    periods: Collection[Period],
    on: date,
    by: User,
    **more: Any,
) -> _Totals:
    """Return what ``rolled`` returns, asked only where ``state`` has not been asked before."""
    register = orgunits.register()
    asked = (frozenset(org_units), frozenset(indicators), frozenset(periods), on)
    key = (state, id(register), asked, tuple(sorted(more.items(), key=str)))
    with _turn:
        kept = _answers.get(key)
        if kept is not None:
            _answers.move_to_end(key)
            return kept[1]
    found = rolled(
        org_units=org_units, indicators=indicators, periods=periods, on=on, by=by, **more
    )
    with _turn:
        # The register is kept along, so that no other one can take its id.
        _answers[key] = (register, found)
        while len(_answers) > _KEPT:
            _answers.popitem(last=False)
    return found


def forget() -> None:
    """Drop what is kept."""
    with _turn:
        _answers.clear()
