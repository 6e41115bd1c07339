"""A question over totals: read from an address, written back, and chosen for whoever asks none."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate

import factories
from bcd138.apps.analytics.question import Against, Base, Down, Question, Sort
from bcd138.domain.errors import Refused
from bcd138.domain.period import calendar_months, calendar_year
from bcd138.web.analytics.question import query_of, question_of, run_of

FULL = Question(
    units=("DEMO-AB",),
    indicators=("solved", "cases"),
    periods=(calendar_year(2024), calendar_year(2025)),
    on=date(2025, 6, 30),
    below="commune",
    level="commune",
    base=Base(Against.AVERAGE, years=3),
    breakdown="sex",
    per_100k=True,
    down=Down.INDICATORS,
    sort=Sort(1, "difference", is_descending=True),
)


@pytest.mark.parametrize(
    "base",
    [
        Base(),
        Base(Against.LAST_YEAR),
        Base(Against.BEFORE),
        Base(Against.AVERAGE, years=5),
        Base(Against.YEAR, years=2019),
        Base(Against.TARGET),
        Base(Against.UNIT, unit="25.2025"),
        Base(Against.PEERS),
    ],
)
def test_every_question_comes_back_from_its_address(base, minh):
    asked = Question(
        ("DEMO-AB", "DEMO-SH"), ("cases",), (calendar_year(2024),), localdate(), base=base
    )

    assert question_of(QueryDict(query_of(asked)), by=minh) == asked


def test_every_part_of_a_question_comes_back(minh):
    assert question_of(QueryDict(query_of(FULL)), by=minh) == FULL


def test_a_person_who_asks_nothing_sees_the_own_unit_and_the_latest_period(minh, units, solved):
    text = factories.received_text(by=minh, received_for=units.nam_hai, org_unit=units.nam_hai)
    factories.data_value(text, solved, "5", period=calendar_months(2025, 3, 1, "month"))

    asked = question_of(QueryDict(""), by=minh)

    assert asked == Question(
        units=("DEMO-AB",),
        indicators=(solved.code,),
        periods=(calendar_months(2025, 1, 3, "to_date"),),
        on=localdate(),
        below="commune",
        base=Base(Against.LAST_YEAR),
    )


def test_a_commune_has_its_indicators_down(lan, units):
    asked = question_of(QueryDict("ky=2024"), by=lan)

    assert (asked.units, asked.below, asked.down) == (("DEMO-AB-NH",), "", Down.INDICATORS)


def test_there_is_nothing_to_ask_before_anything_counts(minh, nobody):
    assert question_of(QueryDict(""), by=minh) is None
    assert question_of(QueryDict(""), by=nobody) is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("ky=2024X", "period.unreadable"),
        ("ky=2024&ranh_gioi=hom+qua", "orgunit.day-unreadable"),
        ("ky=2024&so_voi=tb-1", "pivot.base-unreadable"),
        ("ky=2024&so_voi=nam-vua-qua", "pivot.base-unreadable"),
        ("&".join(f"ky={year}" for year in range(1990, 2020)), "pivot.too-many-periods"),
    ],
)
def test_what_cannot_be_read_is_refused(query, code, minh):
    with pytest.raises(Refused) as refusal:
        question_of(QueryDict(query), by=minh)

    assert refusal.value.code == code


def test_several_years_and_several_months_in_a_row_are_written_short():
    years = run_of(calendar_year(2024), "nam-3")
    months = run_of(calendar_months(2024, 2, 1, "month"), "lien-3")

    assert [one.code for one in years] == ["2022", "2023", "2024"]
    assert [one.code for one in months] == ["2023M12", "2024M01", "2024M02"]


def test_the_country_adds_communes_up_where_provinces_do_not_report(hoa, solved):
    def level(query):
        return question_of(QueryDict(query), by=hoa).level

    assert level("ky=2025M03") == "commune"
    assert level("ky=2025C03") == "commune"
    assert level("ky=2025") == ""
    assert level("ky=2025M03&cap=") == ""
