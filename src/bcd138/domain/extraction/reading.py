"""What a reader brings home from one text: the shapes every door passes on.

Offsets count characters of the original text, and ``quote`` is exactly that slice.
A value is a ``Decimal`` in the unit as written ("1,47 kg" is 1.47 and "kg").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bcd138.domain.period import Period


@dataclass(frozen=True, slots=True)
class Committee:
    """The committee as the text names it; either name may be missing."""

    full_name: str | None
    short_name: str | None


@dataclass(frozen=True, slots=True)
class UnitNamed:
    """The org unit a text speaks of.

    ``how`` is ``text`` (named there), ``person`` (a user picked it) or ``absent``: the
    text does not say, and the reader does not guess.
    """

    name: str | None
    code: str | None
    how: str


@dataclass(frozen=True, slots=True)
class Conference:
    """When and where the meeting was held; ``year_from`` says how its year is known.

    ``year_from`` is ``text``, ``published``, ``period`` (inferred from the year under
    review) or ``None`` when there is no date.
    """

    date: date | None
    session: str | None
    place: str | None
    as_written: str | None
    year_from: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person in office or a writer; never a suspect, victim or informant.

    ``role`` is ``chair``, ``speaker``, ``attendee``, ``attendee_director``, ``author``
    or ``photographer``.
    """

    name: str
    position: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """A change the text states: ``direction`` is up or down, ``base`` what it is against."""

    value: Decimal
    unit: str
    direction: str
    base: str


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure read from prose or a table, not yet confirmed by anybody.

    ``comparator`` is one of ``= > >= < <= ~``. ``kind`` is ``result`` or ``target``.
    ``certainty`` is ``sure`` or ``ask``; when asked, ``reason`` is a message code and
    ``rivals`` are the other indicators it could be.
    """

    indicator: str
    value: Decimal
    unit: str
    comparator: str
    numerator: Decimal | None
    denominator: Decimal | None
    change: Change | None
    kind: str
    period: Period | None
    quote: str
    start: int
    end: int
    certainty: str = "sure"
    reason: str | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundAward:
    """One line of commendation as the text gives it.

    ``form`` is ``bang_khen``, ``giay_khen``, ``co_thi_dua``, ``ky_niem_chuong``,
    ``unspecified`` or ``mixed``; a mixed line lists its forms and is never split. A
    repetition (a photo caption) has ``counts_in_total`` false.
    """

    grantor: str | None
    form: str
    collectives: int | None
    individuals: int | None
    total_unsplit: int | None
    forms_mixed: tuple[str, ...]
    counts_in_total: bool
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A task or target set for what comes next."""

    text: str
    indicator: str | None
    value: Decimal | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a careful colleague would point at.

    ``severity`` is ``error`` (contradicts itself), ``warning`` (needs a word) or
    ``notice``. The words are under ``code`` in the message catalogue, filled with
    ``params``.
    """

    code: str
    severity: str
    params: dict[str, Any]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one text."""

    title: str | None
    committee: Committee
    org_unit: UnitNamed
    level: str | None
    period: Period | None
    next_period: Period | None
    published_at: datetime | None
    conference: Conference
    people: tuple[Person, ...] = ()
    figures: tuple[FoundFigure, ...] = ()
    awards: tuple[FoundAward, ...] = ()
    tasks: tuple[FoundTask, ...] = ()
    findings: tuple[Finding, ...] = ()
