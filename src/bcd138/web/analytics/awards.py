"""Confirmed commendations of several units side by side: a row for each form."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse

from bcd138.apps.analytics.table import Column
from bcd138.apps.intake.models import Suggestion
from bcd138.web.analytics.presenters import in_order
from bcd138.web.awards import award_count, award_form


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One line: how many, by whom, and where it stands in its text."""

    count: str
    grantor: str
    href: str
    counts_in_total: bool


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One form of commendation with the lines of every column."""

    form: str
    cells: tuple[tuple[AwardLine, ...], ...]


@dataclass(frozen=True, slots=True)
class AwardTable:
    """Units and periods that have a line, and a row for each form."""

    columns: tuple[Column, ...]
    rows: tuple[AwardRow, ...]


def award_table(awards: Iterable[Suggestion], columns: Collection[Column]) -> AwardTable:
    """Return the lines of ``columns``; they are never added up, as some repeat one another."""
    lines: dict[str, dict[Column, list[AwardLine]]] = {}
    for award in awards:
        unit, period = award.text.org_unit, award.text.period
        if unit is None or period is None or (column := Column(unit, period)) not in columns:
            continue
        of_form = lines.setdefault(award_form(award.details), {})
        of_form.setdefault(column, []).append(_line(award))
    spoken = {column for of_form in lines.values() for column in of_form}
    shown = in_order(spoken)
    rows = (
        AwardRow(form, tuple(tuple(found.get(column, ())) for column in shown))
        for form, found in lines.items()
    )
    return AwardTable(tuple(shown), tuple(rows))


def _line(award: Suggestion) -> AwardLine:
    return AwardLine(
        count=award_count(award.details),
        grantor=award.details.get("grantor") or "",
        href=f"{reverse('intake:detail', args=[award.text_id])}#m-{award.pk}",
        counts_in_total=award.details.get("counts_in_total", True),
    )
