"""Whatever stands in a form goes through its workbook and comes back exactly."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bcd138.domain.data_set import (
    Cell,
    DataSet,
    Measure,
    Narrative,
    Option,
    Reporters,
    Row,
    Section,
)
from bcd138.domain.entry import NOT_REPORTED, Entry, State
from bcd138.domain.vietnamese.text import nfc
from bcd138.formats.entry_form.reading import read_entry_form
from bcd138.formats.entry_form.writing import FormFile, write_entry_form
from entry_forms import FORM, JULY

GRIDS = int(os.environ.get("BCD138_GRIDS", "100"))
MANY = settings(max_examples=GRIDS, deadline=None, suppress_health_check=list(HealthCheck))

AWKWARD = st.sampled_from(
    [
        "=1+1",
        "+84 912 345 678",
        "-",
        "@SUM(A1)",
        "'12",
        "_x000D_ _x0041_",
        "Đắk Nông: “vụ” & <b>ế</b>",
        "Thuý Hoà",
        "dòng một\ndòng hai\n\n\tdòng ba",
        "#DIV/0!",
        "1/5",
        "http://example.vn/a?b=c&d",
        "{=1}",
        "TRUE",
        "0012",
        "á\u0323 🎉",
    ]
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t")
TEXT = st.one_of(st.just(""), AWKWARD, st.text(LETTERS, max_size=40)).map(
    lambda text: nfc(text).strip()
)
STATES = st.sampled_from([State.NOT_APPLICABLE, State.NOT_AVAILABLE, State.NOT_REPORTED])


def numbers(measure):
    """Any number that a cell can hold, up to the most digits that are kept."""
    ends = st.sampled_from([Decimal(0), Decimal(10**15), Decimal(10**16) - 1])
    places = measure.places
    any_size = st.integers(0, 10 ** (16 + places) - 1).map(lambda n: Decimal(n).scaleb(-places))
    usual = st.integers(0, 5000 * 10**places).map(lambda n: Decimal(n).scaleb(-places))
    return st.one_of(usual, usual, any_size, ends)


def entries(measure):
    number = st.builds(Entry, numbers(measure), st.just(State.NUMBER))
    stated = st.one_of(number, number, STATES.map(lambda state: Entry(state=state)))
    return st.builds(
        lambda entry, comment, why: replace(entry, comment=comment, explanation=why),
        stated,
        TEXT,
        TEXT,
    )


@st.composite
def forms(draw):
    """Any form: sections with columns or none, rows with gaps, labels said twice."""
    options = [Option(f"sex.{index}", draw(TEXT) or "Nữ") for index in range(3)]
    sections, number = [], 0
    for _ in range(draw(st.integers(1, 3))):
        columns = (None, *options[: draw(st.integers(0, 3))])
        rows = []
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            kind = draw(st.sampled_from(["count", "count", "money", "weight", "rank"]))
            measure = Measure(f"m{number}", "tên", draw(st.sampled_from(["vụ", "g", "="])), kind)
            parts = [
                Cell(measure, one) if one is None or draw(st.booleans()) else None
                for one in columns
            ]
            rows.append(Row(str(number), draw(TEXT), measure, tuple(parts)))
        sections.append(Section("I", draw(TEXT), columns, tuple(rows)))
    told = tuple(Narrative(f"n{index}", draw(TEXT)) for index in range(draw(st.integers(0, 2))))
    return DataSet(
        "any", "Biểu", "r", "month", Reporters("commune"), tuple(sections), FORM.valid_from, told
    )


def without_origin(entry):
    return replace(entry, origin="")


@pytest.mark.slow
@MANY
@given(st.data(), st.one_of(st.just(FORM), forms()))
def test_what_goes_into_the_workbook_comes_out_of_it(data, form):
    filled = {
        key: data.draw(entries(cell.measure))
        for key, cell in form.entered.items()
        if data.draw(st.integers(0, 4))
    }
    told = {one.code: words for one in form.narratives if (words := data.draw(TEXT))}

    content = write_entry_form(FormFile(form, "X", "Xã Nam Hải", JULY, filled, told))
    read = read_entry_form(content, form)

    assert read.faults == ()
    assert {key: without_origin(entry) for key, entry in read.entries.items()} == {
        key: filled.get(key, NOT_REPORTED) for key in form.entered
    }
    assert read.narratives == told
