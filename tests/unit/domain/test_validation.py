"""Checks of a form against itself: each number, its place, both figures, and silence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.data_set import FormRule
from bcd138.domain.entry import Entry, State
from bcd138.domain.validation import (
    RULES,
    Finding,
    Severity,
    blocking,
    findings,
    unanswered,
)
from unit.domain.validation_forms import AT_MOST, NEEDS, PARTS, RANGE, filled, form_of, number

PLAIN = form_of()


def said(form, entries, **more):
    """Return what was found, short: number, cell, left and right."""
    found = findings(form, entries, **more)
    return [(one.rule, one.cell, one.params.get("left"), one.params.get("right")) for one in found]


def test_the_numbers_are_one_after_another_and_each_has_its_own_words():
    assert [info.number for info in RULES] == [f"V{place:02}" for place in range(1, 23)]
    assert len({info.code for info in RULES}) == len(RULES)
    assert all(info.name and info.compares and info.remedy.endswith(".") for info in RULES)


def test_a_sound_form_has_no_findings():
    entries = filled(
        cases=7, solved=7, thefts=3, frauds=4, people=5, people__sex_female=2, heroin="1.25"
    ) | filled(people__sex_male=3, people__age_under_18=1)

    assert findings(form_of(PARTS, AT_MOST, NEEDS, RANGE), entries) == ()


def test_a_rule_of_an_unknown_kind_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="another"):
        findings(form_of(FormRule("x", "another", ("cases",))), {})


def test_an_empty_form_has_no_findings():
    assert findings(form_of(PARTS, AT_MOST, NEEDS, RANGE), {}) == ()


def test_cells_that_the_form_does_not_have_are_passed_over():
    assert findings(PLAIN, filled(other="-1")) == ()


@pytest.mark.parametrize(
    ("cell", "entry", "expected"),
    [
        ("cases", Entry(unread="mười hai"), ("V01", "cases", None, None)),
        ("cases", number(-1), ("V02", "cases", Decimal(-1), Decimal(0))),
        ("cases", number("1.5"), ("V03", "cases", Decimal("1.5"), Decimal(2))),
        ("heroin", number("0.125"), ("V04", "heroin", Decimal("0.125"), Decimal("0.13"))),
        ("cases", number(10**16), ("V05", "cases", str(10**16), "9" * 16)),
        ("cases", number("NaN"), ("V05", "cases", "NaN", "9" * 16)),
        ("cases", number("Infinity"), ("V05", "cases", "Infinity", "9" * 16)),
    ],
)
def test_what_no_cell_can_hold_blocks(cell, entry, expected):
    found = findings(PLAIN, {cell: entry})

    assert said(PLAIN, {cell: entry}) == [expected]
    assert blocking(found) == found


def test_what_is_too_large_is_compared_with_nothing():
    entries = filled(solved=f"{10**30}", cases=1, rate=5)

    assert [one[0] for one in said(form_of(AT_MOST), entries)] == ["V05"]


def test_a_negative_with_decimals_is_both():
    assert [one[0] for one in said(PLAIN, filled(cases="-1.5"))] == ["V02", "V03"]


def test_a_range_allows_its_ends_and_nothing_beyond():
    form = form_of(RANGE)

    assert said(form, filled(people=1, thefts=500)) == []
    assert said(form, filled(people=0, thefts=501)) == [
        ("V06", "thefts", Decimal(501), Decimal(500)),
        ("V06", "people", Decimal(0), Decimal(1)),
    ]


def test_a_range_may_be_a_single_number_or_open():
    exactly = FormRule("x", "range", ("people",), low=Decimal(5), high=Decimal(5))
    open_ = FormRule("y", "range", ("thefts",), low=Decimal(5))

    assert said(form_of(exactly, open_), filled(people=5, thefts=900)) == []
    assert [one[:2] for one in said(form_of(exactly, open_), filled(people=6, thefts=4))] == [
        ("V06", "thefts"),
        ("V06", "people"),
    ]


@pytest.mark.rule("sums-and-parts")
def test_a_whole_that_is_not_its_parts_says_both_and_why():
    (found,) = findings(form_of(PARTS), filled(cases=8, thefts=3, frauds=4))

    assert found == Finding(
        rule="V07",
        code="validation.sum-of-parts",
        severity=Severity.EXPLAIN,
        cell="cases",
        params={
            "what": "Số vụ",
            "why": "Chỉ có hai loại. ",
            "left": Decimal(8),
            "right": Decimal(7),
            "whole": "Số vụ",
            "parts": "Trộm cắp; Lừa đảo",
        },
        others=("thefts", "frauds"),
    )


@pytest.mark.rule("sums-and-parts")
@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (filled(cases=7, thefts=3, frauds=4), []),
        (filled(cases=6, thefts=3, frauds=4), [("V07", "cases", Decimal(6), Decimal(7))]),
        (filled(cases=8, thefts=3), []),
        (filled(cases=2, thefts=3), [("V07", "cases", Decimal(2), Decimal(3))]),
        (filled(thefts=3, frauds=4), []),
        (filled(cases=3), []),
    ],
)
def test_a_missing_part_is_no_zero(entries, expected):
    assert said(form_of(PARTS), entries) == expected


@pytest.mark.parametrize(
    ("severity", "code"),
    [("block", "validation.at-most-blocks"), ("explain", "validation.at-most")],
)
def test_what_a_form_blocks_on_asks_for_no_explanation(severity, code):
    form = form_of(FormRule("frauds", "at_most", ("frauds",), ("cases",), severity))

    (found,) = findings(form, filled(cases=4, frauds=5))

    assert (found.severity, found.code) == (Severity(severity), code)


def test_a_part_is_at_most_what_holds_it():
    form = form_of(AT_MOST)

    assert said(form, filled(solved=7, cases=7)) == []
    assert said(form, filled(solved=8)) == []
    (found,) = blocking(findings(form, filled(solved=8, cases=7)))
    assert (found.rule, found.cell, found.others) == ("V08", "solved", ("cases",))


def test_what_needs_another_asks_for_it():
    form = form_of(NEEDS)

    assert said(form, filled(heroin=5)) == []
    assert said(form, filled(heroin=0, cases=0)) == []
    assert said(form, filled(heroin=5, cases=1)) == []
    assert said(form, filled(heroin=5, cases=0)) == [("V09", "heroin", Decimal(5), Decimal(0))]


@pytest.mark.rule("sums-and-parts")
@pytest.mark.parametrize(
    ("female", "male", "expected"),
    [
        (2, 3, []),
        (2, 2, [("V10", "people", Decimal(5), Decimal(4))]),
        (2, 4, [("V11", "people", Decimal(5), Decimal(6))]),
    ],
)
def test_an_exhaustive_breakdown_adds_up(female, male, expected):
    entries = filled(people=5, people__sex_female=female, people__sex_male=male)

    assert said(PLAIN, entries) == expected


def test_parts_that_are_not_all_there_only_stay_below():
    assert said(PLAIN, filled(people=5, people__sex_female=2)) == []
    assert said(PLAIN, filled(people=5, people__age_under_18=2)) == []
    assert said(PLAIN, filled(people=5, people__age_under_18=6)) == [
        ("V11", "people", Decimal(5), Decimal(6))
    ]
    assert said(PLAIN, filled(people__sex_female=2, people__sex_male=2)) == []


@pytest.mark.rule("ratio-against-counts")
def test_a_part_greater_than_its_whole_is_said_at_its_count():
    found = findings(PLAIN, filled(solved=12, cases=10))

    assert [(one.rule, one.cell, one.others) for one in found] == [
        ("V12", "solved", ("cases", "rate"))
    ]
    assert found[0].params["percent"] == Decimal("120.00")


def test_a_ratio_of_different_things_may_be_over_a_hundred():
    assert said(PLAIN, filled(people=30, cases=10)) == []


@pytest.mark.rule("ratio-against-counts")
@pytest.mark.parametrize("typed", ["82.41", "82.4", "82.5", "82", "83", "82.46", "82.37"])
def test_a_typed_ratio_may_be_rounded_either_way(typed):
    assert said(PLAIN, filled(solved=164, cases=199, rate=typed)) == []


@pytest.mark.rule("ratio-against-counts")
@pytest.mark.parametrize("typed", ["84", "81", "82.3", "82.47", "8.24E+1000"])
def test_a_typed_ratio_that_is_not_its_counts_is_found(typed):
    assert said(PLAIN, filled(solved=164, cases=199, rate=typed)) == [
        ("V13", "rate", Decimal(typed), Decimal("82.41"))
    ]


def test_a_ratio_needs_both_counts():
    assert said(PLAIN, filled(solved=164, rate=80)) == []
    assert said(PLAIN, filled(solved=164, cases=0, rate=80)) == []


def test_an_explanation_answers_and_does_not_hide():
    entries = filled(people__sex_female=2, people__sex_male=2) | {
        "people": number(5, explanation="Một người chưa rõ")
    }
    found = findings(PLAIN, entries)

    assert [one.explained for one in found] == ["Một người chưa rõ"]
    assert unanswered(found) == ()
    assert unanswered(findings(PLAIN, entries | filled(people=5))) == findings(
        PLAIN, entries | filled(people=5)
    )


def test_an_explanation_unblocks_nothing():
    found = findings(PLAIN, {"cases": number(-1, explanation="đúng thế")})

    assert blocking(found) == found


def test_findings_come_by_severity_and_then_as_on_paper():
    entries = filled(heroin="0.125", people=1, people__age_under_18=2, cases=8, thefts=3, frauds=4)

    assert [(one.rule, one.cell) for one in findings(form_of(PARTS), entries)] == [
        ("V11", "people"),
        ("V04", "heroin"),
        ("V07", "cases"),
    ]


@pytest.mark.parametrize("state", [State.NOT_APPLICABLE, State.NOT_AVAILABLE, State.NOT_REPORTED])
def test_a_cell_without_a_number_breaks_no_sum(state):
    entries = filled(cases=8, thefts=3) | {"frauds": Entry(state=state)}

    assert findings(form_of(PARTS, AT_MOST, NEEDS, RANGE), entries) == ()
