"""Figures laid out: silence is not zero, unlike units are not added, percentages are recomputed."""

from __future__ import annotations

from decimal import Decimal

import pytest

import factories
from bcd138.apps.analytics import selectors
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused
from bcd138.domain.period import calendar_year
from factories import YEAR


@pytest.fixture
def tell(hoa, units):
    """Put a figure of a unit into the books, with a text of its own."""

    def put(org_unit, indicator, value, **fields):
        text = factories.received_text(by=hoa, received_for=units.vn, org_unit=org_unit)
        return factories.data_value(text, indicator, value, **fields)

    return put


@pytest.fixture
def heroin(db):
    return factories.indicator("heroin_weight", "Hê-rô-in", unit="g", value_type="weight")


def rows(table):
    return [row for group in table.groups for row in group.rows]


def test_a_unit_has_its_indicators_down_and_its_periods_across(tell, units, solved, minh):
    value = tell(units.an_binh, solved, "388")
    tell(units.an_binh, solved, "401", period=calendar_year(2019))

    table = selectors.unit_table("DEMO-AB", by=minh)

    assert [column.period.code for column in table.columns] == ["2018", "2019"]
    assert [(group.code, len(group.rows)) for group in table.groups] == [("social_order", 1)]
    cell = rows(table)[0].cells[0]
    assert (cell.value, cell.unit, cell.data_value_id) == (Decimal(388), "vụ", value.pk)
    assert str(cell.coverage) == "1/1"
    assert table.is_invented


def test_silence_is_not_zero(tell, units, solved, clearance, minh):
    tell(units.an_binh, solved, "0")
    tell(units.an_binh, clearance, "90", unit="%", period=calendar_year(2019))

    of_solved, of_clearance = rows(selectors.unit_table("DEMO-AB", by=minh))

    assert [cell.value for cell in of_solved.cells] == [Decimal(0), None]
    assert [cell.value for cell in of_clearance.cells] == [None, Decimal(90)]
    assert (str(of_solved.cells[1].coverage), str(of_solved.coverage)) == ("0/1", "1/2")


def test_the_percentage_is_recomputed_from_the_counts(tell, units, clearance, minh):
    tell(units.an_binh, clearance, "85", unit="%", numerator=164, denominator=199)

    (row,) = rows(selectors.unit_table("DEMO-AB", by=minh))

    assert (row.cells[0].value, row.cells[0].percent) == (Decimal(85), Decimal("82.41"))


def test_a_target_stands_in_a_row_of_its_own(tell, units, solved, minh):
    tell(units.an_binh, solved, "388")
    tell(units.an_binh, solved, "400", kind="target")

    assert [row.kind for row in rows(selectors.unit_table("DEMO-AB", by=minh))] == [
        "result",
        "target",
    ]


@pytest.mark.parametrize("who", ["phuc", "nobody", "lan"])
def test_the_table_of_a_unit_one_may_not_see_does_not_exist(who, tell, units, solved, request):
    tell(units.an_binh, solved, "388")

    with pytest.raises(OrgUnit.DoesNotExist):
        selectors.unit_table("DEMO-AB", by=request.getfixturevalue(who))


def test_a_superseded_figure_is_in_no_table(tell, units, solved, minh, at):
    tell(units.an_binh, solved, "388", superseded_at=at)

    assert selectors.unit_table("DEMO-AB", by=minh).groups == ()


def test_units_stand_side_by_side_in_the_order_they_were_named(tell, units, solved, hoa):
    tell(units.an_binh, solved, "388")
    tell(units.son_ha, solved, "12")

    table = selectors.comparison(["DEMO-SH", "DEMO-AB"], ["2018"], by=hoa)

    (row,) = rows(table)
    assert [column.org_unit.code for column in table.columns] == ["DEMO-SH", "DEMO-AB"]
    assert [cell.value for cell in row.cells] == [Decimal(12), Decimal(388)]
    assert (row.total.value, str(row.coverage)) == (Decimal(400), "2/2")


def test_without_periods_each_unit_brings_its_own(tell, units, solved, hoa):
    tell(units.an_binh, solved, "388")
    tell(units.son_ha, solved, "12", period=calendar_year(2023))

    table = selectors.comparison(["DEMO-AB", "DEMO-SH"], by=hoa)

    assert [(c.org_unit.code, c.period.code) for c in table.columns] == [
        ("DEMO-AB", "2018"),
        ("DEMO-SH", "2023"),
    ]
    assert rows(table)[0].total is None


