"""Totals in other borders, from the books: 5 and 7 make 12, and nothing is lost on the way.

    until 30-6-2025          since 1-7-2025
VN ─┬─ 25  Phú Thọ      ┐
    ├─ 26  Vĩnh Phúc    ├──► 25.2025  Phú Thọ
    ├─ 17  Hòa Bình     ┘
    └─ 04  Cao Bằng  ···············  04  Cao Bằng
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import factories
from bcd138.apps.accounts.enums import Role
from bcd138.apps.analytics import selectors
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused
from bcd138.domain.period import calendar_months, calendar_year

TODAY = date(2026, 11, 22)
OF_2024 = calendar_year(2024)
FIRST_HALF, SECOND_HALF = (calendar_months(2025, first, 6, "half") for first in (1, 7))


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


def cells(table, code):
    return next(row.cells for group in table.groups for row in group.rows if row.code == code)


def by_period(table, code):
    return dict(
        zip((column.period.code for column in table.columns), cells(table, code), strict=True)
    )


def test_the_past_of_a_merged_province_is_the_sum_of_what_it_was_formed_from(tell, solved, hoa):
    for code, value in (("25", "5"), ("26", "7"), ("17", "11"), ("04", "100")):
        tell(code, solved, value)

    table = selectors.totals_of_unit("25.2025", by=hoa, today=TODAY)

    (cell,) = cells(table, solved.code)
    assert (cell.value, cell.parts, str(cell.coverage)) == (Decimal(23), 3, "3/3")
    assert (cell.is_estimate, cell.why_not, cell.data_value_id) == (False, "", None)


def test_a_missing_predecessor_is_missing_not_zero(tell, solved, hoa):
    tell("25", solved, "5")
    tell("26", solved, "7")

    table = selectors.totals_of_unit("25.2025", by=hoa, today=TODAY)

    (cell,) = cells(table, solved.code)
    assert (cell.value, str(cell.coverage)) == (Decimal(12), "2/3")


def test_the_year_2025_joins_the_old_units_and_the_new_one(tell, solved, hoa):
    for code, value in (("25", "5"), ("26", "7"), ("17", "11")):
        tell(code, solved, value, FIRST_HALF)
    tell("25.2025", solved, "40", SECOND_HALF)

    found = by_period(selectors.totals_of_unit("25.2025", by=hoa, today=TODAY), solved.code)

    assert {code: cell.value for code, cell in found.items()} == {
        "2025H1": Decimal(23),
        "2025H2": Decimal(40),
        "2025": Decimal(63),
    }
    assert str(found["2025"].coverage) == "4/4"


def test_a_rate_is_computed_again_from_the_added_counts(tell, rate, hoa):
    tell("25", rate, "50", unit="%", numerator=1, denominator=2)
    tell("26", rate, "90", unit="%", numerator=90, denominator=100)
    tell("17", rate, "100", unit="%", numerator=8, denominator=8)

    (cell,) = cells(selectors.totals_of_unit("25.2025", by=hoa, today=TODAY), rate.code)

    assert (cell.numerator, cell.denominator, cell.percent) == (99, 110, Decimal("90.00"))
    assert cell.value == Decimal("90.00")


def test_rates_without_counts_are_not_merged(tell, rate, hoa):
    tell("25", rate, "50", unit="%")
    tell("26", rate, "90", unit="%")

    (cell,) = cells(selectors.totals_of_unit("25.2025", by=hoa, today=TODAY), rate.code)

    assert (cell.value, cell.why_not) == (None, "rollup.does-not-add")


def test_the_rank_of_one_of_them_is_not_the_rank_of_all(tell, hoa):
    rank = Indicator.objects.get(code="par_index_rank")
    tell("26", rank, "18", unit="hạng")

    (cell,) = cells(selectors.totals_of_unit("25.2025", by=hoa, today=TODAY), rank.code)

    assert (cell.value, cell.why_not) == (None, "rollup.does-not-add")


def test_a_new_province_does_not_say_what_an_old_one_would_have(tell, solved, hoa):
    tell("25.2025", solved, "40", calendar_year(2026))

    table = selectors.totals_of_unit("17", by=hoa, today=TODAY)

    (cell,) = cells(table, solved.code)
    assert (cell.value, cell.why_not) == (None, "rollup.divided-without-key")


def test_communes_tell_of_an_old_province_in_its_own_borders(tell, solved, hoa):
    """Phường Kỳ Sơn (Phú Thọ) was formed from communes of Hòa Bình only."""
    tell("04894.2025", solved, "3", calendar_year(2026))
    tell("04897.2025", solved, "4", calendar_year(2026))

    table = selectors.totals_of_unit("17", by=hoa, today=TODAY, level="commune")

    (cell,) = cells(table, solved.code)
    assert (cell.value, cell.why_not) == (Decimal(7), "")


def test_side_by_side_in_the_borders_of_a_day(tell, solved, hoa):
    for code, value in (("25", "5"), ("26", "7"), ("17", "11"), ("04", "100")):
        tell(code, solved, value)

    table = selectors.totals_side_by_side(["25.2025", "04"], ["2024"], on=TODAY, by=hoa)

    (row,) = [row for group in table.groups for row in group.rows]
    assert [cell.value for cell in row.cells] == [Decimal(23), Decimal(100)]
    assert row.total.value == Decimal(123)


def test_the_same_name_before_and_after_is_another_unit(tell, solved, hoa):
    tell("25", solved, "5")

    before = selectors.totals_side_by_side(["25"], ["2024"], on=date(2025, 6, 30), by=hoa)

    assert cells(before, solved.code)[0].value == Decimal(5)
    with pytest.raises(Refused) as refusal:
        selectors.totals_side_by_side(["25"], ["2024"], on=date(2025, 7, 1), by=hoa)
    assert refusal.value.code == "comparison.not-standing"
    assert refusal.value.params == {"units": ["tỉnh Phú Thọ"], "on": date(2025, 7, 1)}


def test_the_country_is_the_same_in_either_borders(tell, solved, hoa):
    for code, value in (("25", "5"), ("26", "7"), ("17", "11"), ("04", "100")):
        tell(code, solved, value)

    table = selectors.totals_of_unit("VN", by=hoa, today=TODAY, level="province")

    (cell,) = cells(table, solved.code)
    assert (cell.value, str(cell.coverage)) == (Decimal(123), "4/63")


def test_a_total_leads_to_every_figure_in_it(tell, solved, hoa):
    told = {tell(code, solved, value).pk for code, value in (("25", "5"), ("26", "7"))}

    unit, cited = selectors.total_of("25.2025", solved, "2024", by=hoa, today=TODAY)

    assert (unit.code, cited.period, cited.total.value) == ("25.2025", OF_2024, Decimal(12))
    assert {part.figure.source for part in cited.total.parts} == told == set(cited.values)
    assert {value.org_unit.code for value in cited.values.values()} == {"25", "26"}


def test_figures_in_one_unit_that_is_not_the_catalogues_add_up(tell, solved, hoa):
    tell("25", solved, "5", unit="vụ án")
    tell("26", solved, "7", unit="Vụ án")

    (cell,) = cells(selectors.totals_of_unit("25.2025", by=hoa, today=TODAY), solved.code)

    assert (cell.value, cell.unit.lower(), cell.why_not) == (Decimal(12), "vụ án", "")


def test_figures_in_units_that_do_not_convert_are_not_added(tell, solved, hoa):
    tell("25", solved, "5", unit="vụ")
    tell("26", solved, "7", unit="bánh")

    (cell,) = cells(selectors.totals_of_unit("25.2025", by=hoa, today=TODAY), solved.code)

    assert (cell.value, cell.why_not) == (None, "rollup.not-exact")


def test_the_new_province_sees_what_it_was_formed_from_and_nothing_else(tell, solved, country):
    tell("26", solved, "7")
    tell("04", solved, "100")
    phu_tho = factories.person("mai", org_unit=OrgUnit.objects.get(code="25.2025"))
    cao_bang = factories.person("tung", org_unit=OrgUnit.objects.get(code="04"), role=Role.READER)

    (cell,) = cells(selectors.totals_of_unit("25.2025", by=phu_tho, today=TODAY), solved.code)

    assert cell.value == Decimal(7)
    with pytest.raises(OrgUnit.DoesNotExist):
        selectors.totals_of_unit("25.2025", by=cao_bang, today=TODAY)
    with pytest.raises(OrgUnit.DoesNotExist):
        selectors.totals_side_by_side(["25.2025"], ["2024"], on=TODAY, by=cao_bang)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    tell, solved, hoa, count, django_assert_max_num_queries
):
    for code in ("25", "26", "17")[:count]:
        tell(code, solved, "5")
    selectors.totals_of_unit("25.2025", by=hoa, today=TODAY)  # the register is known from here

    with django_assert_max_num_queries(3):
        selectors.totals_of_unit("25.2025", by=hoa, today=TODAY)


def test_units_told_of_are_those_with_figures_their_heirs_and_formers(tell, solved, hoa):
    tell("26", solved, "7")

    told = selectors.units_told_of(by=hoa)

    assert sorted(unit.code for unit in told) == ["25.2025", "26"]
