"""Reading catalogue files: strictly, and with every fault at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import bcd138
from bcd138.formats.catalogue_files import CatalogueFaults, read_catalogue
from bcd138.formats.register_files import read_register

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CATALOGUES, tmp_path / "catalogues")


def test_the_digest_follows_every_byte(folder):
    before = read_catalogue(folder).digest
    path = folder / "data_elements/awards.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("neutral", "higher"), encoding="utf-8")

    assert read_catalogue(folder).digest != before


def test_every_fault_of_every_file_is_named_with_its_line(folder):
    awards = folder / "data_elements/awards.csv"
    lines = awards.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace(",count,", ",tally,")
    awards.write_text("\n".join([*lines, lines[2]]) + "\n", encoding="utf-8")
    rate = folder / "indicators/social_order/social_order_clearance_rate.yaml"
    text = rate.read_text(encoding="utf-8")
    text = text.replace("denominator: social_order_crime_cases", "denominator: no_such_element")
    rate.write_text(text + "colour: red\n", encoding="utf-8")

    with pytest.raises(CatalogueFaults) as error:
        read_catalogue(folder)

    faults = error.value.faults
    assert any(fault.startswith("data_elements/awards.csv:2: value_type") for fault in faults)
    assert "data_elements/awards.csv:8: award_individuals: mã đã có ở" in " ".join(faults)
    assert any(
        "social_order_clearance_rate.yaml:" in fault and "colour" in fault for fault in faults
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("across_units: none", "across_units: sum", "recomputed"),
        ("factor: 100", "factor: 1", "factor 100"),
        ("denominator: social_order_crime_cases", "denominator: no_such_element", "no such code"),
        ("after: social_order_crime_solved_offenders", "after: nothing_at_all", "no such code"),
        ("unit: ", "unit: x\nunit: ", "stands twice"),
        ("wordings:", "wordings: [", "not YAML"),
        ("code: social_order_clearance_rate", "code: another_rate", "name the file"),
    ],
)
def test_an_indicator_file_is_refused(folder, old, new, fault):
    path = folder / "indicators/social_order/social_order_clearance_rate.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(CatalogueFaults) as error:
        read_catalogue(folder)

    assert any(fault in line for line in error.value.faults)
    assert all(str(folder) not in line for line in error.value.faults)


def test_indicators_that_stand_after_each_other_are_refused(folder):
    for one, other in (("theft_change", "assault_change"), ("assault_change", "theft_change")):
        path = folder / f"indicators/social_order/{one}.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        lines = [f"after: {other}" if line.startswith("after:") else line for line in lines]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    with pytest.raises(CatalogueFaults) as error:
        read_catalogue(folder)

    assert {fault.split(": ")[-1] for fault in error.value.faults} >= {
        "theft_change",
        "assault_change",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        (
            "base/provinces.csv",
            "04,tỉnh Cao Bằng,province,VN",
            "04,tỉnh Cao Bằng,province,04",
            ["base/provinces.csv:5: 04 sẽ đứng dưới chính nó nếu trực thuộc 04."],
        ),
        (
            "base/provinces.csv",
            "04,tỉnh Cao Bằng,province,VN",
            "04,tỉnh Cao Bằng,province,XX",
            ["base/provinces.csv:5: 04: không có đơn vị cấp trên mang mã “XX”."],
        ),
        (
            "base/provinces.csv",
            "04,tỉnh Cao Bằng,province,VN,",
            "04,tỉnh Cao Bằng,province,",
            ["base/provinces.csv:5: 5 ô, cần 6 / 5 cells, expected 6"],
        ),
        (
            "base/provinces.csv",
            "04,tỉnh Cao Bằng,province,VN,2004-01-01",
            "04,tỉnh Cao Bằng,province,VN,2004-13-01",
            [
                (
                    "base/provinces.csv:5: valid_from: Input should be a valid date or datetime, "
                    "month value is outside expected range of 1-12"
                )
            ],
        ),
        (
            "acts/2025-07-01/provinces.csv",
            "merge,02,08.2025",
            "merge,03,08.2025",
            [
                (
                    "acts/2025-07-01/provinces.csv:2: unit: "
                    "Không có đơn vị nào mang mã hoặc tên “03” vào ngày ấy."
                ),
                "acts/2025-07-01/provinces.csv:3: name: Ô này phải có nội dung.",
            ],
        ),
        (
            "acts/2025-07-01/provinces.csv",
            "merge,08,08.2025,",
            "merge,08,08.2026,",
            ["acts/2025-07-01/provinces.csv:3: name: Ô này phải có nội dung."],
        ),
        (
            "acts/2025-07-01/act.yaml",
            "checked: false",
            "checked: perhaps",
            [
                (
                    "acts/2025-07-01/act.yaml:10: checked: Input should be a valid boolean, "
                    "unable to interpret input"
                )
            ],
        ),
    ],
)
def test_an_org_unit_row_is_refused(folder, file, old, new, faults):
    path = folder / "org_units" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(CatalogueFaults) as error:
        read_register(folder, only="provinces")

    assert error.value.faults == [f"org_units/{fault}" for fault in faults]


def test_a_parameter_must_cite_a_known_source(folder):
    path = folder / "parameters/intake/confirm_within_days.yaml"
    text = path.read_text(encoding="utf-8").replace("Quy ước của phần mềm", "1/2099/NĐ-CP")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueFaults) as error:
        read_catalogue(folder)

    (fault,) = error.value.faults
    assert fault.startswith("parameters/intake/confirm_within_days.yaml:1: không có văn bản")
    assert fault.endswith("1/2099/NĐ-CP")


def test_an_empty_folder_names_what_is_missing(tmp_path):
    with pytest.raises(CatalogueFaults) as error:
        read_catalogue(tmp_path)

    assert len(error.value.faults) == 6