def test_kilograms_and_grams_are_compared_exactly(tell, units, heroin, hoa):
    tell(units.an_binh, heroin, "1.47", unit="kg")
    tell(units.son_ha, heroin, "30", unit="g")

    (row,) = rows(selectors.comparison(["DEMO-AB", "DEMO-SH"], ["2018"], by=hoa))

    assert (row.unit, [cell.in_row_unit for cell in row.cells]) == (
        "g",
        [Decimal(1470), Decimal(30)],
    )
    assert [(cell.value, cell.unit) for cell in row.cells] == [
        (Decimal("1.47"), "kg"),
        (Decimal(30), "g"),
    ]
    assert row.total.value == Decimal(1500)


def test_blocks_and_kilograms_have_no_total(tell, units, heroin, hoa):
    tell(units.an_binh, heroin, "342", unit="bánh")
    tell(units.son_ha, heroin, "1.47", unit="kg")

    (row,) = rows(selectors.comparison(["DEMO-AB", "DEMO-SH"], ["2018"], by=hoa))

    assert (row.unit, row.total) == ("", None)
    assert [cell.in_row_unit for cell in row.cells] == [None, None]


def test_percentages_are_not_averaged_but_computed_again(tell, units, clearance, hoa):
    counted = {"unit": "%"}
    tell(units.an_binh, clearance, "50", numerator=1, denominator=2, **counted)
    tell(units.son_ha, clearance, "90", numerator=90, denominator=100, **counted)

    (row,) = rows(selectors.comparison(["DEMO-AB", "DEMO-SH"], ["2018"], by=hoa))

    assert (row.total.value, row.total.percent) == (None, Decimal("89.22"))


def test_more_than_is_not_added_up(tell, units, solved, hoa):
    tell(units.an_binh, solved, "388", comparator=">")
    tell(units.son_ha, solved, "12")

    (row,) = rows(selectors.comparison(["DEMO-AB", "DEMO-SH"], ["2018"], by=hoa))

    assert row.total is None


def test_a_province_and_its_commune_are_not_added_up(tell, units, solved, hoa):
    tell(units.an_binh, solved, "388")
    tell(units.nam_hai, solved, "12")

    (row,) = rows(selectors.comparison(["DEMO-AB", "DEMO-AB-NH"], ["2018"], by=hoa))

    assert row.total is None


def test_a_total_says_how_many_reported(tell, units, solved, hoa):
    tell(units.an_binh, solved, "388")

    (row,) = rows(selectors.comparison(["DEMO-AB", "DEMO-SH"], ["2018"], by=hoa))

    assert (row.total.value, str(row.coverage)) == (Decimal(388), "1/2")


def test_comparing_with_a_unit_one_may_not_see_does_not_work(tell, units, solved, minh):
    tell(units.son_ha, solved, "388")

    with pytest.raises(OrgUnit.DoesNotExist):
        selectors.comparison(["DEMO-AB", "DEMO-SH"], by=minh)


def test_comparing_nothing_is_refused(hoa):
    with pytest.raises(Refused) as refusal:
        selectors.comparison([], by=hoa)

    assert refusal.value.code == "comparison.nothing-chosen"


@pytest.mark.parametrize("number", [1, 3])
def test_a_table_costs_two_queries_and_a_comparison_three(
    number, tell, units, hoa, django_assert_num_queries
):
    for place in range(number):
        indicator = factories.indicator(f"indicator_{place}")
        for unit in (units.an_binh, units.son_ha):
            tell(unit, indicator, "1", period=YEAR)

    with django_assert_num_queries(2):
        assert len(rows(selectors.unit_table("DEMO-AB", by=hoa))) == number
    with django_assert_num_queries(3):
        assert len(rows(selectors.comparison(["DEMO-AB", "DEMO-SH"], ["2018"], by=hoa))) == number


def test_units_and_periods_with_figures_are_listed_for_who_sees_them(
    tell, units, solved, hoa, phuc
):
    tell(units.an_binh, solved, "388")
    tell(units.an_binh, solved, "390", period=calendar_year(2019))
    tell(units.son_ha, solved, "12", superseded_at=factories.AT)

    assert [unit.code for unit in selectors.units_reporting(by=hoa)] == ["DEMO-AB"]
    reported = selectors.columns_reported(by=hoa)
    assert sorted((column.org_unit.code, column.period.code) for column in reported) == [
        ("DEMO-AB", "2018"),
        ("DEMO-AB", "2019"),
    ]
    assert not selectors.units_reporting(by=phuc).exists()
    assert selectors.columns_reported(by=phuc) == []
