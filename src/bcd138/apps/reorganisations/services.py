"""Everything that changes org units by a person's hand: entering an act and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from bcd138.apps.accounts import services as accounts
from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits import services as register
from bcd138.apps.orgunits.models import Act
from bcd138.apps.reorganisations import permissions, selectors
from bcd138.apps.reorganisations.selectors import Move
from bcd138.domain.errors import Refused
from bcd138.domain.register_faults import Fault
from bcd138.domain.reorganisation import ActRow
from bcd138.formats.register_files import ActHead


@dataclass(frozen=True, slots=True)
class Entered:
    """The act, or ``None`` and every fault; who goes along, and for whom somebody must decide."""

    act: Act | None
    faults: tuple[Fault, ...] = ()
    moved: tuple[Move, ...] = ()
    undecided: tuple[Move, ...] = ()


@transaction.atomic
def enter(
    head: ActHead, rows: Sequence[ActRow], *, by: User, at: datetime, previewed: str = ""
) -> Entered:
    """Enter an act, carry it out and let people go along with their unit, all or nothing.

    No figure is touched: each stays with the unit that reported it, and totals find it.

    Args:
        head: Number, title and days of the paper.
        rows: What it says; units by code or name.
        by: Must be the standing agency of a unit above every one named.
        at: When.
        previewed: The ``digest`` of the preview that was looked at; not compared where empty.

    Raises:
        Refused: ``reorganisation.nobody``, ``reorganisation.not-below``,
            ``reorganisation.no-rows``, ``orgunit.act-known`` or
            ``reorganisation.changed-meanwhile``: it would do something else by now.
    """
    found = selectors.checked(head, rows, by=by)
    if found.faults:
        return Entered(None, found.faults)
    act, plan = register.carry_out(head, found.rows, by=by.username, at=at)
    if act is None:
        return Entered(None, plan.faults)
    moves = selectors.moves(plan.effect, orgunits.register(), by=by)
    if previewed and previewed != selectors.digest(plan.effect, moves):
        raise Refused("reorganisation.changed-meanwhile")
    moved = tuple(move for move in moves if move.to)
    accounts.go_along(
        [(move.assignment, move.to) for move in moved], act=act.code, by=by.username, at=at
    )
    return Entered(act, (), moved, tuple(move for move in moves if not move.to))


@transaction.atomic
def undo(*, act_id: int, by: User, at: datetime) -> None:
    """Undo an act exactly: units, names, links, and the assignments that went along.

    Raises:
        Act.DoesNotExist: There is none.
        Refused: ``reorganisation.nobody``, ``reorganisation.not-below``,
            ``reorganisation.still-used`` (a unit it began has figures, papers, people or a
            committee by now) or what ``take_back`` says.
    """
    act = Act.objects.select_for_update().get(pk=act_id)
    permissions.check_can_undo(by, act)
    number = act.number
    accounts.come_back(act=act.code, by=by.username, at=at)
    try:
        register.take_back(act, by=by.username, at=at)
    except ProtectedError as error:
        count = len(error.protected_objects)
        raise Refused("reorganisation.still-used", number=number, count=count) from error
