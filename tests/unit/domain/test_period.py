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
    months_later,
    parse_period,
    period_before,
    periods_within,
    programme,
    same_period_last_year,
    span,
    whole_months,
    why_not_comparable,
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


@pytest.mark.parametrize(
    ("code", "first", "last", "label"),
    [
        ("2026M11--12-15", date(2026, 10, 15), date(2026, 11, 14), "tháng 11/2026 (15/10-14/11)"),
        (
            "2026M01--12-15",
            date(2025, 12, 15),
            date(2026, 1, 14),
            "tháng 1/2026 (15/12/2025-14/1/2026)",
        ),
        ("2024M03--12-15", date(2024, 2, 15), date(2024, 3, 14), "tháng 3/2024 (15/2-14/3)"),
        (
            "2026Q1--12-15",
            date(2025, 12, 15),
            date(2026, 3, 14),
            "quý I/2026 (15/12/2025-14/3/2026)",
        ),
        ("2026Q4--12-15", date(2026, 9, 15), date(2026, 12, 14), "quý IV/2026 (15/9-14/12)"),
        (
            "2026H1--12-15",
            date(2025, 12, 15),
            date(2026, 6, 14),
            "6 tháng đầu năm 2026 (15/12/2025-14/6/2026)",
        ),
        (
            "2026H2--11-16",
            date(2026, 5, 16),
            date(2026, 11, 15),
            "6 tháng cuối năm 2026 (16/5-15/11)",
        ),
        (
            "2026--12-15",
            date(2025, 12, 15),
            date(2026, 12, 14),
            "năm 2026 (15/12/2025-14/12/2026)",
        ),
        ("2026--10-01", date(2025, 10, 1), date(2026, 9, 30), "năm 2026 (1/10/2025-30/9/2026)"),
        ("2027--01-15", date(2026, 1, 15), date(2027, 1, 14), "năm 2027 (15/1/2026-14/1/2027)"),
        ("2024Q1--12-01", date(2023, 12, 1), date(2024, 2, 29), "quý I/2024 (1/12/2023-29/2/2024)"),
        ("2026C07", date(2026, 1, 1), date(2026, 7, 31), "lũy kế 7 tháng năm 2026"),
        ("2026C12", date(2026, 1, 1), date(2026, 12, 31), "lũy kế 12 tháng năm 2026"),
        (
            "2026C06--12-15",
            date(2025, 12, 15),
            date(2026, 6, 14),
            "lũy kế 6 tháng năm 2026 (15/12/2025-14/6/2026)",
        ),
        (
            "2026C03--10-01",
            date(2025, 10, 1),
            date(2025, 12, 31),
            "lũy kế 3 tháng năm 2026 (1/10-31/12/2025)",
        ),
    ],
)
def test_a_period_of_another_year_is_named_by_the_year_in_which_that_one_ends(
    code, first, last, label
):
    period = parse_period(code)

    assert (period.start, period.end, period.label) == (first, last, label)
    assert period.code == code


@pytest.mark.parametrize(
    "code",
    [
        "2026M11--12-29",
        "2026M11--13-01",
        "2026--01-01",
        "2026M11--11-15",
        "2026Q1--09-15",
        "2026H2--05-16",
        "2026C13",
        "2026C00",
        "2026--",
        "2016-2020--12-15",
    ],
)
def test_a_code_that_no_period_writes_is_refused(code):
    with pytest.raises(Refused) as refusal:
        parse_period(code)

    assert (refusal.value.code, refusal.value.params) == ("period.unreadable", {"code": code})


def test_days_that_are_no_whole_months_are_named_by_the_days():
    assert span(date(2026, 1, 5), date(2026, 2, 20)).months is None
    assert span(date(2026, 1, 31), date(2026, 2, 28)).months is None
    assert span(date(2026, 1, 5), date(2026, 1, 4)).months is None
    assert span(date(2024, 2, 1), date(2024, 2, 29)).months == 1
    assert Period(date(2026, 1, 5), date(2026, 2, 20), "campaign").code == "2026-01-05..2026-02-20"


