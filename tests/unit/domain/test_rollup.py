"""Totals in the borders of any day: the figures, what they make, and what they do not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bcd138.domain.borders import Borders
from bcd138.domain.period import parse_period
from bcd138.domain.rollup import Rollup, by_key
from bcd138.domain.total import Part, Reported, Total, Ways
from unit.domain.registers import (
    DAY,
    FROM,
    after,
    divided,
    four_provinces,
    merged,
    phu_tho_is_formed,
    register_of,
    two_provinces,
)

EVE = date(2025, 6, 30)
TODAY = date(2026, 3, 1)
ONE = Decimal(1)


def figure(unit, period, value, numerator=None, denominator=None, **more):
    counts = [None if one is None else Decimal(one) for one in (numerator, denominator)]
    return Reported(unit, parse_period(period), Decimal(value), *counts, **more)


def total(register, figures, unit, period, *, on=TODAY, ways=None, level=None):
    rollup = Rollup(Borders(register, on), by_key(figures), ways or Ways())
    return rollup.total(unit, parse_period(period), level=level)


def said(answer):
    """Return what an answer says, without its parts."""
    return answer.value, answer.reported, answer.expected, answer.is_estimate, answer.why_not


def phu_tho():
    """Return the provinces of 2025.

    until 30-6-2025            from 1-7-2025
    VN ┬ 25 tỉnh Phú Thọ       VN ┬ PT tỉnh Phú Thọ
       ├ 26 tỉnh Vĩnh Phúc        └ 46
       ├ 17 tỉnh Hòa Bình
       └ 46
    """
    return phu_tho_is_formed(four_provinces())


OLD = [figure("25", "2024", 100), figure("26", "2024", 20), figure("17", "2024", "3.5")]


@pytest.mark.rule("total-in-borders")
def test_a_total_of_2024_in_the_borders_of_2026_is_the_sum_of_the_old_provinces():
    answer = total(phu_tho(), OLD, "PT", "2024")

    assert answer == Total(
        value=Decimal("123.5"),
        numerator=None,
        denominator=None,
        parts=(Part(OLD[2]), Part(OLD[0]), Part(OLD[1])),
        reported=3,
        expected=3,
    )
    assert answer.is_complete


def test_who_has_not_reported_is_missed_and_nothing_is_no_zero():
    assert said(total(phu_tho(), OLD[:2], "PT", "2024")) == (120, 2, 3, False, "")
    assert said(total(phu_tho(), [], "PT", "2024")) == (None, 0, 3, False, "")
    assert not total(phu_tho(), [], "PT", "2024").is_complete


@pytest.mark.rule("total-in-borders")
def test_the_year_2025_joins_the_old_half_and_the_new_half():
    figures = [figure(code, "2025H1", value) for code, value in (("25", 1), ("26", 2), ("17", 4))]
    figures += [figure("PT", "2025H2", 8), figure("46", "2025", 16)]

    assert said(total(phu_tho(), figures, "PT", "2025")) == (15, 4, 4, False, "")
    assert said(total(phu_tho(), figures, "VN", "2025", level="province")) == (31, 5, 5, False, "")


def test_a_half_that_is_missing_is_expected_once_of_whoever_stood():
    figures = [figure("25", "2025H1", 1), figure("26", "2025H1", 2)]

    assert said(total(phu_tho(), figures, "PT", "2025")) == (3, 2, 4, False, "")


def test_a_longer_period_is_not_counted_again_by_its_months():
    figures = [figure("PT", "2025", 100), figure("PT", "2025M08", 9), figure("25", "2025M01", 7)]

    assert said(total(phu_tho(), figures, "PT", "2025")) == (100, 1, 1, False, "")


def test_the_new_province_cannot_be_told_in_the_old_borders():
    answer = total(phu_tho(), [figure("PT", "2026M01", 8)], "25", "2026M01", on=EVE)

    assert said(answer) == (None, 1, 1, False, "rollup.divided-without-key")


def test_in_old_borders_nobody_is_expected_but_the_unit_itself():
    """Of 2025 only the first half of 25 is its own; 26 and 17 are not asked for it."""
    answer = total(phu_tho(), [figure("25", "2025H1", 1)], "25", "2025", on=EVE)

    assert said(answer) == (1, 1, 2, False, "")


def commune_divided(x, y):
    """Return a commune divided on 1-7-2025: C ┬ X under P, and Y under Q."""
    rows = divided("C", X=x, Y=y)
    rows[0]["parent"], rows[1]["parent"] = "P", "Q"
    return after(two_provinces("C"), "NQ", DAY, *rows)


@pytest.mark.rule("total-in-borders")
def test_a_split_is_shared_by_its_declared_key_and_marked_as_an_estimate():
    register, figures = commune_divided("0,6", "0,4"), [figure("C", "2024", 10)]

    answers = [total(register, figures, code, "2024", level="commune") for code in ("X", "Q", "VN")]

    assert list(map(said, answers)) == [
        (Decimal("6.0"), 1, 1, True, ""),
        (Decimal("4.0"), 1, 1, True, ""),
        (10, 1, 1, False, ""),
    ]
    assert answers[0].parts == (Part(figures[0], Decimal("0.6")),)


@pytest.mark.rule("total-in-borders")
def test_a_split_without_a_key_is_not_comparable_but_whole_in_the_country():
    register, figures = commune_divided("", ""), [figure("C", "2024", 10)]

    answers = [total(register, figures, code, "2024", level="commune") for code in ("P", "VN")]

    assert list(map(said, answers)) == [
        (None, 1, 1, False, "rollup.divided-without-key"),
        (10, 1, 1, False, ""),
    ]


def test_a_split_within_the_year_is_whole_in_the_country():
    """C reported January, X and Y reported August; nobody declared how C was divided."""
    register = commune_divided("", "")
    figures = [figure("C", "2025M01", 10), figure("X", "2025M08", 1), figure("Y", "2025M08", 2)]

    answer = total(register, figures, "VN", "2025", level="commune")

    assert answer.value == 13
    assert [part.share for part in answer.parts] == [ONE, ONE, ONE]


def test_of_a_divided_unit_only_the_part_that_no_longer_period_tells_of_is_added():
    """X reported its whole year; of January 0,4 of C is Y's, which has only months."""
    register = commune_divided("0,6", "0,4")
    figures = [figure("X", "2025", 100), figure("C", "2025M01", 10), figure("Y", "2025M08", 2)]

    answer = total(register, figures, "VN", "2025", level="commune")

    assert (answer.value, answer.is_estimate) == (Decimal("106.0"), True)
    assert answer.parts == (
        Part(figures[0]),
        Part(figures[1], Decimal("0.4")),
        Part(figures[2]),
    )


