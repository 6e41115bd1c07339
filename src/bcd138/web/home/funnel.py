"""How far the reports of a period have come, as a bar with its counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from bcd138.apps.submissions.selectors import Funnel
from bcd138.domain.period import Period


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the bar, in units that report."""

    kind: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Count:
    """One number below the bar; ``kind`` is its colour, empty where it has none."""

    words: str
    number: int
    kind: str
    href: str
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class FunnelLine:
    """The reports of one form and period: how many are expected, and where they stand."""

    form: str
    period: Period
    funnel: Funnel
    pieces: list[Piece]
    counts: list[Count]
    href: str


def funnel_lines(funnels: Iterable[Funnel]) -> list[FunnelLine]:
    """Return the funnels with their bars; the one due last comes first."""
    return [_line(one) for one in funnels]


def _line(funnel: Funnel) -> FunnelLine:
    form = funnel.asked.form.form
    return FunnelLine(
        form=form.name,
        period=funnel.asked.period,
        funnel=funnel,
        pieces=_pieces(funnel),
        counts=_counts(funnel),
        href=_href(funnel),
    )


def _pieces(funnel: Funnel) -> list[Piece]:
    lengths = (
        ("accepted", funnel.accepted),
        ("sent", funnel.sent - funnel.accepted),
        ("waiting", funnel.waiting),
        ("returned", funnel.returned),
    )
    pieces, start = [], 0
    for kind, length in lengths:
        if length > 0:
            pieces.append(Piece(kind, start, length))
            start += length
    return pieces


def _counts(funnel: Funnel) -> list[Count]:
    in_hand = funnel.sent - funnel.accepted
    every = [
        Count(_("đã chấp nhận"), funnel.accepted, "accepted", _href(funnel)),
        Count(_("đã nộp, đang soát"), in_hand, "sent", _href(funnel, cho="tren")),
        Count(_("chờ ký"), funnel.waiting, "waiting", _href(funnel, cho="ky")),
        Count(_("trả lại"), funnel.returned, "returned", _href(funnel, cho="lap")),
        Count(_("chưa nộp"), funnel.missing, "missing", _href(funnel, cho="lap")),
    ]
    late = _href(funnel, muon="1")
    told = [
        Count(_("đang muộn"), funnel.late, "", late, is_bad=True),
        Count(_("đã nộp muộn"), funnel.sent_late, "", late, is_bad=True),
    ]
    return [*every, *(one for one in told if one.number)]


def _href(funnel: Funnel, **narrowed: str) -> str:
    """Return the address of the matrix of this form, where one may see only some of it."""
    asked = funnel.asked
    told = {"bieu": asked.form.form.code, "nam": str(asked.period.year), **narrowed}
    return f"{reverse('completeness:matrix')}?{urlencode(told)}"
