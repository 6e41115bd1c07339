"""Checks against other forms, other periods and the level below."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.data_set import FormRule
from bcd138.domain.entry import Entry, State
from bcd138.domain.expected import Limits
from bcd138.domain.validation import Around, ChildSum, Past, Severity, findings
from unit.domain.validation_forms import filled, form_of

PLAIN = form_of()
EQUAL = FormRule("same", "equal_across", ("cases",), ("crimes",), other="province_month")
YEAR = FormRule("year", "sum_of_periods", ("cases",), (), other="commune_month")


def said(form, entries, around, **more):
    found = findings(form, entries, around, **more)
    return [(one.rule, one.cell, one.params.get("left"), one.params.get("right")) for one in found]


def past(*series, **more):
    return Past(series=tuple(map(Decimal, series)), **{k: Decimal(v) for k, v in more.items()})


def test_two_forms_that_differ_name_the_other_and_its_cell():
    form = form_of(EQUAL)
    around = Around(
        elsewhere={("province_month", "crimes"): Decimal(9)},
        names={"province_month": "Báo cáo tháng (cấp tỉnh)"},
    )

    assert findings(form, filled(cases=9), around) == ()
    (found,) = findings(form, filled(cases=8), around)
    assert (found.rule, found.severity, found.cell) == ("V14", Severity.EXPLAIN, "cases")
    assert found.params == {
        "what": "Số vụ",
        "why": "",
        "left": Decimal(8),
        "right": Decimal(9),
        "other": "Báo cáo tháng (cấp tỉnh)",
        "there": "crimes",
    }


def test_a_year_is_the_sum_of_its_months_by_the_same_cells():
    form, around = form_of(YEAR), Around(elsewhere={("commune_month", "cases"): Decimal(100)})

    assert said(form, filled(cases=100), around) == []
    assert said(form, filled(cases=99), around) == [("V15", "cases", Decimal(99), Decimal(100))]


def test_what_the_other_form_does_not_say_is_not_compared():
    assert findings(form_of(EQUAL, YEAR), filled(cases=9), Around()) == ()


@pytest.mark.rule("against-the-past")
def test_a_count_unlike_its_series_shows_where_it_was_expected():
    around = Around(past={"cases": past(*(5, 4, 6, 5, 7, 5, 4, 6, 5, 5, 4, 6), last=5, same=6)})

    assert said(PLAIN, filled(cases=9), around) == []
    (found,) = findings(PLAIN, filled(cases=31), around)
    assert (found.rule, found.cell) == ("V16", "cases")
    assert found.params == {
        "what": "Số vụ",
        "why": "",
        "left": Decimal(31),
        "right": found.params["high"],
        "low": Decimal(0),
        "high": found.params["high"],
        "last": Decimal(5),
        "same": Decimal(6),
    }
    assert 11 <= found.params["high"] <= 13


@pytest.mark.rule("against-the-past")
def test_without_a_series_the_same_period_or_else_the_last_is_compared():
    same, last = past(same=8, last=100), past(last=8)

    assert said(PLAIN, filled(cases=24), Around(past={"cases": same})) == [
        ("V18", "cases", Decimal(24), Decimal(23))
    ]
    assert said(PLAIN, filled(cases=0), Around(past={"cases": last})) == [
        ("V17", "cases", Decimal(0), Decimal(1))
    ]
    assert said(PLAIN, filled(cases=9), Around(past={"cases": past()})) == []


@pytest.mark.rule("against-the-past")
@pytest.mark.parametrize(
    ("value", "factor", "usual"),
    [(12_000, 1000, 12), (1_200, 100, 12), (120, 10, 12), (1_100, 100, 11), (1_500, 100, 15)],
)
def test_a_round_multiple_of_the_usual_is_called_that(value, factor, usual):
    around = Around(past={"cases": past(12, 10, 11, 9, 13, 11, last=12, same=15)})
    (found,) = findings(PLAIN, filled(cases=value), around)

    assert (found.rule, found.params["left"]) == ("V19", Decimal(value))
    assert found.params["factor"] == factor
    assert found.params["right"] == found.params["guess"] == usual


@pytest.mark.rule("against-the-past")
def test_a_round_part_of_the_usual_is_too():
    around = Around(past={"cases": past(12_000, 11_000, 12_500, last=12_000)})
    (found,) = findings(PLAIN, filled(cases=12), around)

    assert (found.rule, found.params["factor"]) == ("V19", 1000)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1200", []),
        ("1300000", [("V19", "heroin", Decimal(1_300_000), Decimal(1000))]),
        ("1.3", [("V19", "heroin", Decimal("1.3"), Decimal(1000))]),
        ("20000", [("V16", "heroin", Decimal(20000), Decimal("10000.00"))]),
        ("0", []),
    ],
)
def test_kilograms_for_grams_are_noticed_by_their_order(value, expected):
    around = Around(past={"heroin": past(1000, 900, 1100)})

    assert said(PLAIN, filled(heroin=value), around) == expected


def test_an_amount_with_one_earlier_figure_is_only_asked_about_a_thousandfold():
    around = Around(past={"heroin": past(last="1.5")})

    assert said(PLAIN, filled(heroin=1500), around) == [
        ("V19", "heroin", Decimal(1500), Decimal("1.5"))
    ]
    assert said(PLAIN, filled(heroin=1600), around) == []
    assert said(PLAIN, filled(heroin=15), around) == []


def test_a_rank_and_a_ratio_are_not_expected_anywhere():
    around = Around(past={"place": past(1, 1, 1, 1), "rate": past(80, 80, 80, 80)})

    assert said(PLAIN, filled(place=60, rate=1), around) == []


def test_a_negative_is_not_compared_with_the_past_as_well():
    around = Around(past={"cases": past(4, 5, 6, 5, 4, 6)})

    assert [one[0] for one in said(PLAIN, filled(cases=-1), around)] == ["V02"]


def test_limits_may_be_another():
    around = Around(past={"cases": past(4, 5, 6, 5, 4, 6)})

    assert said(PLAIN, filled(cases=13), around) == []
    assert [one[0] for one in said(PLAIN, filled(cases=13), around, limits=Limits(0.9))] == ["V16"]


@pytest.mark.rule("silent-now")
def test_a_cell_that_had_a_number_and_is_empty_now_is_noticed():
    around = Around(past={"cases": past(last=5), "solved": past(same=5), "rate": past(last=5)})
    (found,) = findings(PLAIN, filled(thefts=1), around)

    assert (found.rule, found.severity, found.cell) == ("V20", Severity.NOTICE, "cases")
    assert found.params == {"what": "Số vụ", "why": "", "right": Decimal(5)}


@pytest.mark.rule("silent-now")
@pytest.mark.parametrize(
    "entry", [Entry(state=State.NOT_APPLICABLE), Entry(state=State.NOT_AVAILABLE)]
)
def test_whoever_says_why_there_is_no_number_is_not_asked(entry):
    around = Around(past={"cases": past(last=5)})

    assert findings(PLAIN, {"cases": entry}, around) == ()


def test_a_form_nobody_has_begun_is_not_complained_about():
    around = Around(past={"cases": past(last=5)})

    assert findings(PLAIN, {}, around) == ()
    assert findings(PLAIN, {"cases": Entry()}, around) == ()


@pytest.mark.rule("parent-against-children")
@pytest.mark.parametrize(
    ("own", "reported", "expected"),
    [
        (9, 4, []),
        (8, 4, [("V21", "cases", Decimal(8), Decimal(9))]),
        (10, 4, [("V21", "cases", Decimal(10), Decimal(9))]),
        (8, 3, [("V22", "cases", Decimal(8), Decimal(9))]),
        (10, 3, []),
    ],
)
def test_a_unit_says_what_the_level_below_adds_up_to(own, reported, expected):
    around = Around(children={"cases": ChildSum(Decimal(9), reported, 4)})

    assert said(PLAIN, filled(cases=own), around) == expected


def test_what_is_not_added_up_across_units_is_not_compared():
    around = Around(children={"place": ChildSum(Decimal(9), 4, 4)})

    assert said(PLAIN, filled(place=1), around) == []


def test_cells_that_the_form_does_not_have_are_passed_over():
    around = Around(
        past={"other": past(1, 1, 1, last=1)}, children={"other": ChildSum(Decimal(9), 4, 4)}
    )

    assert said(PLAIN, filled(other=50, cases=1), around) == []
