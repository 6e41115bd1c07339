"""What changed inside a form, in lines."""

from __future__ import annotations

from copy import deepcopy

import pytest
import yaml

from bcd138.formats.data_set_changes import changes
from bcd138.formats.data_set_schemas import DataSetEntry
from small_catalogue import MONTH

CONTENT = DataSetEntry.model_validate(yaml.safe_load(MONTH)).model_dump(mode="json")


def _without_a_row(form):
    del form["sections"][0]["rows"][1]


def _with_a_row(form):
    form["sections"][1]["rows"].append({**form["sections"][0]["rows"][0], "element": "old_cases"})


def _other_words(form):
    form["sections"][0]["rows"][1] |= {"label": "Đã khám phá", "options": ["sex.female"]}


def _moved(form):
    form["sections"][1]["rows"].append(form["sections"][0]["rows"].pop())


def _turned(form):
    form["sections"][0]["rows"].reverse()


def _later(form):
    form["due_days"] = 5


def _other_rule(form):
    form["rules"][0]["severity"] = "block"
    form["narratives"] = []


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (dict, []),
        (_without_a_row, ["- dòng/row solved_cases"]),
        (_with_a_row, ["+ dòng/row old_cases"]),
        (
            _other_words,
            [
                "~ dòng/row solved_cases label: Trong đó đã khám phá → Đã khám phá",
                "~ dòng/row solved_cases options: – → sex.female",
            ],
        ),
        (_moved, ["~ dòng/row solved_cases section: Vụ việc → Tỷ lệ"]),
        (_turned, ["thứ tự / order"]),
        (_later, ["due_days: – → 5"]),
        (
            _other_rule,
            [
                "- lời văn/narrative results",
                "~ quy tắc/rule solved_within_known severity: explain → block",
            ],
        ),
    ],
)
def test_every_difference_is_said(change, lines):
    form = deepcopy(CONTENT)
    change(form)

    assert changes(CONTENT, form) == lines
