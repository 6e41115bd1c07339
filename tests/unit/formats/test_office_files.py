"""The office's files: outlines, sentences and the layout's numbers."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from bcd138.domain.document.sentence import indicators
from bcd138.formats.catalogue_files import read_catalogue
from bcd138.formats.layout_file import load_layout
from bcd138.formats.outline_file import load_outline
from bcd138.formats.yaml_file import YamlFault
from papers import CATALOGUES, OUTLINE

SPOKEN_PLAINLY = {
    "award_collectives",
    "award_individuals",
    "award_total_unsplit",
    "commemorative_medals",
}


@pytest.fixture
def catalogues(tmp_path):
    for part in ("documents", "parameters"):
        shutil.copytree(CATALOGUES / part, tmp_path / part)
    return tmp_path


def named(section):
    found = {code for part in section.paragraphs for line in part for code in indicators(line)}
    return found.union(*(named(below) for below in section.sections))


def test_the_outline_has_a_sentence_for_every_indicator():
    known = {one.code for one in read_catalogue(CATALOGUES).indicators if one.group != "members"}
    aims = {code for line in OUTLINE.aims for code in indicators(line)}

    spoken = aims.union(*(named(section) for section in OUTLINE.sections))

    assert spoken == known - SPOKEN_PLAINLY


def test_figures_of_member_agencies_are_spoken_by_their_names():
    groups = {group for section in OUTLINE.sections for group in _groups(section)}

    assert "members" in groups


def _groups(section):
    return set(section.groups).union(*map(_groups, section.sections))


def test_the_sections_are_those_of_a_review():
    assert [section.number for section in OUTLINE.sections] == ["I.", "II.", "III.", "IV.", "V."]


def test_a_wrong_sentence_is_named_by_file_and_line(catalogues):
    path = catalogues / "documents/year_end_review/text/drugs.txt"
    path.write_text("# ma túy\nBắt {drug_cases[.\n", encoding="utf-8")

    with pytest.raises(YamlFault) as fault:
        load_outline(catalogues, "year_end_review")

    assert fault.value.faults == [
        f"{path}:2: câu mẫu sai ngoặc / wrong brackets: Bắt {{drug_cases[."
    ]


def test_an_unknown_key_is_a_fault(catalogues):
    path = catalogues / "documents/year_end_review/outline.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nla: 1\n", encoding="utf-8")

    with pytest.raises(YamlFault, match="la"):
        load_outline(catalogues, "year_end_review")


def test_a_sentence_file_that_is_missing_is_a_fault(catalogues):
    (catalogues / "documents/year_end_review/text/drugs.txt").unlink()

    with pytest.raises(YamlFault, match=r"drugs\.txt:1: không đọc được"):
        load_outline(catalogues, "year_end_review")


def test_a_layout_outside_the_decree_is_refused(catalogues):
    path = catalogues / "parameters/layout/decree_30_2020.yaml"
    wrong = path.read_text(encoding="utf-8").replace("high: 35, used: 30", "high: 35, used: 45")
    path.write_text(wrong, encoding="utf-8")

    with pytest.raises(ValueError, match="margin_left"):
        load_layout(catalogues, on=date(2026, 11, 22))


def test_before_the_decree_there_is_no_layout():
    with pytest.raises(ValueError, match="chưa có hiệu lực"):
        load_layout(CATALOGUES, on=date(2020, 3, 4))
