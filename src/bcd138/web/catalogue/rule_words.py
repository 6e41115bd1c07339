"""The rules of a form in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from bcd138.domain.data_set import DataSet, FormRule
from bcd138.domain.validation.numbered import BY_NUMBER
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.web.catalogue.words import listed, severities

NUMBERS = {
    "range": "V06",
    "sum_of_parts": "V07",
    "at_most": "V08",
    "needs": "V09",
    "equal_across": "V14",
    "sum_of_periods": "V15",
}


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One rule as the page of a form tells it."""

    number: str
    name: str
    sentence: str
    why: str
    severity: str
    severity_words: str


def rules_in_words(form: DataSet, others: Mapping[str, DataSet]) -> list[RuleWords]:
    """Return the rules of a form; ``others`` are the forms in use by code."""
    return [
        RuleWords(
            number=NUMBERS[rule.kind],
            name=BY_NUMBER[NUMBERS[rule.kind]].name,
            sentence=sentence_of(rule, form, others.get(rule.other)),
            why=rule.words,
            severity=rule.severity,
            severity_words=severities()[rule.severity],
        )
        for rule in form.rules
    ]


def sentence_of(rule: FormRule, form: DataSet, other: DataSet | None) -> str:
    """Say what a rule compares, by the names on the form."""
    here = cell_names(form)
    there = cell_names(other) if other is not None else here
    crosses = rule.kind in {"equal_across", "sum_of_periods"}
    values = {
        "left": _all(here, rule.left),
        "right": _all(there if crosses else here, rule.right),
        "either": _either(here, rule.left),
        "or_right": _either(here, rule.right),
        "other": other.name if other is not None else rule.other,
        "bounds": _bounds(rule.low, rule.high),
    }
    return _sentences()[rule.kind] % values


def cell_names(form: DataSet) -> dict[str, str]:
    """Return what each cell is called on the form, by key."""
    return {
        cell.key: f"{row.label}: {cell.option.name}" if cell.option else row.label
        for section in form.sections
        for row in section.rows
        for cell in row.cells
        if cell is not None
    }


def _sentences() -> dict[str, str]:
    return {
        "sum_of_parts": _("%(left)s phải bằng tổng của %(right)s."),
        "at_most": _("%(left)s không lớn hơn %(right)s."),
        "needs": _("Có %(either)s thì phải có %(or_right)s."),
        "range": _("%(left)s %(bounds)s."),
        "equal_across": _(
            "%(left)s phải bằng %(right)s của biểu “%(other)s”, cùng đơn vị, cùng kỳ."
        ),
        "sum_of_periods": _(
            "%(left)s phải bằng tổng %(right)s các kỳ nằm trong kỳ này của biểu “%(other)s”."
        ),
    }


def _all(names: Mapping[str, str], keys: Iterable[str]) -> str:
    named = _named(names, keys)
    return listed(named, _("và")) if named else "…"


def _either(names: Mapping[str, str], keys: Iterable[str]) -> str:
    named = _named(names, keys)
    return listed(named, _("hoặc")) if named else "…"


def _named(names: Mapping[str, str], keys: Iterable[str]) -> list[str]:
    return [names.get(key, key) for key in keys]


def _bounds(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and high is not None:
        ends = {"low": write_number(low), "high": write_number(high)}
        return _("nằm trong khoảng %(low)s đến %(high)s") % ends
    if low is not None:
        return _("từ %(low)s trở lên") % {"low": write_number(low)}
    return _("không quá %(high)s") % {"high": write_number(high)} if high is not None else "…"
