"""Answers kept in memory for as long as nothing they follow from has changed.

Ordering a table by another column, taking it away as a file or drawing it as a chart asks the
same question again. The database notes every change of a figure in the same transaction, so
what is kept is never older than what counts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Generic, TypeVar

from django.db.models import Count, Max
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics.models import ChangedFigure, Snapshot
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.compute.country import Same

_A = TypeVar("_A")


@dataclass(frozen=True, slots=True)
class State:
    """What changes whenever an answer to a person may change: figures, units, catalogue, sight."""

    notes: tuple[int | None, int]
    snapshot: int | None
    load: int | None
    register: Same
    assigned: tuple[int, ...]
    today: date


def state_for(by: User) -> State:
    """Return the state of everything that ``by`` may be told. Five queries.

    Notes of changes are counted besides looking at the last one: of two transactions the one
    that began first may end last.
    """
    notes = ChangedFigure.objects.aggregate(last=Max("pk"), count=Count("pk"))
    snapshot, load = Snapshot.newest(), catalogue.latest_load()
    return State(
        notes=(notes["last"], notes["count"]),
        snapshot=snapshot.pk if snapshot else None,
        load=load.pk if load else None,
        register=Same(orgunits.register()),
        assigned=tuple(by.assignments.order_by("org_unit").values_list("org_unit", flat=True)),
        today=localdate(),
    )


class Memory(Generic[_A]):
    """The last answers of one kind, by state and question; shared by the threads of a process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, _A] = OrderedDict()
        self._turn = Lock()

    def answer(self, state: State, asked: Hashable, ask: Callable[[], _A]) -> _A:
        """Return what was answered before in the same state, otherwise what ``ask`` says."""
        key = (state, asked)
        with self._turn:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        found = ask()
        with self._turn:
            self._answers[key] = found
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return found

    def forget(self) -> None:
        """Drop what is kept."""
        with self._turn:
            self._answers.clear()
