"""Numbers as officers type them, and nothing that could be read in two ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from bcd138.web.intake.forms import IndicatorField, NumberField


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("388", "388"),
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("83,62", "83.62"),
        (" 12 345 ", "12345"),
        ("-5", "-5"),
        ("−5", "-5"),
    ],
)
def test_a_number_is_read_as_officers_write_it(typed, number):
    assert NumberField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["83.62", "1,234.5", "mười", "12a", "1..2", "NaN", "1e5", "٣"])
def test_a_number_that_could_mean_two_things_is_refused(typed):
    with pytest.raises(ValidationError):
        NumberField().clean(typed)


def test_an_empty_number_is_no_number():
    assert NumberField(required=False).clean("") is None


@pytest.mark.parametrize("typed", ["Số vụ ma túy (drug_cases)", "drug_cases", " drug_cases "])
def test_an_indicator_is_named_by_its_code(typed):
    assert IndicatorField().clean(typed) == "drug_cases"
