"""As of which moment figures are shown: now, or the end of a day that was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from bcd138.apps.submissions.selectors import end_of
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.dates import parse_day

_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Moment:
    """The day asked for, ``None`` for now, and its last moment.

    ``looks_from`` is the day whose borders hold. The ``is_open`` day has not ended: what is
    told of it may still change.
    """

    day: date | None
    as_of: datetime | None
    looks_from: date
    is_open: bool


def moment_chosen(asked: str) -> Moment:
    """Read the day asked for, written 2026-11-20 or 20/11/2026; nothing asks for now.

    Raises:
        Refused: ``published.day-unreadable`` or ``published.day-to-come``.
    """
    today, written = localdate(), asked.strip()[:_LONGEST]
    if not written:
        return Moment(None, None, today, is_open=False)
    day = parse_day(written)
    if day is None:
        raise Refused("published.day-unreadable", written=written)
    if day > today:
        raise Refused("published.day-to-come", day=day)
    return Moment(day, end_of(day), day, is_open=day == today)


def day_chosen(asked: str) -> datetime:
    """Read the day asked for, which has to be given; return its last moment.

    Raises:
        Refused: ``published.no-day`` or what ``moment_chosen`` refuses.
    """
    as_of = moment_chosen(asked).as_of
    if as_of is None:
        raise Refused("published.no-day")
    return as_of
