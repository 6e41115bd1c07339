"""Definitions by date, and values from counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from bcd138.domain.data_set import Measure
from bcd138.domain.indicator import value_of, version_on

RATE = Measure(
    "solved_rate",
    "Tỷ lệ khám phá",
    "%",
    value_type="ratio",
    numerator="solved_cases",
    denominator="known_cases",
    factor=100,
)


@dataclass(frozen=True)
class Version:
    name: str
    valid_from: date | None
    valid_until: date | None


VERSIONS = (
    Version("first", None, date(2026, 7, 1)),
    Version("second", date(2026, 7, 1), date(2027, 1, 1)),
)


@pytest.mark.rule("definition-of-its-day")
@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1999, 1, 1), "first"),
        (date(2026, 6, 30), "first"),
        (date(2026, 7, 1), "second"),
        (date(2026, 12, 31), "second"),
        (date(2027, 1, 1), None),
    ],
)
def test_a_day_has_the_version_that_began_and_has_not_ended(day, name):
    version = version_on(VERSIONS, day)

    assert (version.name if version else None) == name


@pytest.mark.rule("definition-of-its-day")
def test_before_the_first_version_there_is_none():
    assert version_on(VERSIONS[1:], date(2026, 6, 30)) is None


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ({"solved_cases": Decimal(164), "known_cases": Decimal(199)}, Decimal("82.41")),
        ({"solved_cases": Decimal(0), "known_cases": Decimal(199)}, Decimal("0.00")),
        ({"solved_cases": Decimal(164), "known_cases": Decimal(0)}, None),
        ({"solved_cases": Decimal(164)}, None),
        ({"solved_cases": None, "known_cases": Decimal(199)}, None),
    ],
)
def test_a_ratio_follows_from_its_counts(counts, value):
    assert value_of(RATE, counts) == value


def test_a_count_is_what_was_counted():
    cases = Measure("known_cases", "Số vụ", "vụ")

    assert value_of(cases, {"known_cases": Decimal(7)}) == Decimal(7)
    assert value_of(cases, {}) is None
