"""The dated limits of comparisons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bcd138.domain.comparing import ComparisonRules
from bcd138.formats.comparison_files import load_comparison_rules
from papers import CATALOGUES


def test_rules_are_those_of_the_day():
    rules = ComparisonRules(least_base=Decimal(30), most_apart=Decimal(10))

    assert load_comparison_rules(CATALOGUES, on=date(2026, 12, 1)) == rules


def test_before_the_first_entry_there_are_none():
    assert load_comparison_rules(CATALOGUES, on=date(2020, 3, 4)) is None
