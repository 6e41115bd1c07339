"""Laws of periods: they tile any reporting year, and their names lead back to their days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.period import (
    MONTHS,
    calendar_year,
    parse_period,
    period_before,
    periods_within,
    same_period_last_year,
    span,
    why_not_comparable,
)
from bcd138.domain.regime import (
    Regime,
    due_on,
    last_closed,
    period_at,
    periods_of,
    regime_of,
    to_date,
)

KINDS = tuple(MONTHS)
DAY = timedelta(1)
years = st.integers(1976, 2100)
days = st.dates(date(1976, 1, 1), date(2100, 12, 31))
kinds = st.sampled_from(KINDS)
regimes = st.builds(
    lambda month, day: Regime(
        "any",
        "chế độ bất kỳ",
        (month, day),
        (*KINDS, "to_date"),
        {(kind, "commune"): 1 for kind in KINDS},
        "",
        "",
        checked=False,
    ),
    st.integers(1, 12),
    st.integers(1, 28),
)


@st.composite
def periods(draw):
    """Return any period that any regime can make."""
    regime, year = draw(regimes), draw(years)
    kind = draw(st.sampled_from((*KINDS, "to_date")))
    return draw(st.sampled_from(periods_of(regime, year, kind)))


@pytest.mark.rule("reporting-window")
@given(regimes, years, kinds)
def test_periods_of_one_type_tile_the_reporting_year(regime, year, kind):
    (whole,) = periods_of(regime, year, "year")
    tiles = periods_of(regime, year, kind)

    assert len(tiles) * MONTHS[kind] == 12
    assert (tiles[0].start, tiles[-1].end) == (whole.start, whole.end)
    assert all(later.start - earlier.end == DAY for earlier, later in pairwise(tiles))
    assert whole.end.year == year


@given(regimes, years)
def test_one_reporting_year_follows_the_other(regime, year):
    (first,), (second,) = (periods_of(regime, each, "year") for each in (year, year + 1))

    assert second.start - first.end == DAY


@given(periods())
def test_months_of_a_longer_period_are_exactly_its_days(period):
    months = periods_within(period, "month")

    if period.type == "month":
        assert months == ()
    else:
        assert (months[0].start, months[-1].end) == (period.start, period.end)
        assert all(later.start - earlier.end == DAY for earlier, later in pairwise(months))
        assert len(months) == period.months


@given(periods())
def test_what_lies_within_covers_the_period_again_and_again(period):
    tiles = periods_within(period)

    if tiles:
        assert (tiles[0].start, tiles[-1].end) == (period.start, period.end)
        assert all(later.start - earlier.end == DAY for earlier, later in pairwise(tiles))
        assert sum(tile.months for tile in tiles) == period.months


@given(periods())
def test_a_code_is_read_back_as_the_period_that_wrote_it(period):
    assert parse_period(period.code) == period


@given(st.lists(periods(), min_size=2, max_size=8, unique=True))
def test_no_two_periods_have_one_code_or_one_label(found):
    assert len({period.code for period in found}) == len(found)
    assert len({period.label for period in found}) == len(found)


@given(periods())
def test_last_year_has_the_same_name_one_year_before(period):
    before = same_period_last_year(period)

    assert before.code == period.code.replace(str(period.year), str(period.year - 1), 1)
    assert (before.type, before.year, before.months) == (
        period.type,
        period.year - 1,
        period.months,
    )
    assert why_not_comparable(period, before) == ""


@given(periods())
def test_the_period_before_ends_the_day_before(period):
    before = period_before(period)

    if period.type == "to_date":
        assert (before is None) == (period.months == 1)
        assert before is None or (before.start, before.months) == (period.start, period.months - 1)
    else:
        assert period.start - before.end == DAY
        assert (before.type, before.months) == (period.type, period.months)


@given(days, days)
def test_a_span_and_the_one_before_are_as_long(one, other):
    window = span(min(one, other), max(one, other))
    before = period_before(window)

    assert window.start - before.end == DAY
    assert why_not_comparable(window, before) == ""
    assert why_not_comparable(before, window) == ""


@given(periods(), periods())
def test_whether_two_periods_compare_does_not_depend_on_which_comes_first(one, other):
    assert why_not_comparable(one, other) == why_not_comparable(other, one)


@given(days, days)
def test_a_span_compares_with_its_days_last_year(one, other):
    window = span(min(one, other), min(max(one, other), min(one, other) + timedelta(300)))

    assert why_not_comparable(window, same_period_last_year(window)) == ""


@given(regimes, kinds, days)
def test_every_day_lies_in_one_period_and_the_last_closed_one_is_right_before(regime, kind, day):
    period = period_at(regime, kind, day)

    assert period.start <= day <= period.end
    assert last_closed(regime, kind, day) == period_before(period)
    assert regime_of(period, [regime]) == regime


@given(regimes, kinds, days)
def test_figures_to_date_reach_from_the_year_to_the_end_of_the_period(regime, kind, day):
    period = period_at(regime, kind, day)
    so_far = to_date(regime, period)
    year = period_at(regime, "year", day)

    assert (so_far.start, so_far.end) == (year.start, period.end)


@pytest.mark.rule("due-date")
@given(regimes, kinds, days, st.frozensets(days, max_size=5))
def test_the_due_date_is_a_working_day_after_the_last_day(regime, kind, day, holidays):
    period = period_at(regime, kind, day)
    due = due_on(regime, period, "commune", holidays)

    assert due > period.end
    assert due.weekday() < 5
    assert due not in holidays


@given(years)
def test_the_calendar_year_keeps_its_old_name(year):
    assert (calendar_year(year).code, calendar_year(year).label) == (f"{year}", f"năm {year}")
