"""What a page of cells sends: cells, remarks, origins; and what of it is new."""

from __future__ import annotations

from decimal import Decimal

from bcd138.domain.entry import Entry, State
from bcd138.web.entry.typed import Typed, read_narratives, read_typed, read_version, shown

FOUR = Entry(Decimal(4), State.NUMBER, comment="đã đối chiếu", explanation="vụ cũ")


def test_fields_become_cells_remarks_and_origins():
    typed = read_typed(
        {
            "csrfmiddlewaretoken": "x",
            "version": "3",
            "to": "gui",
            "theft_cases": "4",
            "drug_offenders:sex.female": "…",
            "c~theft_cases": "đã đối chiếu",
            "x~theft_cases": "vụ cũ\r\nchuyển sang",
            "c~fire_cases": "không đi một mình",
            "f~theft_cases": "form!D12",
            "f~fire_cases": "form!D13",
            "n~results": "lời",
        }
    )

    assert typed == Typed(
        cells={"theft_cases": "4", "drug_offenders:sex.female": "…"},
        remarks={"theft_cases": ("đã đối chiếu", "vụ cũ\nchuyển sang")},
        version=3,
        origins={"theft_cases": "form!D12"},
    )


def test_only_our_own_workbook_is_an_origin():
    assert read_typed({"theft_cases": "4", "f~theft_cases": "text:17"}).origins == {}


def test_a_whole_page_sends_only_what_differs():
    typed = read_typed(
        {
            "theft_cases": " 4 ",
            "fire_cases": "",
            "fire_deaths": "1",
            "x~theft_cases": "vụ cũ",
            "c~theft_cases": "đã đối chiếu",
            "x~fire_deaths": "",
        }
    ).without({"theft_cases": FOUR, "fire_deaths": Entry(Decimal(2), State.NUMBER)})

    assert (typed.cells, typed.remarks) == ({"fire_deaths": "1"}, {})


def test_an_unread_cell_stands_as_it_was_typed():
    words = [shown(one) for one in (Entry(unread="bốn"), FOUR, Entry(state=State.NOT_AVAILABLE))]

    assert words == ["bốn", "4", "…"]


def test_narratives_and_version_are_read():
    fields = {"n~results": "một\r\nhai", "version": "không"}

    assert read_narratives(fields) == {"results": "một\nhai"}
    assert (read_version(fields), read_version({}), read_version({"version": "0"})) == (
        None,
        None,
        0,
    )
