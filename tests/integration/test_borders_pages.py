"""Pages of totals in the borders of a day: what they offer, show and refuse."""

from __future__ import annotations

import pytest
from django.urls import reverse

import factories
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.reports import selectors as reports
from bcd138.domain.period import calendar_months, calendar_year

OF_2024 = calendar_year(2024)
FIRST_HALF, SECOND_HALF = (calendar_months(2025, first, 6, "half") for first in (1, 7))


@pytest.fixture
def hoa(catalogue):
    return factories.person("hoa", "Phạm Thu Hòa", org_unit=OrgUnit.objects.get(code="VN"))


@pytest.fixture
def solved(catalogue):
    return Indicator.objects.get(code="social_order_crime_solved_cases")


@pytest.fixture
def tell(hoa):
    def put(code, indicator, value, period=OF_2024, **fields):
        unit = OrgUnit.objects.get(code=code)
        text = factories.received_text(by=hoa, received_for=unit, org_unit=unit, period=period)
        return factories.data_value(text, indicator, value, period=period, **fields)

    return put


@pytest.fixture
def five_and_seven(tell, solved):
    return [tell("25", solved, "5"), tell("26", solved, "7")]


@pytest.fixture
def page(client, hoa):
    client.force_login(hoa)

    def get(name, **query):
        return client.get(reverse(f"analytics:{name}"), query)

    return get


def chosen_way(answer):
    return next(one.value for one in answer.context["ways"] if one.is_chosen)


def test_an_old_province_is_told_by_communes_of_today(page, tell, solved):
    """Phường Kỳ Sơn and xã Thịnh Minh lie wholly in what was Hòa Bình."""
    tell("04894.2025", solved, "3", calendar_year(2026))
    tell("04897.2025", solved, "4", calendar_year(2026))
    tell("17", solved, "9", OF_2024)

    answer = page("unit", don_vi="17", gop="commune")

    assert [one.value for one in answer.context["ways"]] == ["khong", "co", "commune"]
    (cell,) = answer.context["tables"][0].groups[0].rows[0].cells
    assert (cell.text, "cap=commune" in cell.href) == ("7", True)
    cited = page("total", don_vi="17", chi_tieu=solved.code, ky="2026", cap="commune")
    assert "3 + 4 = 7" in cited.content.decode()


def test_a_merged_unit_opens_with_the_figures_of_all_it_was_formed_from(page, five_and_seven):
    answer = page("unit", don_vi="25.2025")

    shown = answer.content.decode()
    assert chosen_way(answer) == "co"
    assert "Tỉnh Phú Thọ (từ 01/07/2025)" in shown
    assert "mới có 2/3 số liệu" in shown
    (table,) = answer.context["tables"]
    (cell,) = table.groups[0].rows[0].cells
    assert cell.text == "12"
    assert cell.href.startswith(reverse("analytics:total"))


def test_its_own_figures_alone_are_one_choice_away(page, five_and_seven):
    answer = page("unit", don_vi="25.2025", gop="khong")

    assert (chosen_way(answer), answer.context["tables"]) == ("khong", [])
    assert "Gộp cả các đơn vị hình thành nên" in answer.content.decode()


def test_an_old_unit_opens_with_what_it_reported_itself(page, five_and_seven):
    answer = page("unit", don_vi="26")

    assert chosen_way(answer) == "khong"
    (cell,) = answer.context["tables"][0].groups[0].rows[0].cells
    assert cell.text == "7"


def test_the_total_shows_its_sum_and_leads_to_both_sentences(page, five_and_seven, solved):
    answer = page("total", don_vi="25.2025", chi_tieu=solved.code, ky="2024")

    shown = answer.content.decode()
    assert "5 + 7 = 12" in shown
    assert "2/3 số liệu cần có" in shown
    for value in five_and_seven:
        assert reverse("analytics:figure", args=[value.pk]) in shown
    assert "toàn bộ" in shown


def test_a_rate_shows_the_counts_it_was_computed_again_from(page, tell, catalogue):
    rate = Indicator.objects.get(code="social_order_clearance_rate")
    tell("25", rate, "50", unit="%", numerator=1, denominator=2)
    tell("26", rate, "90", unit="%", numerator=90, denominator=100)
    tell("17", rate, "100", unit="%", numerator=8, denominator=8)

    answer = page("total", don_vi="25.2025", chi_tieu=rate.code, ky="2024")

    words = "(90 + 1 + 8) / (100 + 2 + 8) = 99/110 = 90 %"
    assert sorted(answer.context["page"].formula) == sorted(words)
    assert "99/110 = 90 %" in answer.content.decode()


