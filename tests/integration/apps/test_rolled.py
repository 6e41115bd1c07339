"""Totals for pivots and charts: any units, indicators and periods with one question."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

import factories
from bcd138.apps.accounts.enums import Role
from bcd138.apps.analytics.rolled import Key, Rolled, rolled
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.period import calendar_months, calendar_year

TODAY = date(2026, 11, 22)
EVE = date(2025, 6, 30)
OF_2024, OF_2025, OF_2026 = map(calendar_year, (2024, 2025, 2026))
FIRST_HALF, SECOND_HALF = (calendar_months(2025, first, 6, "half") for first in (1, 7))
MONTHS = [calendar_months(2026, first, 1, "month") for first in (1, 2)]


@pytest.fixture
def country(catalogue):
    return OrgUnit.objects.get(code="VN")


@pytest.fixture
def hoa(country):
    return factories.person("hoa", org_unit=country)


@pytest.fixture
def solved(catalogue):
    return Indicator.objects.get(code="social_order_crime_solved_cases")


@pytest.fixture
def rate(catalogue):
    return Indicator.objects.get(code="social_order_clearance_rate")


@pytest.fixture
def tell(hoa, country):
    """Put a figure of a unit, by its code, into the books."""

    def put(code, indicator, value, period=OF_2024, **fields):
        unit = OrgUnit.objects.get(code=code)
        text = factories.received_text(by=hoa, received_for=country, org_unit=unit, period=period)
        return factories.data_value(text, indicator, value, period=period, **fields)

    return put


@pytest.fixture
def ask(hoa, solved):
    def asked(*codes, **asked):
        defaults = {"indicators": [solved.code], "periods": [OF_2024], "on": TODAY, "by": hoa}
        return rolled(org_units=codes, **{**defaults, **asked})

    return asked


def test_the_past_of_a_merged_province_is_the_sum_of_what_it_was_formed_from(tell, solved, ask):
    for code, value in (("25", "5"), ("26", "7"), ("04", "100")):
        tell(code, solved, value)

    assert ask("25.2025") == {
        Key("25.2025", solved.code, "", OF_2024): Rolled(
            value=Decimal(12),
            numerator=None,
            denominator=None,
            reported=2,
            expected=3,
            parts=2,
            unit="vụ",
        )
    }


def test_a_year_across_the_reform_joins_the_old_units_and_the_new_one(tell, solved, ask):
    for code, value in (("25", "5"), ("26", "7"), ("17", "11")):
        tell(code, solved, value, FIRST_HALF)
    tell("25.2025", solved, "40", SECOND_HALF)

    found = ask("25.2025", periods=[OF_2025, FIRST_HALF, SECOND_HALF])

    assert {key.period: (one.value, one.reported, one.expected) for key, one in found.items()} == {
        OF_2025: (63, 4, 4),
        FIRST_HALF: (23, 3, 3),
        SECOND_HALF: (40, 1, 1),
    }


def test_in_the_borders_of_the_day_before_the_new_unit_cannot_be_divided(tell, solved, ask):
    tell("25", solved, "5")
    tell("25.2025", solved, "40", OF_2026)

    found = ask("25", periods=[OF_2024, OF_2026], on=EVE)

    assert {key.period: (one.value, one.why_not) for key, one in found.items()} == {
        OF_2024: (Decimal(5), ""),
        OF_2026: (None, "rollup.divided-without-key"),
    }
    assert ask("25", on=TODAY) == {}  # it does not stand then


def test_figures_of_the_level_below_are_added(tell, solved, ask):
    tell("04894.2025", solved, "3", OF_2026)
    tell("04897.2025", solved, "4", MONTHS[0])
    tell("04897.2025", solved, "5", MONTHS[1])
    tell("25.2025", solved, "100", OF_2026)

    below = ask("25.2025", "VN", periods=[OF_2026], level="commune")
    own = ask("25.2025", "VN", periods=[OF_2026])

    assert {key.org_unit: one.value for key, one in below.items()} == {"25.2025": 12, "VN": 12}
    assert {key.org_unit: (one.value, one.reported) for key, one in own.items()} == {
        "25.2025": (100, 1),
        "VN": (None, 0),
    }


def test_a_rate_is_computed_again_from_the_added_counts(tell, rate, ask):
    tell("25", rate, "50", unit="%", numerator=1, denominator=2)
    tell("26", rate, "90", unit="%", numerator=90, denominator=100)
    tell("17", rate, "100", unit="%", numerator=8, denominator=8)

    (one,) = ask("25.2025", indicators=[rate.code]).values()

    assert (one.value, one.numerator, one.denominator) == (None, 99, 110)
    assert (one.percent, one.why_not) == (Decimal("90.00"), "")


def test_one_figure_as_it_stands_leads_back_to_it(tell, solved, ask):
    told = tell("04", solved, "40", comparator=">")

    (one,) = ask("04").values()

    assert (one.value, one.comparator, one.data_value_id) == (Decimal(40), ">", told.pk)


def test_a_figure_in_a_unit_that_does_not_convert_stands_as_it_was_written(tell, solved, ask):
    tell("04", solved, "3", unit="bánh")
    tell("25", solved, "5")

    found = ask("04", "25.2025", "VN", level="province")

    assert {key.org_unit: (one.value, one.unit, one.why_not) for key, one in found.items()} == {
        "04": (Decimal(3), "bánh", ""),
        "25.2025": (Decimal(5), "vụ", ""),
        "VN": (None, "vụ", "rollup.not-exact"),
    }


def test_parts_are_given_where_they_are_asked_for(tell, solved, ask):
    for code, whole, women in (("25", "5", "2"), ("26", "7", "4")):
        tell(code, solved, whole)
        tell(code, solved, women, breakdown="female")

    assert [key.breakdown for key in ask("25.2025")] == [""]
    found = ask("25.2025", with_parts=True)
    assert {key.breakdown: one.value for key, one in found.items()} == {"": 12, "female": 6}


def test_targets_stand_apart_from_results(tell, solved, ask):
    tell("04", solved, "40")
    tell("04", solved, "50", kind="target")

    assert [one.value for one in ask("04").values()] == [40]
    assert [one.value for one in ask("04", kind="target").values()] == [50]


def test_what_counted_at_a_moment_is_told_as_of_it(tell, solved, ask):
    old = tell("04", solved, "40", superseded_at=factories.AT + timedelta(days=2))
    new = tell("04", solved, "41", revision=2)
    new.confirmed_at = factories.AT + timedelta(days=2)
    new.save()

    moments = {as_of: ask("04", as_of=as_of) for as_of in (None, old.confirmed_at)}

    assert [one.value for found in moments.values() for one in found.values()] == [41, 40]


def test_what_by_does_not_see_is_not_there(tell, solved, ask):
    tell("26", solved, "7")
    tell("04", solved, "100")
    mai = factories.person("mai", org_unit=OrgUnit.objects.get(code="25.2025"))
    tung = factories.person("tung", org_unit=OrgUnit.objects.get(code="04"), role=Role.READER)

    assert [one.value for one in ask("25.2025", by=mai).values()] == [7]
    for codes in (["25.2025"], ["04", "25.2025"], ["VN"], ["nothing"]):
        with pytest.raises(OrgUnit.DoesNotExist):
            ask(*codes, by=tung)


def test_nothing_asked_is_nothing_found(tell, solved, ask):
    tell("04", solved, "100")

    assert ask() == ask("04", periods=[]) == ask("04", indicators=[]) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(tell, rate, ask, count, django_assert_num_queries):
    solved = Indicator.objects.get(code="social_order_crime_solved_cases")
    for code in ("25", "26", "17")[:count]:
        tell(code, solved, "5")
        tell(code, rate, "5", unit="%", period=OF_2025)
    codes = ["25.2025", "04", "VN"][:count]
    asked = {"indicators": [solved.code, rate.code], "periods": [OF_2024, OF_2025]}
    ask(*codes, **asked)  # the register is known from here

    with django_assert_num_queries(6):
        ask(*codes, **asked)
