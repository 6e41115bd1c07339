"""Tells a target from a result, and which year a quantity speaks of."""

from __future__ import annotations

from bcd138.domain.extraction.quantities import Quantity
from bcd138.domain.extraction.scene import Scene
from bcd138.domain.extraction.tokens import Piece
from bcd138.domain.period import Period, calendar_year

_OPENING = 5
_LOOKING_AHEAD = ("phấn đấu", "nhiệm vụ trọng tâm", "đặt mục tiêu", "mục tiêu")
_DIGITS_OF_A_YEAR = 4
_NOT_THE_YEAR_OF_A_FIGURE = frozenset({"so với", "giai đoạn", "đến", "kỳ", "từ"})


def is_target(pieces: list[Piece], quantity: Quantity, scene: Scene) -> bool:
    """Tell whether the quantity is aimed at, not reached.

    "Phấn đấu kéo giảm 5 %" aims; "đạt 83 %, vượt chỉ tiêu" does not, nor anything after
    "đã". A word of aiming in brackets holds in the brackets; one that opens the sentence
    holds for all its clauses.
    """
    before = pieces[: quantity.first]
    if any(piece.word == "đã" or piece.word.startswith("đã ") for piece in before):
        return False
    if scene.directive:
        return True
    clause_over = closed = False
    for at in range(quantity.first - 1, -1, -1):
        piece = pieces[at]
        closed = (closed or piece.word == ")") and piece.word != "("
        clause_over = clause_over or piece.word == ";"
        if closed or (clause_over and at > _OPENING):
            continue
        if piece.word == "kế hoạch" and "down" in pieces[at + 1].senses:
            return True
        if "target" in piece.senses:
            return _aims(pieces, at, quantity)
    return False


def _aims(pieces: list[Piece], at: int, quantity: Quantity) -> bool:
    """Tell whether the word of aiming at ``at`` reaches the quantity."""
    between = pieces[at + 1 : quantity.first]
    if all(one.senses.keys() & {"up", "down", "comparator"} for one in between):
        return True
    before = pieces[at - 1].senses if at else {}
    return "over_target" not in before and "act" not in before


def period_of(pieces: list[Piece], quantity: Quantity, scene: Scene) -> Period | None:
    """Return the year said nearest before the quantity, unless it is only compared with."""
    for at in range(quantity.first - 1, 0, -1):
        piece, before = pieces[at], pieces[at - 1]
        if piece.number is None or len(piece.word) != _DIGITS_OF_A_YEAR:
            continue
        if before.word.split()[-1] != "năm":
            continue
        near = pieces[max(at - 4, 0) : at]
        compared = any("base" in one.senses for one in near)
        if compared or {one.word for one in near} & _NOT_THE_YEAR_OF_A_FIGURE:
            return scene.period
        return _year_or_scene(int(piece.number), scene)
    ahead = scene.directive or any(
        piece.word.startswith(_LOOKING_AHEAD) for piece in pieces[: quantity.first]
    )
    return _following(scene) if ahead else scene.period


def _following(scene: Scene) -> Period | None:
    """Return the period that a directive part speaks of: the next one."""
    if scene.next_period is None and scene.period is not None and scene.period.type == "year":
        return calendar_year(scene.period.start.year + 1)
    return scene.next_period


def _year_or_scene(year: int, scene: Scene) -> Period | None:
    period = scene.period
    if period is not None and period.start.year <= year <= period.end.year:
        return period
    return calendar_year(year)
