"""Forms by program: which there are on a day, and everything that stands in one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja import Router

from bcd138.api.v1 import data_set_schemas as schemas
from bcd138.api.v1.errors import Faults, Refusal
from bcd138.api.v1.schemas import decimal_text
from bcd138.apps.catalogue import selectors
from bcd138.domain.data_set import Cell, DataSet, FormRule, Row

_NO = {401: Refusal, 404: Refusal, 422: Faults}
router = Router(tags=["data-sets"])


@router.get("", response={200: schemas.DataSetList, **_NO}, operation_id="data_sets")
def data_sets(request: HttpRequest, on: date | None = None) -> schemas.DataSetList:
    """Return the forms in force on a day."""
    del request
    day = on or localdate()
    lines = [schemas.DataSetLine(**_line(found.form)) for found in selectors.forms_in_use(day)]
    return schemas.DataSetList(on=day, items=lines)


@router.get("/{code}", response={200: schemas.DataSetOut, **_NO}, operation_id="data_set")
def data_set(request: HttpRequest, code: str, on: date | None = None) -> schemas.DataSetOut:
    """Return one form as it is on a day, which for a period is its last day."""
    del request
    day = on or localdate()
    form = selectors.form_on(code, day).form
    return schemas.DataSetOut(
        **_line(form),
        on=day,
        guidance=form.guidance,
        source=form.source,
        article=form.article,
        checked=form.checked,
        due=_due(form),
        sections=[
            schemas.SectionOut(number=one.number, title=one.title, rows=_rows(one.rows))
            for one in form.sections
        ],
        narratives=[
            schemas.NarrativeOut(code=one.code, title=one.title, hint=one.hint)
            for one in form.narratives
        ],
        rules=[_rule(one) for one in form.rules],
    )


def _line(form: DataSet) -> dict[str, Any]:
    reporters = form.reporters
    return {
        "code": form.code,
        "name": form.name,
        "valid_from": form.valid_from,
        "regime": form.regime,
        "period_type": form.period_type,
        "reporters": schemas.ReportersOut(
            level=reporters.level,
            kind=reporters.kind,
            names_begin=list(reporters.names_begin),
        ),
        "cells": len(form.entered),
    }


def _due(form: DataSet) -> schemas.DueOut:
    level = form.reporters.level
    of_regime = selectors.regimes()[form.regime].due.get((form.period_type, level))
    days = of_regime if form.due_days is None else form.due_days
    return schemas.DueOut(level=level, working_days=days)


def _rows(rows: Iterable[Row]) -> list[schemas.RowOut]:
    return [
        schemas.RowOut(
            number=row.number,
            label=row.label,
            cells=[_cell(cell) for cell in row.cells if cell is not None],
        )
        for row in rows
    ]


def _cell(cell: Cell) -> schemas.CellOut:
    return schemas.CellOut(
        cell=cell.key,
        option=cell.option.code if cell.option else None,
        option_name=cell.option.name if cell.option else None,
        unit=cell.measure.unit,
        value_type=cell.measure.value_type,
        places=cell.measure.places,
        computed=cell.measure.is_computed,
    )


def _rule(rule: FormRule) -> schemas.RuleOut:
    return schemas.RuleOut(
        code=rule.code,
        kind=rule.kind,
        severity=rule.severity,
        left=list(rule.left),
        right=list(rule.right),
        other=rule.other or None,
        low=decimal_text(rule.low),
        high=decimal_text(rule.high),
        words=rule.words,
    )
