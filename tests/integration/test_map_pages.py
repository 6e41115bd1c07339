"""The page of maps: provinces of the chosen day shaded by value, communes as points."""

from __future__ import annotations

import pytest

import factories
from bcd138.apps.catalogue.selectors import by_code
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.period import calendar_year

NOW, BEFORE = calendar_year(2025), calendar_year(2024)
PAGE = "/tong-hop/ban-do/"
CASES = "social_order_crime_cases"
COUNTRY = {"don_vi": "VN", "duoi": "province", "ky": "2025", "so_voi": "", "chi_tieu": CASES}


@pytest.fixture
def nation(catalogue):
    return factories.person("hoa", "Phạm Thu Hòa", org_unit=OrgUnit.objects.get(code="VN"))


@pytest.fixture
def put(nation):
    def tell(code, value, period=NOW):
        unit = OrgUnit.objects.get(code=code)
        text = factories.received_text(by=nation, received_for=unit, org_unit=unit, period=period)
        return factories.data_value(text, by_code(CASES), value, period=period)

    return tell


def about(answer):
    assert answer.status_code == 200
    return answer.context["about"]


def areas(answer):
    return {one.shape.code: one for one in about(answer).map.areas}


def test_provinces_are_shaded_in_the_borders_of_the_day(enter, nation, put):
    put("04", "388")
    put("25.2025", "900")
    now = areas(enter(nation).get(PAGE, COUNTRY))
    then = areas(enter(nation).get(PAGE, COUNTRY | {"ranh_gioi": "2025-06-30"}))

    assert (len(now), len(then)) == (34, 63)
    assert (now["04"].kind, now["04"].name) == ("shade-1", "Tỉnh Cao Bằng: 388 vụ")
    assert now["25.2025"].kind == "shade-5"
    assert (now["01"].kind, now["01"].name) == ("silent", "Thành phố Hà Nội: chưa báo cáo")
    assert then["25"].kind == "silent"


def test_the_legend_tells_the_limits_of_each_shade_and_silence(enter, nation, put):
    for code, value in (("04", "5"), ("01", "5"), ("25.2025", "12")):
        put(code, value)
    found = about(enter(nation).get(PAGE, COUNTRY))

    assert [(one.kind, one.words, one.count) for one in found.classes] == [
        ("shade-1", "5 vụ", 2),
        ("shade-5", "12 vụ", 1),
        ("silent", "chưa báo cáo hoặc không cộng được", 31),
    ]
    assert (found.largest[0].name, found.largest[0].written) == ("Tỉnh Phú Thọ", "12")


@pytest.mark.parametrize("day", ["", "2025-06-30"])
def test_both_archipelagos_are_always_drawn(enter, nation, put, day):
    page = enter(nation).get(PAGE, COUNTRY | {"ranh_gioi": day}).content.decode()

    assert "Quần đảo Hoàng Sa" in page
    assert "Quần đảo Trường Sa" in page


def test_a_province_leads_to_its_communes_and_a_commune_to_its_figure(enter, nation, put):
    put("25.2025", "900")
    client = enter(nation)
    inside = client.get(PAGE, COUNTRY | {"don_vi": "25.2025", "duoi": "commune"})
    kept = put(about(inside).map.drawing.dots[0].code, "7")
    inside = client.get(PAGE + areas(client.get(PAGE, COUNTRY))["25.2025"].href)

    found = about(inside)
    assert (found.is_country, len(found.dots)) == (False, 148)
    valued = [one for one in found.dots if one.kind != "silent"]
    assert [one.href for one in valued] == [f"/so-lieu/{kept.pk}/"]
    assert [one.kind for one in valued] == ["shade-3"]
    assert all(one.href == "" for one in found.dots if one.kind == "silent")


def test_another_column_may_be_drawn(enter, nation, put):
    put("04", "388", BEFORE)
    query = COUNTRY | {"ky": ["2024", "2025"]}
    latest, first = (about(enter(nation).get(PAGE, query | more)) for more in ({}, {"cot": "0"}))

    assert [one.is_chosen for one in latest.picks] == [False, True]
    assert latest.largest == ()
    assert [one.written for one in first.largest] == ["388"]
    assert about(enter(nation).get(PAGE, query | {"cot": "99"})).title == latest.title


def test_units_without_a_place_are_told(enter, minh, units, hoa, solved):
    text = factories.received_text(by=hoa, received_for=units.nam_hai, org_unit=units.nam_hai)
    factories.data_value(text, solved, "40")
    answer = enter(minh).get(PAGE)

    assert about(answer).map is None
    assert "đơn vị minh họa không có địa giới" in answer.content.decode()


def test_what_has_no_map_says_which_questions_have_one(enter, lan, units, hoa, solved):
    text = factories.received_text(by=hoa, received_for=units.nam_hai, org_unit=units.nam_hai)
    factories.data_value(text, solved, "40")
    answer = enter(lan).get(PAGE)

    assert about(answer) is None
    assert "Bản đồ vẽ các tỉnh của cả nước" in answer.content.decode()


def test_what_one_may_not_see_is_not_there(enter, phuc, units):
    assert enter(phuc).get(PAGE, {"don_vi": "DEMO-AB", "ky": "2025"}).status_code == 404
    assert "Chưa có số liệu để tổng hợp" in enter(phuc).get(PAGE).content.decode()


def test_a_province_that_had_districts_leads_to_its_communes_as_well(enter, nation, put):
    put("25", "300")
    then = COUNTRY | {"ranh_gioi": "2025-06-30"}
    client = enter(nation)
    inside = about(client.get(PAGE + areas(client.get(PAGE, then))["25"].href))

    assert (inside.is_country, inside.map is None) == (False, False)
