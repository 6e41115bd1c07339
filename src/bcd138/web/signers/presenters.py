"""Rights to sign as their page lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bcd138.apps.accounts.models import SigningRight
from bcd138.domain.signing import MARKS
from bcd138.domain.signing import Capacity as SignsAs
from bcd138.web.templatetags.say import words_of


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One right: whose, as what, its days, and where it stands today."""

    right: SigningRight
    capacity: str
    mark: str
    standing: str
    tag: str
    icon: str
    may_end: bool


def capacity_words(capacity: str) -> str:
    """Return as what somebody signs, with a capital."""
    words = words_of(f"capacity.{capacity}", {})
    return words[:1].upper() + words[1:]


def signer_lines(rights: Iterable[SigningRight], on: date) -> list[SignerLine]:
    """Return the rights as lines: those that hold or will, then those that ended."""
    lines = [_line(one, on) for one in rights]
    return sorted(lines, key=lambda line: not line.may_end)


def _line(right: SigningRight, on: date) -> SignerLine:
    ended = right.valid_until is not None and right.valid_until <= on
    standing, tag, icon = _standing(right, on, ended=ended)
    return SignerLine(
        right=right,
        capacity=capacity_words(right.capacity),
        mark=MARKS[SignsAs(right.capacity)],
        standing=standing,
        tag=tag,
        icon=icon,
        may_end=not ended,
    )


def _standing(right: SigningRight, on: date, *, ended: bool) -> tuple[str, str, str]:
    if ended:
        return _("đã hết"), "", "clock"
    if right.valid_from > on:
        return _("chưa đến ngày"), "tag-ask", "calendar"
    return _("đang ký"), "tag-good", "check"
