"""Files of the catalogue as text: read back, they say the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

import small_catalogue
from bcd138.formats.catalogue_files import read_catalogue, read_sources
from bcd138.formats.catalogue_text import data_set_text, definition_change_text
from bcd138.formats.data_set_schemas import DataSetEntry, DefinitionChangeEntry
from bcd138.formats.definition_changes import read_change
from bcd138.formats.yaml_file import read_yaml

FORMS = sorted((settings.CATALOGUES / "data_sets").glob("*/*.yaml"))
SMALL = DataSetEntry.model_validate(yaml.safe_load(small_catalogue.MONTH))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_every_form_of_the_catalogue_comes_back_the_same(path, tmp_path):
    entry = DataSetEntry.model_validate(read_yaml(path).value)
    written = tmp_path / path.name

    written.write_text(data_set_text(entry), encoding="utf-8")

    assert DataSetEntry.model_validate(read_yaml(written).value) == entry


def test_a_form_is_written_as_people_write_it():
    assert data_set_text(SMALL) == (
        "# yaml-language-server: $schema=../../schemas/data_set.schema.json\n"
        "name: Báo cáo tháng\n"
        "regime: administrative\n"
        "period_type: month\n"
        "reporters:\n"
        "  level: commune\n"
        "source: 09/2019/NĐ-CP\n"
        "article: Điều 12\n"
        "checked: false\n"
        "due_days: null\n"
        "sections:\n"
        "- title: Vụ việc\n"
        "  columns: [sex.female, age.under_18]\n"
        "  rows:\n"
        "  - element: known_cases\n"
        "    options: [sex.female]\n"
        "  - element: solved_cases\n"
        "    number: '1.1'\n"
        "    label: Trong đó đã khám phá\n"
        "- title: Tỷ lệ\n"
        "  rows:\n"
        "  - element: solved_rate\n"
        "narratives:\n"
        "- code: results\n"
        "  title: Kết quả\n"
        "rules:\n"
        "- code: solved_within_known\n"
        "  kind: at_most\n"
        "  left: [solved_cases]\n"
        "  right: [known_cases]\n"
        "  words: Số khám phá không quá số xảy ra.\n"
    )


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)


@given(title=words, guidance=words, low=st.none() | st.decimals(-10_000, 10_000, places=3))
def test_any_words_and_numbers_come_back_the_same(title, guidance, low):
    rules = [{"code": "within", "kind": "range", "left": ["known_cases"], "low": low, "high": 9}]
    content = SMALL.model_dump() | {"name": title, "guidance": guidance, "rules": rules}
    entry = DataSetEntry.model_validate(content)

    again = DataSetEntry.model_validate(yaml.safe_load(data_set_text(entry)))

    assert again == entry


def test_a_changed_definition_comes_back_the_same(tmp_path):
    entry = DefinitionChangeEntry.model_validate(yaml.safe_load(small_catalogue.CHANGED))
    catalogue = read_catalogue(small_catalogue.write(tmp_path / "files"))
    path = tmp_path / "2026-07-01_solved.yaml"

    path.write_text(definition_change_text(entry), encoding="utf-8")

    proposal = read_change(path, catalogue.versions, read_sources(tmp_path / "files"))
    assert (proposal.begins, list(proposal.definitions)) == (date(2026, 7, 1), ["solved_rate"])
    assert DefinitionChangeEntry.model_validate(read_yaml(Path(path)).value) == entry
