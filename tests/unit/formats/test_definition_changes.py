"""Definitions by date: what a change file makes, and what it may not."""

from __future__ import annotations

from datetime import date

import pytest

import small_catalogue
from bcd138.formats.catalogue_files import CatalogueFaults, read_catalogue, read_sources
from bcd138.formats.definition_changes import read_change
from small_catalogue import CHANGED

FILE = "definition_changes/2026-07-01_solved.yaml"
DAY = date(2026, 7, 1)


def _read(folder, **files):
    return read_catalogue(small_catalogue.write(folder, **files))


def _faults(folder, **files):
    with pytest.raises(CatalogueFaults) as error:
        _read(folder, **files)
    return error.value.faults


def test_without_a_change_a_definition_holds_since_ever(tmp_path):
    versions = _read(tmp_path).versions["solved_rate"]

    assert [(each.valid_from, each.valid_until) for each in versions] == [(None, None)]


def test_a_change_ends_the_definition_before(tmp_path):
    before, after = _read(tmp_path, **{FILE: CHANGED}).versions["solved_rate"]

    assert (before.valid_from, before.valid_until) == (None, DAY)
    assert (after.valid_from, after.valid_until) == (DAY, None)
    assert (before.measure.name, before.measure.denominator) == ("Tỷ lệ khám phá", "known_cases")
    assert (after.measure.name, after.measure.denominator) == ("Tỷ lệ giải quyết", "old_cases")
    assert after.content["change"] == {
        "source": "09/2019/NĐ-CP",
        "article": "",
        "checked": False,
        "why": "Tính cả vụ từ kỳ trước.",
    }


def test_a_form_is_checked_with_the_definitions_of_its_first_day(tmp_path):
    form = "data_sets/commune_month/2026-08-15.yaml"

    faults = _faults(tmp_path, **{FILE: CHANGED, form: small_catalogue.MONTH})

    words = "solved_rate tính từ số không có trong biểu / needs the cell: old_cases"
    assert faults == [f"{form}:19: {words}"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("source: 09", "source: 10", "2: không có văn bản / no such source: 10/2019/NĐ-CP"),
        ("solved_rate:", "unheard_of:", "6: không có chỉ tiêu / no such indicator: unheard_of"),
        ("old_cases", "other_cases", "6: solved_rate: denominator: không có mã / no such code: "),
        (
            "solved_rate: {name: Tỷ lệ giải quyết, denominator: old_cases}",
            "solved_rate: {denominator: known_cases}",
            "6: solved_rate: không đổi gì / changes nothing",
        ),
        (
            "solved_rate: {name: Tỷ lệ giải quyết, denominator: old_cases}",
            "known_cases: {unit: người}",
            "6: known_cases: unit: số đếm thì không đổi được",
        ),
        ("denominator: old_cases", "factor: 1000", "6: solved_rate: "),
        ("denominator: old_cases", "colour: red", "6: changes.solved_rate.colour: "),
        ("from: 2026-07-01", "from: 2026-08-01", "1: tên tệp phải bắt đầu bằng"),
    ],
)
def test_a_fault_is_named_at_its_line(tmp_path, old, new, fault):
    faults = _faults(tmp_path, **{FILE: CHANGED.replace(old, new, 1)})

    assert [line for line in faults if line.startswith(f"{FILE}:{fault}")] == faults


def test_two_files_may_not_change_one_indicator_from_one_day(tmp_path):
    other = "definition_changes/2026-07-01_again.yaml"

    faults = _faults(tmp_path, **{FILE: CHANGED, other: CHANGED})

    words = "đã có định nghĩa từ / a definition is there already from 2026-07-01"
    assert [fault for fault in faults if words in fault] == [f"{FILE}:6: solved_rate: {words}"]


def test_a_proposal_lies_anywhere_and_names_both_definitions(tmp_path):
    catalogue = _read(tmp_path / "catalogue")
    file = tmp_path / "proposal.yaml"
    file.write_text(CHANGED, encoding="utf-8")

    proposal = read_change(file, catalogue.versions, read_sources(tmp_path / "catalogue"))

    (code, (before, after)) = proposal.definitions.popitem()
    assert (proposal.begins, code) == (DAY, "solved_rate")
    assert (before.measure.denominator, after.measure.denominator) == ("known_cases", "old_cases")


def test_a_faulty_proposal_is_refused_with_its_lines(tmp_path):
    catalogue = _read(tmp_path / "catalogue")
    file = tmp_path / "proposal.yaml"
    file.write_text(CHANGED.replace("solved_rate", "unheard_of"), encoding="utf-8")

    with pytest.raises(CatalogueFaults) as error:
        read_change(file, catalogue.versions, catalogue.sources)

    words = "không có chỉ tiêu / no such indicator: unheard_of"
    assert error.value.faults == [f"proposal.yaml:6: {words}"]
