"""Regimes: how a year is cut into periods, and by when they are reported."""

from __future__ import annotations

from datetime import date

import pytest

from bcd138.domain.errors import Refused
from bcd138.domain.period import calendar_months, calendar_year, parse_period, programme, span
from bcd138.domain.regime import (
    Regime,
    due_on,
    last_closed,
    period_at,
    periods_of,
    regime_of,
    to_date,
)

DUE = {("month", "commune"): 1, ("month", "province"): 3, ("year", "commune"): 1}
TYPES = ("month", "quarter", "half", "year", "to_date")


def make(code, begins, types, due=()):
    return Regime(
        code, f"chế độ {code}", begins, types, dict(due), "09/2019/NĐ-CP", "", checked=True
    )


ADMINISTRATIVE = make("administrative", (12, 15), TYPES, DUE)
CALENDAR = make("calendar", (1, 1), TYPES)
ASSEMBLY = make("national_assembly", (10, 1), ("year",))
CAMPAIGN = make("campaign", (1, 1), ("span",), {("span", "commune"): 2})
TERM = make("term", (1, 1), ("programme",), {("programme", "province"): 3})
ALL = (ADMINISTRATIVE, ASSEMBLY, CALENDAR, CAMPAIGN, TERM)


def codes(periods):
    return [period.code for period in periods]


@pytest.mark.rule("reporting-window")
def test_the_year_2026_of_the_decree_runs_from_15_december_2025_to_14_december_2026():
    (year,) = periods_of(ADMINISTRATIVE, 2026, "year")
    first, second = periods_of(ADMINISTRATIVE, 2026, "half")
    months = periods_of(ADMINISTRATIVE, 2026, "month")

    assert (year.start, year.end) == (date(2025, 12, 15), date(2026, 12, 14))
    assert (first.start, first.end) == (date(2025, 12, 15), date(2026, 6, 14))
    assert (second.start, second.end) == (date(2026, 6, 15), date(2026, 12, 14))
    assert [period.start for period in periods_of(ADMINISTRATIVE, 2026, "quarter")] == [
        date(2025, 12, 15),
        date(2026, 3, 15),
        date(2026, 6, 15),
        date(2026, 9, 15),
    ]
    assert (months[1].start, months[1].end) == (date(2026, 1, 15), date(2026, 2, 14))
    assert codes(months) == [f"2026M{month:02d}--12-15" for month in range(1, 13)]


@pytest.mark.rule("reporting-window")
def test_29_february_lies_in_march_of_the_decree_and_in_february_of_the_calendar():
    day = date(2024, 2, 29)

    assert period_at(ADMINISTRATIVE, "month", day).code == "2024M03--12-15"
    assert period_at(CALENDAR, "month", day) == calendar_months(2024, 2, 1, "month")


def test_periods_to_date_grow_month_by_month():
    assert codes(periods_of(CALENDAR, 2026, "to_date"))[::11] == ["2026C01", "2026C12"]
    assert periods_of(CAMPAIGN, 2026, "span") == ()


@pytest.mark.parametrize(
    ("regime", "kind", "day", "now", "closed"),
    [
        (ADMINISTRATIVE, "month", date(2026, 7, 14), "2026M07--12-15", "2026M06--12-15"),
        (ADMINISTRATIVE, "month", date(2026, 7, 15), "2026M08--12-15", "2026M07--12-15"),
        (ADMINISTRATIVE, "month", date(2025, 12, 15), "2026M01--12-15", "2025M12--12-15"),
        (ADMINISTRATIVE, "year", date(2026, 12, 14), "2026--12-15", "2025--12-15"),
        (ADMINISTRATIVE, "to_date", date(2026, 12, 20), "2027C01--12-15", "2026C12--12-15"),
        (ADMINISTRATIVE, "to_date", date(2026, 7, 20), "2026C08--12-15", "2026C07--12-15"),
        (CALENDAR, "quarter", date(2026, 1, 1), "2026Q1", "2025Q4"),
        (CALENDAR, "month", date(2026, 12, 31), "2026M12", "2026M11"),
        (ASSEMBLY, "year", date(2026, 9, 30), "2026--10-01", "2025--10-01"),
        (ASSEMBLY, "year", date(2026, 10, 1), "2027--10-01", "2026--10-01"),
    ],
)
def test_a_day_lies_in_one_period_and_another_closed_before_it(regime, kind, day, now, closed):
    assert period_at(regime, kind, day).code == now
    assert last_closed(regime, kind, day).code == closed


