"""Parameters: the value of a day, its source, and files that are not one."""

from __future__ import annotations

from datetime import date

import pytest

from bcd138.formats.parameters import Parameter, load_parameter
from bcd138.formats.yaml_file import YamlFault

_FILE = """
description: Ví dụ
unit: days
values:
  2019-03-12: {value: 14, source: "09/2019/NĐ-CP"}
  2026-01-01: {value: 10, source: "x"}
  2027-01-01: null
checked_on: 2026-11-22
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "parameters" / "reporting").mkdir(parents=True)
    (tmp_path / "parameters" / "reporting" / "closing_day.yaml").write_text(_FILE, "utf-8")
    (tmp_path / "parameters" / "reporting" / "no_day.yaml").write_text("values: {x: 1}", "utf-8")
    (tmp_path / "parameters" / "reporting" / "empty.yaml").write_text("", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 3, 11), None),
        (date(2019, 3, 12), Parameter(14, date(2019, 3, 12), "09/2019/NĐ-CP")),
        (date(2026, 12, 31), Parameter(10, date(2026, 1, 1), "x")),
        (date(2027, 1, 1), None),
    ],
)
def test_the_latest_entry_not_after_the_day_counts(on, expected, folder):
    assert load_parameter(folder, "reporting/closing_day", on=on) == expected


@pytest.mark.parametrize("name", ["no_day", "empty"])
def test_a_file_of_another_shape_is_a_fault(name, folder):
    with pytest.raises(YamlFault):
        load_parameter(folder, f"reporting/{name}", on=date(2026, 1, 1))


def test_a_parameter_that_is_not_there_is_said_by_name(folder):
    with pytest.raises(FileNotFoundError):
        load_parameter(folder, "reporting/none", on=date(2026, 1, 1))
