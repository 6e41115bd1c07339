"""The limits of what is expected: the file of the catalogues, and the house's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

import bcd138
from bcd138.domain.expected import LIMITS, Limits
from bcd138.formats.limits_file import load_limits

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
_FILE = """values:
  2026-01-01: {{value: {value}, source: "X"}}
"""


@pytest.fixture
def folder(tmp_path):
    def write(value):
        path = tmp_path / "parameters/validation/expected_range.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(_FILE.format(value=value), "utf-8")
        return tmp_path

    return write


def test_the_shipped_file_says_what_the_house_uses_without_it():
    assert load_limits(CATALOGUES, on=date(2026, 12, 1)) == LIMITS


def test_before_the_first_entry_the_house_uses_its_own():
    assert load_limits(CATALOGUES, on=date(2020, 1, 1)) == LIMITS


def test_an_office_may_set_its_own(folder):
    own = folder("{coverage_percent: 95, order: 20, least: 6}")

    assert load_limits(own, on=date(2026, 2, 1)) == Limits(0.95, 20, 6)


@pytest.mark.parametrize(
    "value",
    [
        "{coverage_percent: 100, order: 20, least: 6}",
        "{coverage_percent: 95, order: 1, least: 6}",
        "{coverage_percent: 95, order: 20, least: 1}",
        "{coverage_percent: 95, order: 20, least: 6, more: 1}",
        "5",
    ],
)
def test_another_shape_is_refused(folder, value):
    with pytest.raises(ValidationError):
        load_limits(folder(value), on=date(2026, 2, 1))
