"""What the notice says after an act was entered or undone."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.apps.reorganisations.selectors import Move
from bcd138.apps.reorganisations.services import Entered

_NAMED = 5


def entered_words(entered: Entered) -> str:
    """Say what was saved, who goes along, and for whom somebody must still decide."""
    number = entered.act.number if entered.act else ""
    said = [_("Đã lưu văn bản {number}.").format(number=number)]
    if entered.moved:
        n = len(entered.moved)
        words = ngettext("{n} người đi theo đơn vị: {who}.", "{n} người đi theo đơn vị: {who}.", n)
        said.append(words.format(n=n, who=_people(entered.moved)))
    if entered.undecided:
        n = len(entered.undecided)
        words = ngettext(
            "{n} người còn chờ phân công lại: {who}.", "{n} người còn chờ phân công lại: {who}.", n
        )
        said.append(words.format(n=n, who=_people(entered.undecided)))
    return " ".join(said)


def _people(moves: Sequence[Move]) -> str:
    """Name the first few, each with the unit gone to or left."""
    told = [
        f"{move.assignment.user} ({move.name or move.assignment.org_unit.name})"
        for move in moves[:_NAMED]
    ]
    return ", ".join(told) + (" …" if len(moves) > _NAMED else "")