@pytest.mark.parametrize("ask", [period_at, last_closed])
def test_a_regime_without_a_year_tells_no_period_of_a_day(ask):
    with pytest.raises(Refused) as refusal:
        ask(CAMPAIGN, "span", date(2026, 1, 5))

    assert refusal.value.code == "period.any-days"
    assert refusal.value.params == {"regime": "chế độ campaign"}


def test_a_type_that_the_regime_does_not_have_is_refused():
    with pytest.raises(Refused) as refusal:
        periods_of(ASSEMBLY, 2026, "month")

    assert refusal.value.code == "period.not-in-regime"
    assert refusal.value.params == {"regime": "chế độ national_assembly"}


@pytest.mark.parametrize(
    ("code", "so_far"),
    [
        ("2026M07--12-15", "2026C07--12-15"),
        ("2026Q2--12-15", "2026C06--12-15"),
        ("2026--12-15", "2026C12--12-15"),
        ("2026C05--12-15", "2026C05--12-15"),
    ],
)
def test_figures_to_date_run_from_the_first_day_of_the_year(code, so_far):
    assert to_date(ADMINISTRATIVE, parse_period(code)).code == so_far


def test_a_period_that_closes_on_another_day_has_no_figures_to_date():
    with pytest.raises(Refused) as refusal:
        to_date(ADMINISTRATIVE, parse_period("2026M07"))

    assert refusal.value.code == "period.other-regime"
    assert refusal.value.params == {"regime": "chế độ administrative", "period": "tháng 7/2026"}


@pytest.mark.rule("due-date")
@pytest.mark.parametrize(
    ("code", "level", "holidays", "due"),
    [
        ("2026M07--12-15", "commune", (), date(2026, 7, 15)),
        ("2026M07--12-15", "province", (), date(2026, 7, 17)),
        ("2026M08--12-15", "commune", (), date(2026, 8, 17)),  # 14/8 is a Friday
        ("2026M11--12-15", "commune", (), date(2026, 11, 16)),  # 14/11 is a Saturday
        ("2026--12-15", "commune", (date(2026, 12, 15),), date(2026, 12, 16)),
        (
            "2026M07--12-15",
            "province",
            {date(2026, 7, 16), date(2026, 7, 18)},
            date(2026, 7, 20),
        ),
    ],
)
def test_a_report_is_due_so_many_working_days_after_the_last_day(code, level, holidays, due):
    assert due_on(ADMINISTRATIVE, parse_period(code), level, holidays) == due


@pytest.mark.rule("due-date")
def test_campaigns_and_terms_have_a_due_date_of_their_own():
    window = span(date(2026, 1, 5), date(2026, 2, 20))

    assert due_on(CAMPAIGN, window, "commune") == date(2026, 2, 24)
    assert due_on(TERM, programme(2021, 2025), "province") == date(2026, 1, 5)


def test_a_level_without_a_due_date_is_refused():
    with pytest.raises(Refused) as refusal:
        due_on(ADMINISTRATIVE, parse_period("2026M07--12-15"), "central")

    assert refusal.value.code == "period.no-due-day"
    assert refusal.value.params == {
        "regime": "chế độ administrative",
        "period": "tháng 7/2026 (15/6-14/7)",
    }


@pytest.mark.parametrize(
    ("period", "regime"),
    [
        (parse_period("2026M07--12-15"), ADMINISTRATIVE),
        (parse_period("2026C12--12-15"), ADMINISTRATIVE),
        (calendar_year(2026), CALENDAR),
        (parse_period("2026--10-01"), ASSEMBLY),
        (span(date(2026, 1, 5), date(2026, 2, 20)), CAMPAIGN),
        (programme(2021, 2025), TERM),
        (parse_period("2026M07--12-16"), None),
    ],
)
def test_a_period_belongs_to_the_regime_that_has_it(period, regime):
    assert regime_of(period, ALL) == regime
