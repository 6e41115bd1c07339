"""Roles and states of seats in the reader's language."""

from __future__ import annotations

from datetime import date

from bcd138.domain.committee import Dated, DatedSeat, Decision, SeatRole
from bcd138.domain.vietnamese.text import fold
from bcd138.web.templatetags.say import day, words_of


def role_choices() -> list[tuple[str, str]]:
    """Return the roles as choices, in the order of a decision's list."""
    return [(role.value, role_words(role)) for role in SeatRole]


def role_words(role: SeatRole) -> str:
    """Return what a role is called."""
    return words_of(f"seat.{role.value.replace('_', '-')}", {})


def seat_words(seat: DatedSeat) -> str:
    """Return the role of a seat, and that it is held for nobody else: "Quyền Trưởng ban"."""
    if not seat.is_acting:
        return role_words(seat.role)
    if seat.role == SeatRole.CHAIR:
        return words_of("seat.acting-chair", {})
    return words_of("seat.acting", {"role": role_words(seat.role)})


def office_words(seat: DatedSeat) -> str:
    """Return the position, with the agency where the position does not name it already."""
    if not seat.agency or fold(seat.agency) in fold(seat.position):
        return seat.position
    return ", ".join(part for part in (seat.position, seat.agency) if part)


def state_words(row: Dated, on: date) -> tuple[str, str]:
    """Return how a row stands on a day, as the colour of a tag and its word."""
    if row.holds_on(on):
        return "tag-good", words_of("seat.stands", {})
    if row.valid_from > on:
        return "tag-blue", words_of("seat.to-come", {})
    return "", words_of("seat.ended", {})


def decision_words(decision: Decision) -> str:
    """Return "2210/QĐ-UBND, 28/10/2025"; nothing where nothing is known."""
    return ", ".join(part for part in (decision.number, day(decision.signed_on)) if part)
