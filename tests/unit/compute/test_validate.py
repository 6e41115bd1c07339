"""Bulk validation by example: which rows come back, and what a null does."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

from bcd138.compute import engines
from bcd138.compute.validate import FIGURES, rule_tables, violations
from bcd138.domain.expected import Range
from unit.domain.validation_forms import AT_MOST, PARTS, RANGE, form_of


@pytest.fixture
def broken():
    def ask(form, reports, expected=()):
        rows = [
            {"report": report, "cell": cell, "value": None if value is None else Decimal(value)}
            for report, cells in reports.items()
            for cell, value in cells.items()
        ]
        with engines.opened() as engine:
            found = violations(
                engine, pa.Table.from_pylist(rows, FIGURES), rule_tables(form, expected)
            )
        return sorted(tuple(row.values()) for row in found.to_pylist())

    return ask


def test_each_broken_check_is_a_row_with_both_sides(broken):
    reports = {
        "C1": {"cases": 8, "thefts": 3, "frauds": 4, "solved": 9},
        "C2": {"cases": 7, "thefts": 3, "frauds": 4, "solved": 7},
        "C3": {"people": 5, "people:sex.female": 2, "people:sex.male": 2, "thefts": 501},
        "C4": {"people": 5, "people:age.under_18": 6, "cases": -1},
    }

    assert broken(form_of(PARTS, AT_MOST, RANGE), reports) == [
        ("C1", "V07", "cases", Decimal(8), Decimal(7)),
        ("C1", "V08", "solved", Decimal(9), Decimal(8)),
        ("C3", "V06", "thefts", Decimal(501), Decimal(500)),
        ("C3", "V10", "people", Decimal(5), Decimal(4)),
        ("C4", "V02", "cases", Decimal(-1), Decimal(0)),
        ("C4", "V11", "people", Decimal(5), Decimal(6)),
    ]


def test_a_null_is_no_zero(broken):
    reports = {
        "C1": {"cases": 8, "thefts": 3, "frauds": None},
        "C2": {"cases": None, "thefts": 3, "frauds": 4},
        "C3": {"people": 5, "people:sex.female": 2, "people:sex.male": None},
    }

    assert broken(form_of(PARTS, AT_MOST, RANGE), reports) == []


def test_expected_ranges_are_of_one_report(broken):
    expected = [("C1", "cases", Range(Decimal(2), Decimal(9), "series"))]
    reports = {"C1": {"cases": 10}, "C2": {"cases": 10}}

    assert broken(form_of(), reports, expected) == [("C1", "V16", "cases", Decimal(10), Decimal(9))]


def test_a_form_without_rules_and_no_figures_have_no_rows(broken):
    assert broken(form_of(), {}) == []
