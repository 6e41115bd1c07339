"""A change said beside "now/then" is compared with the two numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.extraction.reader import read


def found(stated, vocabulary):
    text = f"Tội phạm về trật tự xã hội xảy ra 391/434 vụ, {stated} so với cùng kỳ năm trước."
    return [(one.code, one.params.get("right")) for one in read(text, vocabulary).findings]


@pytest.mark.parametrize(
    ("stated", "findings"),
    [
        ("giảm 43 vụ", []),
        ("giảm 53 vụ", [("change.amount", Decimal(43))]),
        ("tăng 43 vụ", [("change.direction", None)]),
        ("giảm 9,91%", []),
        ("giảm 9,9%", []),
        ("giảm 12%", [("change.amount", Decimal("9.91"))]),
    ],
)
def test_a_stated_change_is_the_difference_of_its_two_numbers(stated, findings, vocabulary):
    assert found(stated, vocabulary) == findings
