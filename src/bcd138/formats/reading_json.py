"""Writes a reading as JSON: codes and ISO dates, offsets into the original text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bcd138.domain.extraction.reading import (
    Finding,
    FoundAward,
    FoundFigure,
    FoundTask,
    Reading,
)
from bcd138.domain.period import Period
from bcd138.formats.messages import Messages

Json = dict[str, Any]


def write_reading(reading: Reading, *, source: str, messages: Messages, language: str) -> Json:
    """Return ``reading`` as JSON values.

    Numbers are JSON numbers in the unit as written, days are ISO dates, ``null`` means the
    text does not say. ``start`` and ``end`` count characters of the original text and
    ``quote`` is exactly that slice.
    """
    unit, conference = reading.org_unit, reading.conference
    committee = reading.committee
    return {
        "source": source,
        "title": reading.title,
        "committee": {"full_name": committee.full_name, "short_name": committee.short_name},
        "org_unit": {"name": unit.name, "code": unit.code, "how": unit.how},
        "level": reading.level,
        "period": _period(reading.period),
        "next_period": _period(reading.next_period),
        "conference": {
            "date": conference.date.isoformat() if conference.date else None,
            "session": conference.session,
            "place": conference.place,
            "as_written": conference.as_written,
            "year_from": conference.year_from,
        },
        "people": [
            {"name": one.name, "position": one.position, "role": one.role} for one in reading.people
        ],
        "figures": [_figure(one) for one in reading.figures],
        "awards": [_award(one) for one in reading.awards],
        "tasks": [_task(one) for one in reading.tasks],
        "findings": [_finding(one, messages, language) for one in reading.findings],
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral() else float(value)


def _period(period: Period | None) -> Json | None:
    if period is None:
        return None
    return {
        "type": period.type,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
    }


def _figure(one: FoundFigure) -> Json:
    change = one.change
    return {
        "indicator": one.indicator,
        "value": _number(one.value),
        "unit": one.unit,
        "comparator": one.comparator,
        "numerator": _number(one.numerator),
        "denominator": _number(one.denominator),
        "change": change
        and {
            "value": _number(change.value),
            "unit": change.unit,
            "direction": change.direction,
            "base": change.base,
        },
        "kind": one.kind,
        "period": _period(one.period),
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "certainty": one.certainty,
        "reason": one.reason,
        "rivals": list(one.rivals),
    }


def _award(one: FoundAward) -> Json:
    return {
        "grantor": one.grantor,
        "form": one.form,
        "collectives": one.collectives,
        "individuals": one.individuals,
        "total_unsplit": one.total_unsplit,
        "forms_mixed": list(one.forms_mixed),
        "counts_in_total": one.counts_in_total,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
    }


def _task(one: FoundTask) -> Json:
    return {
        "text": one.text,
        "indicator": one.indicator,
        "value": _number(one.value),
        "start": one.start,
        "end": one.end,
    }


def _finding(one: Finding, messages: Messages, language: str) -> Json:
    return {
        "code": one.code,
        "severity": one.severity,
        "message": messages.say(one.code, language, **one.params),
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
    }
