"""Totals in rows and columns: what they add up, set side by side, and will not compare."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

import factories
from bcd138.apps.analytics.pivot import every_cell, pivot
from bcd138.apps.analytics.pivot_outside import for_outside
from bcd138.apps.analytics.pivoted import Role, Why
from bcd138.apps.analytics.question import Against, Base, Down, Question, Sort
from bcd138.apps.catalogue import selectors
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.services import load_populations
from bcd138.domain.data_set import Category, Option
from bcd138.domain.errors import Refused
from bcd138.domain.period import calendar_months, calendar_year
from bcd138.domain.population import HeadCount

LATE = date(2024, 12, 31)
NOW, BEFORE = calendar_year(2025), calendar_year(2024)


@pytest.fixture
def cases(db):
    return factories.indicator("social_order_crime_cases", "Số vụ xảy ra")


@pytest.fixture
def clearance(cases, solved):
    return factories.indicator(
        "social_order_clearance_rate",
        "Tỷ lệ khám phá án",
        unit="%",
        value_type="ratio",
        direction="higher",
        across_units="none",
        across_periods="none",
        numerator=solved.code,
        denominator=cases.code,
    )


@pytest.fixture
def tell(hoa):
    def put(of, indicator, value, period=NOW, **fields):
        text = factories.received_text(by=hoa, received_for=of, org_unit=of, period=period)
        return factories.data_value(text, indicator, value, period=period, **fields)

    return put


@pytest.fixture
def province(tell, units, cases):
    """Nam Hải 4 after 5, Đông Phong 40 after 50; the province itself says 45."""
    tell(units.nam_hai, cases, "4")
    tell(units.nam_hai, cases, "5", BEFORE)
    tell(units.dong_phong, cases, "40")
    tell(units.dong_phong, cases, "50", BEFORE)
    return tell(units.an_binh, cases, "45")


def ask(*indicators, units=("DEMO-AB",), periods=(NOW,), below="commune", **fields):
    codes = tuple(one.code for one in indicators)
    return Question(tuple(units), codes, tuple(periods), localdate(), below=below, **fields)


def shown(made):
    return {
        (row.role, row.unit.code if row.unit else ""): cell.now.value
        for row, _column, cell in every_cell(made)
    }


def test_a_unit_shows_its_own_figure_beside_the_sum_of_the_level_below(minh, cases, province):
    made = pivot(ask(cases), by=minh)

    assert shown(made) == {
        (Role.SUM, "DEMO-AB"): 44,
        (Role.OWN, "DEMO-AB"): 45,
        (Role.EACH, "DEMO-AB-DP"): 40,
        (Role.EACH, "DEMO-AB-NH"): 4,
    }
    (above,), (own,), *_each = made.cells
    assert (above.differs, own.differs) == (None, 1)
    assert (str(above.now.coverage), above.level) == ("2/2", "commune")
    assert (own.now.data_value_id, own.level) == (province.pk, "")


def test_the_same_period_last_year_stands_beside_each_total(minh, cases, province):
    made = pivot(ask(cases, base=Base(Against.LAST_YEAR)), by=minh)

    (above,), (own,), (dong_phong,), _nam_hai = made.cells
    assert (above.base.value, above.base_period) == (55, BEFORE)
    assert (above.change.difference, above.change.verdict) == (-11, "better")
    assert dong_phong.change.difference == -10
    assert (own.base.value, own.change, own.not_compared) == (None, None, Why())


def test_periods_of_other_kinds_are_not_compared_and_say_why(minh, cases, province):
    to_date = calendar_months(2025, 1, 3, "to_date")

    made = pivot(ask(cases, periods=[to_date], base=Base(Against.BEFORE)), by=minh)

    assert {cell.not_compared.code for _r, _c, cell in every_cell(made)} == {"period.other-months"}
    assert {cell.change for _r, _c, cell in every_cell(made)} == {None}


def test_far_fewer_reports_on_one_side_are_not_compared(minh, tell, units, cases, province):
    tell(units.nam_hai, cases, "3", calendar_year(2023))

    made = pivot(ask(cases, periods=[BEFORE], base=Base(Against.LAST_YEAR)), by=minh)

    above = made.cells[0][0]
    assert (str(above.now.coverage), str(above.base.coverage)) == ("2/2", "1/2")
    assert (above.change, above.not_compared) == (None, Why("pivot.coverage-differs"))


def test_an_average_of_years_needs_each_of_them(minh, tell, units, cases, province):
    two = pivot(ask(cases, base=Base(Against.AVERAGE, years=2)), by=minh)
    tell(units.nam_hai, cases, "8", calendar_year(2023))
    tell(units.dong_phong, cases, "41", calendar_year(2023))
    told = pivot(ask(cases, base=Base(Against.AVERAGE, years=2)), by=minh)

    assert two.cells[0][0].not_compared == Why("pivot.average-incomplete", {"years": 2})
    assert [cells[0].base.value for cells in told.cells] == [
        52,
        None,
        Decimal("45.5"),
        Decimal("6.5"),
    ]


def test_a_chosen_year_a_target_another_unit_and_the_peers(minh, tell, units, cases, province):
    tell(units.nam_hai, cases, "3", NOW, kind="target")

    def bases(base):
        made = pivot(ask(cases, base=base), by=minh)
        return [cells[0].base.value if cells[0].base else None for cells in made.cells]

    assert bases(Base(Against.YEAR, years=2024)) == [55, None, 50, 5]
    assert bases(Base(Against.TARGET)) == [None, None, None, 3]
    assert bases(Base(Against.UNIT, unit="DEMO-AB-DP")) == [None, None, None, 40]
    assert bases(Base(Against.PEERS)) == [None, None, 4, 40]


@pytest.mark.rule("ratio-from-totals")
def test_a_share_is_computed_again_from_the_totals_of_its_counts(
    minh, tell, units, clearance, province
):
    solved = Indicator.objects.get(code=clearance.numerator)
    tell(units.nam_hai, solved, "3")
    tell(units.dong_phong, solved, "30")
    tell(units.nam_hai, clearance, "75", unit="%", numerator=3, denominator=4)

    made = pivot(ask(clearance), by=minh)

    above, dong_phong, nam_hai = (cells[0].now for cells in made.cells if cells[0].now.value)
    assert (above.value, above.numerator, above.denominator) == (75, 33, 44)
    assert (above.is_from_counts, str(above.coverage)) == (True, "2/2")
    assert (dong_phong.value, dong_phong.is_from_counts) == (75, True)
    assert (nam_hai.value, nam_hai.is_from_counts) == (75, False)
    assert nam_hai.data_value_id is not None


def test_parts_stand_beside_the_whole(minh, tell, units, cases, catalogue_of_sexes):
    whole = tell(units.nam_hai, cases, "4")
    tell(units.nam_hai, cases, "1", breakdown="sex.female")

    made = pivot(ask(cases, breakdown="sex"), by=minh)

    nam_hai = made.cells[-1]
    assert [column.measure.option for column in made.columns] == ["", "sex.male", "sex.female"]
    assert [cell.now.value for cell in nam_hai] == [4, None, 1]
    assert nam_hai[0].now.data_value_id == whole.pk


@pytest.fixture
def catalogue_of_sexes(monkeypatch):
    sexes = Category("sex", "Giới tính", (Option("sex.male", "Nam"), Option("sex.female", "Nữ")))
    monkeypatch.setattr(selectors, "categories", lambda: {"sex": sexes})


def test_indicators_stand_down_and_periods_across(minh, cases, solved, province):
    made = pivot(
        ask(
            cases,
            solved,
            units=["DEMO-AB-NH"],
            periods=[BEFORE, NOW],
            below="",
            down=Down.INDICATORS,
        ),
        by=minh,
    )

    assert [row.measure.indicator for row in made.rows] == [cases.code, solved.code]
    assert [column.period for column in made.columns] == [BEFORE, NOW]
    assert [cell.now.value for cell in made.cells[0]] == [5, 4]


def test_peers_are_added_up_unless_one_lies_in_another(minh, cases, province):
    peers = pivot(ask(cases, units=["DEMO-AB-NH", "DEMO-AB-DP"], below=""), by=minh)
    nested = pivot(ask(cases, units=["DEMO-AB-NH", "DEMO-AB"], below=""), by=minh)

    assert shown(peers)[Role.PEERS, ""] == 44
    assert Role.PEERS not in {row.role for row in nested.rows}


def test_rows_are_ordered_by_a_column_and_sums_stay_on_top(minh, cases, province):
    rising = pivot(ask(cases, sort=Sort(0, "value")), by=minh)
    falling = pivot(ask(cases, sort=Sort(0, "value", is_descending=True)), by=minh)

    assert [row.unit.code for row in rising.rows][2:] == ["DEMO-AB-NH", "DEMO-AB-DP"]
    assert [row.unit.code for row in falling.rows][2:] == ["DEMO-AB-DP", "DEMO-AB-NH"]
    assert [row.role for row in falling.rows][:2] == [Role.SUM, Role.OWN]


def people(**counts):
    load_populations(
        [HeadCount(code.replace("_", "-"), LATE, one, "Niên giám") for code, one in counts.items()],
        by="test",
        at=factories.AT,
    )


def test_counts_per_100_000_people_are_ranked_by_their_rates(minh, cases, clearance, province):
    people(DEMO_AB=20_000, DEMO_AB_DP=16_000, DEMO_AB_NH=1_500)

    made = pivot(ask(cases, clearance, per_100k=True, is_ranked=True), by=minh)

    told = {
        (row.role, row.unit.code): (cell.rate, cell.population, cell.place)
        for row, column, cell in every_cell(made)
        if column.measure.indicator == cases.code
    }
    assert told == {
        (Role.SUM, "DEMO-AB"): (Decimal(220), 20_000, ""),
        (Role.OWN, "DEMO-AB"): (Decimal(225), 20_000, ""),
        (Role.EACH, "DEMO-AB-DP"): (Decimal(250), 16_000, "1"),
        (Role.EACH, "DEMO-AB-NH"): (Decimal("266.67"), 1_500, "2"),
    }
    rates = {cell.rate for _r, column, cell in every_cell(made) if column.measure.is_ratio}
    assert rates == {None}


def test_a_unit_whose_people_nobody_counted_has_no_rate_and_no_rank_and_says_why(
    minh, tell, units, cases, province
):
    people(DEMO_AB_NH=1_500)

    made = pivot(ask(cases, per_100k=True, is_ranked=True), by=minh)

    why = {row.unit.code: cell.no_rate.code for row, _c, cell in every_cell(made)}
    assert why == {
        "DEMO-AB": "rates.no-population",
        "DEMO-AB-DP": "rates.no-population",
        "DEMO-AB-NH": "",
    }
    assert {cell.rank for _r, _c, cell in every_cell(made)} == {None}


def test_the_people_of_several_units_are_added_up_before_their_counts_are_divided(
    minh, units, cases, province
):
    people(DEMO_AB_DP=16_000, DEMO_AB_NH=1_500)

    asked = ask(cases, units=("DEMO-AB-DP", "DEMO-AB-NH"), below="", per_100k=True)
    together = pivot(asked, by=minh).cells[0][0]

    assert (together.now.value, together.population) == (44, 17_500)
    assert together.rate == Decimal("251.43")


def test_with_too_few_reports_there_is_no_rate(minh, tell, units, cases):
    people(DEMO_AB=20_000)
    tell(units.nam_hai, cases, "4")

    above = pivot(ask(cases, per_100k=True), by=minh).cells[0][0]

    assert (str(above.now.coverage), above.rate) == ("1/2", None)
    assert above.no_rate == Why("rates.incomplete")


def test_the_best_has_the_first_rank_and_ties_share_it(minh, tell, units, cases):
    third = factories.org_unit("DEMO-AB-X", "Xã X", level="commune", parent=units.an_binh)
    for unit, value in ((units.nam_hai, "4"), (units.dong_phong, "4"), (third, "9")):
        tell(unit, cases, value)

    made = pivot(ask(cases, is_ranked=True), by=minh)

    places = {row.unit.code: cell.place for row, _column, cell in every_cell(made)}
    assert places == {"DEMO-AB": "", "DEMO-AB-DP": "1–2", "DEMO-AB-NH": "1–2", "DEMO-AB-X": "3"}
    ranks = {row.unit.code: cell.rank for row, _column, cell in every_cell(made)}
    assert ranks == {"DEMO-AB": None, "DEMO-AB-DP": 1, "DEMO-AB-NH": 1, "DEMO-AB-X": 3}


@pytest.mark.parametrize("who", ["lan", "phuc", "nobody"])
def test_what_a_person_does_not_see_does_not_exist(who, request, cases, province):
    with pytest.raises(OrgUnit.DoesNotExist):
        pivot(ask(cases), by=request.getfixturevalue(who))


def test_the_country_and_a_commune_see_their_own(hoa, lan, cases, province):
    country = pivot(ask(cases, units=["VN"], below="province", level="commune"), by=hoa)
    commune = pivot(ask(cases, units=["DEMO-AB-NH"], below=""), by=lan)

    assert shown(country) == {
        (Role.SUM, "VN"): 44,
        (Role.EACH, "DEMO-AB"): 44,
        (Role.EACH, "DEMO-SH"): None,
    }
    assert shown(commune) == {(Role.EACH, "DEMO-AB-NH"): 4}


def test_a_unit_that_did_not_stand_on_the_day_is_refused(minh, cases, province):
    with pytest.raises(Refused) as refusal:
        pivot(Question(("DEMO-AB",), (cases.code,), (NOW,), date(1999, 1, 1)), by=minh)

    assert refusal.value.code == "comparison.not-standing"


def test_the_number_of_queries_does_not_depend_on_rows(minh, tell, units, cases, province):
    asked = ask(cases, base=Base(Against.LAST_YEAR), periods=[BEFORE, NOW])
    pivot(asked, by=minh)
    with CaptureQueriesContext(
        connection,
    ) as few:
        pivot(asked, by=minh)
    for number in range(3):
        more = factories.org_unit(
            f"DEMO-AB-{number}", f"Xã {number}", level="commune", parent=units.an_binh
        )
        tell(more, cases, "7")
    pivot(asked, by=minh)
    with CaptureQueriesContext(connection) as many:
        pivot(asked, by=minh)

    assert len(many) == len(few)


@pytest.mark.rule("small-counts-hidden")
def test_what_goes_outside_does_not_give_a_month_away_by_its_quarter(minh, tell, units):
    offenders = factories.indicator("drug_offenders", "Số đối tượng", unit="đối tượng")
    months = [calendar_months(2025, first, 1, "month") for first in (1, 2, 3)]
    for month, count in zip(months, ("1", "5", "7"), strict=True):
        tell(units.nam_hai, offenders, count, month, unit="đối tượng")
    quarter = calendar_months(2025, 1, 3, "quarter")
    asked = ask(
        offenders,
        units=("DEMO-AB-NH",),
        below="",
        periods=[*months, quarter],
        base=Base(Against.BEFORE),
    )

    outside = for_outside(pivot(asked, by=minh)).cells[0]

    assert [cell.now.value for cell in outside] == [None, None, 7, 13]
    assert [cell.base.value for cell in outside] == [None, None, None, None]
    assert outside[2].change is None
