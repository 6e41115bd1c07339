"""Totals of units, indicators and periods in the borders of a day."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja import Query, Router

from bcd138.api.v1.errors import Faults, Refusal
from bcd138.api.v1.total_schemas import TotalLine, Totals, TotalsAsked
from bcd138.apps.analytics.pivot import pivot
from bcd138.apps.analytics.pivot_lines import Line, lines_of, plain
from bcd138.apps.analytics.question import Question
from bcd138.domain.period import parse_period

_NO = {401: Refusal, 404: Refusal, 409: Refusal, 422: Faults}
router = Router(tags=["totals"])


@router.get("", response={200: Totals, **_NO}, operation_id="totals")
def totals(request: HttpRequest, asked: Query[TotalsAsked]) -> Totals:
    """Return every total asked for, with how many of how many reports stand behind it.

    What you may not see is answered with 404. Percentages are computed again from their counts.
    """
    question = Question(
        units=tuple(dict.fromkeys(asked.org_unit)),
        indicators=tuple(dict.fromkeys(asked.indicator)),
        periods=tuple(sorted({parse_period(code) for code in asked.period})),
        on=asked.on or localdate(),
        below=asked.below or "" if len(asked.org_unit) == 1 else "",
        level=asked.level or "",
        breakdown=asked.breakdown,
    )
    by: Any = request.user  # the session's user, signed in by then
    items = [_line(line) for line in lines_of(pivot(question, by=by))]
    return Totals(on=question.on, count=len(items), items=items)


def _line(line: Line) -> TotalLine:
    cell, now = line.cell, line.cell.now
    return TotalLine(
        org_unit=cell.unit or None,
        row=line.role.value,
        indicator=cell.measure.indicator,
        breakdown=cell.measure.option or None,
        period=cell.period.code,
        value=_text(line.value),
        unit=now.unit,
        numerator=_text(plain(now.numerator)),
        denominator=_text(plain(now.denominator)),
        reported=now.coverage.reported,
        expected=now.coverage.expected,
        is_estimate=now.is_estimate,
        data_value=now.data_value_id,
        why_not=now.why_not.code or None,
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
