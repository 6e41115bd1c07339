"""Awkward workbooks of many officers: what is taken is right, and most of it is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

import bcd138
import workbooks
from bcd138.domain.period import parse_period
from bcd138.domain.worksheet.understanding import understand
from bcd138.formats.catalogue_files import read_catalogue
from bcd138.formats.data_set_files import build_data_set, categories_from
from bcd138.formats.definition_content import build_measure
from bcd138.formats.own_workbook import read_own_workbook
from bcd138.formats.worksheet_vocabulary import load_sheet_words

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
PERIODS = {"commune_month": "2026M11--12-15", "commune_year": "2026--12-15"}
WORDS = load_sheet_words(CATALOGUES)


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue(CATALOGUES)


@pytest.fixture(scope="module")
def forms(catalogue):
    measures = {one.code: build_measure(one.code, one.content) for one in catalogue.indicators}
    categories = categories_from(dict(catalogue.categories))
    return {
        one.code: build_data_set(one.content, one.code, one.valid_from, measures, categories)
        for one in catalogue.data_sets
        if one.code in PERIODS
    }


def _judged(habit, form, catalogue, *, seed, words):
    """Return how many cells were mapped rightly, wrongly, not at all, or misread."""
    own = workbooks.write(habit, form, seed=seed, words=words)
    wordings = {one.code: tuple(one.wordings) for one in catalogue.indicators}
    period = parse_period(PERIODS[form.code])
    sheet = next(each for each in read_own_workbook(own.content, "x") if each.name == own.sheet)
    found = understand(sheet, form, period, WORDS, wordings=wordings, remembered={})
    mapped = {each.key: each for each in found.values}
    right = {
        key
        for key, each in mapped.items()
        if own.truth.get(key, (0, 0))[:2] == (each.line, each.column)
    }
    misread = [
        key for key in right if (mapped[key].words.replace(".", "") or None) != own.truth[key][2]
    ]
    return len(right), len(mapped.keys() - right), len(own.truth.keys() - right), len(misread)


def _all(habits, forms, catalogue, words):
    return [
        sum(each)
        for each in zip(
            *(
                _judged(habit, form, catalogue, seed=1, words=words)
                for habit in habits
                for form in forms.values()
                if form.code == "commune_month" or "month:11" not in habit.columns
            ),
            strict=True,
        )
    ]


@pytest.mark.slow
@pytest.mark.rule("own-worksheet-row")
@pytest.mark.parametrize(
    ("habits", "words", "least"),
    [
        (workbooks.SEEN, workbooks.OWN_WORDS, 0.97),
        (workbooks.UNSEEN, workbooks.OTHER_WORDS, 0.92),
    ],
    ids=["seen", "unseen"],
)
def test_what_is_taken_is_right_and_most_is_taken(habits, words, least, forms, catalogue):
    right, wrong, missed, misread = _all(habits, forms, catalogue, words)

    print(f"\nprecision {right / (right + wrong):.4f} recall {right / (right + missed):.4f}")  # noqa: T201 - make bench quotes it
    assert (wrong, misread) == (0, 0)
    assert right / (right + missed) >= least
