"""Periods: every code is read back as the period that wrote it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.errors import Refused
from bcd138.domain.period import (
    Period,
    calendar_months,
    calendar_year,
    parse_period,
    periods_within,
    programme,
    span,
)

years = st.integers(1976, 2100)
periods = st.one_of(
    years.map(calendar_year),
    st.builds(
        lambda year, half: calendar_months(year, half, 6, "half"), years, st.sampled_from([1, 7])
    ),
    st.builds(
        lambda year, first: calendar_months(year, first, 3, "quarter"),
        years,
        st.sampled_from([1, 4, 7, 10]),
    ),
    st.builds(
        lambda year, month: calendar_months(year, month, 1, "month"), years, st.integers(1, 12)
    ),
    st.builds(lambda year, more: programme(year, year + more), years, st.integers(0, 10)),
    st.builds(
        lambda days: span(min(days), max(days)),
        st.tuples(st.dates(date(1976, 1, 1)), st.dates(date(1976, 1, 1))),
    ),
)


@given(periods)
def test_a_code_is_read_back_as_the_period_that_wrote_it(period):
    assert parse_period(period.code) == period


@pytest.mark.parametrize(
    ("code", "first", "last", "label"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "năm 2018"),
        ("2018H2", date(2018, 7, 1), date(2018, 12, 31), "6 tháng cuối năm 2018"),
        ("2018Q1", date(2018, 1, 1), date(2018, 3, 31), "quý I/2018"),
        ("2020M02", date(2020, 2, 1), date(2020, 2, 29), "tháng 2/2020"),
        ("2016-2020", date(2016, 1, 1), date(2020, 12, 31), "giai đoạn 2016 - 2020"),
        (
            "2018-11-16..2019-11-15",
            date(2018, 11, 16),
            date(2019, 11, 15),
            "từ 16/11/2018 đến 15/11/2019",
        ),
    ],
)
def test_a_code_covers_its_days(code, first, last, label):
    period = parse_period(code)

    assert (period.start, period.end, period.label) == (first, last, label)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "năm nay",
        "0000",
        "2018M13",
        "2018Q5",
        "2020-2016",
        "2019-01-02..2019-01-01",
        "2019-02-30..2019-03-01",
        "..",
    ],
)
def test_what_names_no_period_is_refused(code):
    with pytest.raises(Refused) as refusal:
        parse_period(code)

    assert (refusal.value.code, refusal.value.params) == ("period.unreadable", {"code": code})


@pytest.mark.parametrize(
    ("code", "within"),
    [
        ("2016-2018", ["2016", "2017", "2018"]),
        ("2025", ["2025H1", "2025H2"]),
        ("2025H1", ["2025Q1", "2025Q2"]),
        ("2025H2", ["2025Q3", "2025Q4"]),
        ("2025Q1", ["2025M01", "2025M02", "2025M03"]),
        ("2025Q4", ["2025M10", "2025M11", "2025M12"]),
        ("2025M07", []),
        ("2025-01-01..2025-12-31", []),
    ],
)
def test_a_period_is_made_up_of_the_next_shorter_ones(code, within):
    assert [one.code for one in periods_within(parse_period(code))] == within


@given(periods)
def test_shorter_periods_cover_exactly_the_days_of_the_longer_one(period):
    tiles = periods_within(period)

    if tiles:
        assert (tiles[0].start, tiles[-1].end) == (period.start, period.end)
        assert all(later.start - earlier.end == timedelta(1) for earlier, later in pairwise(tiles))


def test_periods_are_in_the_order_of_their_days():
    year, first_half = calendar_year(2018), calendar_months(2018, 1, 6, "half")

    assert sorted([year, first_half]) == [first_half, year]
    assert year == Period(date(2018, 1, 1), date(2018, 12, 31), "year")