def test_what_was_abolished_within_the_year_stays_in_the_borders_it_had():
    register = after(two_provinces("C"), "NQ", DAY, {"kind": "abolish", "unit": "C"})
    figures = [figure("C", "2025H1", 10)]

    assert said(total(register, figures, "VN", "2025", on=EVE, level="commune")) == (
        (10, 1, 1, False, "")
    )
    assert said(total(register, figures, "VN", "2025", on=DAY, level="commune")) == (
        (None, 0, 0, False, "")
    )


def test_a_month_of_what_was_abolished_soon_after_is_not_lost():
    """C reported January and was abolished in February: no quarter, half or year knows it."""
    february = date(2025, 2, 10)
    register = after(two_provinces("C"), "NQ", february, {"kind": "abolish", "unit": "C"})
    figures = [figure("C", "2025M01", 10)]

    answer = total(register, figures, "P", "2025", on=date(2025, 2, 9), level="commune")

    assert said(answer) == (10, 1, 1, False, "")


def test_figures_of_the_level_asked_for_are_taken_and_no_others():
    register = two_provinces("C")
    figures = [figure("C", "2024", 10), figure("P", "2024", 99), figure("VN", "2024", 7)]

    assert total(register, figures, "VN", "2024").value == 7
    assert total(register, figures, "VN", "2024", level="province").value == 99
    assert total(register, figures, "VN", "2024", level="commune").value == 10


def test_agencies_are_not_added_to_territories():
    register = register_of(("P", "province", ""), ("CA", "province", "P"))
    figures = [figure("P", "2024", 10), figure("CA", "2024", 3)]

    assert said(total(register, figures, "P", "2024")) == (10, 1, 1, False, "")
    assert said(total(register, figures, "CA", "2024")) == (3, 1, 1, False, "")