@pytest.mark.parametrize(
    ("code", "kind", "within"),
    [
        ("2026--12-15", "", ["2026H1--12-15", "2026H2--12-15"]),
        ("2026--10-01", "", ["2026H1--10-01", "2026H2--10-01"]),
        ("2026H1--10-01", "", ["2025Q4", "2026Q1"]),
        ("2026Q2--12-15", "", ["2026M04--12-15", "2026M05--12-15", "2026M06--12-15"]),
        ("2026M04--12-15", "", []),
        ("2026C01", "", ["2026M01"]),
        ("2026C08", "", ["2026H1", "2026M07", "2026M08"]),
        ("2026C09--12-15", "", ["2026H1--12-15", "2026Q3--12-15"]),
        ("2026C12--10-01", "", ["2026--10-01"]),
        ("2026", "quarter", ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]),
        ("2026C04", "month", ["2026M01", "2026M02", "2026M03", "2026M04"]),
        ("2026C04", "quarter", []),
        ("2026C12", "year", ["2026"]),
        ("2016-2017", "half", ["2016H1", "2016H2", "2017H1", "2017H2"]),
        ("2026", "year", []),
        ("2026", "span", []),
        ("2026-01-01..2026-12-31", "month", []),
    ],
)
def test_periods_of_any_year_are_made_up_of_shorter_ones(code, kind, within):
    assert [one.code for one in periods_within(parse_period(code), kind)] == within


def test_days_that_do_not_fit_their_type_have_nothing_within():
    assert periods_within(Period(date(2026, 1, 5), date(2026, 12, 31), "year")) == ()


def test_a_day_months_earlier_or_later_is_the_same_day():
    assert months_later(date(2026, 1, 28), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert months_later(date(2026, 12, 1), 12) == date(2027, 12, 1)


@pytest.mark.parametrize(
    ("code", "last_year"),
    [
        ("2026", "2025"),
        ("2024M02", "2023M02"),
        ("2026M11--12-15", "2025M11--12-15"),
        ("2024Q1--12-01", "2023Q1--12-01"),
        ("2026C07", "2025C07"),
        ("2026-01-05..2026-02-20", "2025-01-05..2025-02-20"),
        ("2025-02-01..2025-02-28", "2024-02-01..2024-02-29"),
        ("2024-02-29..2024-03-15", "2023-02-28..2023-03-15"),
        ("0001-01-05..0001-02-20", None),
        ("2016-2020", None),
    ],
)
def test_the_same_period_last_year(code, last_year):
    found = same_period_last_year(parse_period(code))

    assert (found and found.code) == last_year


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026", "2025"),
        ("2026--10-01", "2025--10-01"),
        ("2026H1--12-15", "2025H2--12-15"),
        ("2026Q1", "2025Q4"),
        ("2024M03", "2024M02"),
        ("2026M01--12-15", "2025M12--12-15"),
        ("2026C07--12-15", "2026C06--12-15"),
        ("2026C01", None),
        ("2016-2020", "2011-2015"),
        ("2026-03-01..2026-03-31", "2026-02-01..2026-02-28"),
        ("2026-01-05..2026-02-20", "2025-11-19..2026-01-04"),
        ("0001-01-05..0001-02-20", None),
        ("0001-01-01..0001-01-31", None),
    ],
)
def test_the_period_before(code, before):
    found = period_before(parse_period(code))

    assert (found and found.code) == before


def test_a_programme_as_long_as_time_has_none_before():
    assert period_before(programme(5, 9)) is None


@pytest.mark.rule("like-with-like")
@pytest.mark.parametrize(
    ("code", "base", "reason"),
    [
        ("2026M10--12-15", "2025M10--12-15", ""),
        ("2026Q2", "2026Q1", ""),
        ("2024M02", "2023M02", ""),
        ("2026C07", "2025C07", ""),
        ("2021-2025", "2016-2020", ""),
        ("2024-02-15..2024-03-20", "2023-02-15..2023-03-20", ""),
        ("2023-02-15..2023-03-20", "2024-02-15..2024-03-20", ""),
        ("2026-01-05..2026-02-20", "2024-12-15..2025-01-30", ""),
        ("2026-03-01..2026-03-31", "2026-02-01..2026-02-28", ""),
        ("2026", "2026", "period.same"),
        ("2026", "2025M01", "period.other-type"),
        ("2026C06", "2026H1", "period.other-type"),
        ("2026C07", "2026C06", "period.other-months"),
        ("2021-2025", "2016-2018", "period.other-length"),
        ("2026-01-05..2026-02-20", "2025-01-05..2025-02-15", "period.other-length"),
        ("2026M10--12-15", "2025M10", "period.other-days"),
        ("2026--10-01", "2025", "period.other-days"),
        ("2026C07", "2025C07--12-15", "period.other-days"),
        ("2026-01-05..2026-02-20", "2025-12-05..2026-01-20", "period.overlap"),
        ("2021-2025", "2020-2024", "period.overlap"),
    ],
)
def test_like_is_compared_with_like_and_the_rest_says_why(code, base, reason):
    assert why_not_comparable(parse_period(code), parse_period(base)) == reason


def test_whole_months_close_the_day_before_they_began():
    assert whole_months(date(2026, 10, 15), 1, "month") == parse_period("2026M11--12-15")
