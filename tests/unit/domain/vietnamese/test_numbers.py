"""Numbers with thousands dots and a decimal comma."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.vietnamese.numbers import write_number


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (1_234_567, "1.234.567"),
        (-1234, "-1.234"),
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("83.62"), "83,62"),
        (Decimal("83.50"), "83,5"),
        (Decimal("388.00"), "388"),
        (Decimal("1E+6"), "1.000.000"),
        (Decimal("0.001"), "0,001"),
        (Decimal("-0.5"), "-0,5"),
    ],
)
def test_numbers_are_written_as_officers_write_them(value, written):
    assert write_number(value) == written


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Decimal("82.412"), 2, "82,41"),
        (Decimal("82.415"), 2, "82,42"),
        (Decimal("82.5"), 0, "83"),
        (Decimal("-82.5"), 0, "-83"),
        (Decimal(100), 2, "100,00"),
        (5, 1, "5,0"),
        (Decimal("1999.999"), 2, "2.000,00"),
    ],
)
def test_places_are_kept_and_rounded_half_up(value, places, written):
    assert write_number(value, places) == written