def test_a_programme_is_made_up_of_its_years():
    figures = [figure("25", "2024", 1), figure("PT", "2026", 4)]

    assert total(phu_tho(), figures, "PT", "2024-2026").value == 5


RATIO = Ways("none", "none")


@pytest.mark.rule("total-in-borders")
def test_a_ratio_is_computed_again_from_its_counts():
    """25 has 9/10, 26 has 1/10: together 10/20, never the mean of percentages alone."""
    figures = [
        figure("25", "2024", 90, 9, 10),
        figure("26", "2024", 10, 1, 10),
        figure("17", "2024", 50, 40, 80),
    ]

    answer = total(phu_tho(), figures, "PT", "2024", ways=RATIO)

    assert said(answer) == (None, 3, 3, False, "")
    assert (answer.numerator, answer.denominator, answer.percent) == (50, 100, Decimal("50.00"))


def test_ranks_grades_and_ratios_without_counts_are_not_merged():
    figures = [figure("25", "2024", 90, 9, 10), figure("26", "2024", 10)]

    answer = total(phu_tho(), figures, "PT", "2024", ways=RATIO)

    assert said(answer) == (None, 2, 3, False, "rollup.does-not-add")
    assert answer.percent is None


def test_the_rank_of_one_unit_is_its_own():
    figures = [figure("46", "2024", 3), figure("46", "2025M01", 9)]

    assert said(total(phu_tho(), figures, "46", "2024", ways=RATIO)) == (3, 1, 1, False, "")
    assert said(total(phu_tho(), figures, "46", "2025", ways=RATIO)) == (None, 0, 1, False, "")


def test_counts_are_added_where_every_figure_has_them():
    figures = [
        figure("25", "2024", 1, 1, 2),
        figure("26", "2024", 2, 2, 4),
        figure("17", "2024", 3),
    ]

    with_all = total(phu_tho(), figures[:2], "PT", "2024")
    without = total(phu_tho(), figures, "PT", "2024")

    assert (with_all.value, with_all.numerator, with_all.denominator) == (3, 3, 6)
    assert (without.value, without.numerator, without.denominator) == (6, None, None)


def test_more_than_40_is_shown_but_never_added():
    figures = [figure("25", "2024", 40, is_exact=False), figure("26", "2024", 1)]

    assert said(total(phu_tho(), figures, "25", "2024", on=EVE)) == (40, 1, 1, False, "")
    assert said(total(phu_tho(), figures, "PT", "2024")) == (None, 2, 3, False, "rollup.not-exact")


STOCK = Ways("sum", "last")


def test_what_stands_at_the_end_is_taken_from_the_last_month():
    figures = [figure("46", "2025M11", 5), figure("46", "2025M12", 7), figure("25", "2025M01", 3)]

    assert said(total(phu_tho(), figures, "46", "2025", ways=STOCK)) == (7, 1, 1, False, "")
    assert said(total(phu_tho(), figures, "PT", "2025", ways=STOCK)) == (None, 0, 1, False, "")


MONTHS = [
    figure("46", "2025M01", 5),
    figure("46", "2025M02", 7),
    figure("25", "2025M01", 4),
    figure("25", "2025M02", 1),
]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [(Ways("sum", "max"), 9), (Ways("max", "sum"), 12), (Ways("max", "max"), 7)],
)
def test_the_largest_is_that_of_the_months_or_of_the_units(ways, expected):
    """Month 1: 5 + 4, month 2: 7 + 1; unit 46: 5 + 7, unit 25: 4 + 1."""
    assert total(phu_tho(), MONTHS, "VN", "2025Q1", ways=ways, level="province").value == expected


def test_a_part_of_the_largest_is_not_known():
    figures = [figure("C", "2024", 10)]

    answer = total(commune_divided("0,6", "0,4"), figures, "X", "2024", ways=Ways("max", "sum"))

    assert said(answer) == (None, 1, 1, True, "rollup.does-not-add")


def test_merged_and_merged_again_every_figure_is_there_once():
    register = after(phu_tho(), "NQ2", TODAY, *merged("V", "PT", "46"))

    assert said(total(register, [*OLD, figure("46", "2024", 6)], "V", "2024")) == (
        (Decimal("129.5"), 4, 4, False, "")
    )
    assert register.standing(FROM, "province") == ["17", "25", "26", "46"]