def test_what_cannot_be_compared_says_why(page, tell, solved):
    tell("25.2025", solved, "40", calendar_year(2026))

    for name, query in (
        ("unit", {"gop": "co"}),
        ("total", {"chi_tieu": solved.code, "ky": "2026"}),
    ):
        shown = page(name, don_vi="17", **query).content.decode()
        assert "địa bàn đã nhập hoặc chia, không ai công bố tỷ lệ" in shown


def test_units_stand_side_by_side_in_the_borders_of_a_day(page, tell, five_and_seven, solved):
    tell("04", solved, "100")

    before = page("comparison", ranh_gioi="2025-06-30", ky="2024")
    after = page("comparison", ranh_gioi="2025-07-01", ky="2024")

    assert [unit.code for unit in before.context["units"]] == ["04", "25", "26"]
    assert [unit.code for unit in after.context["units"]] == ["04", "25.2025"]
    (row,) = after.context["tables"][0].groups[0].rows
    assert ([cell.text for cell in row.cells], row.total.text) == (["100", "12"], "112")


def test_a_unit_of_other_borders_is_let_go_when_the_day_changes(page, five_and_seven):
    answer = page("comparison", ranh_gioi="2025-07-01", ky="2024", don_vi=["25", "25.2025"])

    assert answer.status_code == 200
    assert answer.context["codes"] == ["25.2025"]


@pytest.mark.parametrize("day", ["2025-13-01", "hôm qua", "20250"])
def test_a_day_that_is_none_is_refused_in_words(page, five_and_seven, day):
    answer = page("comparison", ranh_gioi=day)

    assert answer.status_code == 409
    assert f"Không đọc được ngày “{day}”" in answer.content.decode()


def test_someone_of_another_province_sees_nothing_of_it(client, five_and_seven, solved):
    client.force_login(factories.person("tung", org_unit=OrgUnit.objects.get(code="04")))
    query = {"don_vi": "25.2025", "chi_tieu": solved.code, "ky": "2024", "gop": "co"}

    for name in ("unit", "total"):
        assert client.get(reverse(f"analytics:{name}"), query).status_code == 404
    compared = {"don_vi": "25.2025", "ranh_gioi": "2026-01-01", "ky": "2024"}
    assert client.get(reverse("analytics:comparison"), compared).status_code == 404


def test_an_unknown_indicator_or_period_is_told(page, five_and_seven, solved):
    assert page("total", don_vi="25.2025", chi_tieu="x", ky="2024").status_code == 409
    assert page("total", don_vi="25.2025", chi_tieu=solved.code, ky="x").status_code == 409


def test_the_pages_speak_english(client, page, five_and_seven, solved):
    client.post(reverse("language"), {"language": "en", "next": "/"})

    for name in ("unit", "comparison", "total"):
        query = {"don_vi": "25.2025", "chi_tieu": solved.code, "ky": "2024", "gop": "co"}
        shown = page(name, ranh_gioi="2026-01-01", **query).content.decode()
        for words in ("Ranh giới", "Số tổng hợp", "Gộp cả", "mới có", "số liệu cần có", "(từ "):
            assert words not in shown


def test_a_review_compares_with_what_the_unit_was_formed_from(
    tell, five_and_seven, solved, hoa, at
):
    tell("25", solved, "3", FIRST_HALF)
    tell("26", solved, "4", FIRST_HALF)
    tell("17", solved, "2", FIRST_HALF)
    tell("25.2025", solved, "6", SECOND_HALF)
    unit = OrgUnit.objects.get(code="25.2025")

    facts = reports.facts(unit, calendar_year(2025), by=hoa, at=at)

    (now,), (before,) = facts.figures, facts.before
    assert (str(now.amount), now.reported, now.expected) == ("15 vụ", 4, 4)
    assert (str(before.amount), before.reported, before.expected) == ("12 vụ", 2, 3)
    assert before.quote == "5 vụ + 7 vụ"
    assert before.source_title == "tỉnh Phú Thọ, năm 2024; tỉnh Vĩnh Phúc, năm 2024"
    assert {before.data_value, *before.also} == {value.pk for value in five_and_seven}
