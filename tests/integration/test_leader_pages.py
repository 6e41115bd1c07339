"""A leader's dashboard: what it shows, what is unusual, and choosing what stands there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import factories
from bcd138.apps.accounts.enums import Role
from bcd138.apps.analytics.models import Dashboard
from bcd138.apps.audit.models import AuditEvent
from bcd138.domain.period import calendar_months, calendar_year

PAGE = "/tong-hop/lanh-dao/"


def month(number):
    return calendar_months(2025, number, 1, "month")


@pytest.fixture
def cases(db):
    return factories.indicator("social_order_crime_cases", "Số vụ xảy ra", direction="lower")


@pytest.fixture
def leader(units):
    return factories.person("thang", "Đỗ Mạnh Thắng", org_unit=units.an_binh, role=Role.LEADER)


@pytest.fixture
def put(hoa):
    def tell(unit, indicator, value, period, **fields):
        text = factories.received_text(by=hoa, received_for=unit, org_unit=unit, period=period)
        return factories.data_value(text, indicator, value, period=period, **fields)

    return tell


@pytest.fixture
def months(units, cases, put):
    """Two communes over eight months; the last of Đông Phong is far above the others."""
    for number, (nam_hai, dong_phong) in enumerate(
        [(4, 3), (5, 2), (3, 3), (4, 4), (4, 2), (5, 3), (3, 2), (4, 30)], 1
    ):
        period = month(number)
        put(units.nam_hai, cases, str(nam_hai), period)
        put(units.dong_phong, cases, str(dong_phong), period)
    return units


def page_of(answer):
    assert answer.status_code == 200
    return answer.context["page"]


def test_a_card_has_the_number_its_changes_and_its_line(enter, leader, months):
    page = page_of(enter(leader).get(PAGE))

    (card,) = page.cards
    assert (page.unit, page.period.label) == ("Tỉnh An Bình", "tháng 8/2025")
    assert (card.amount, card.unit) == ("34", "vụ")
    assert card.href == (
        "/tong-hop/tong/?don_vi=DEMO-AB&chi_tieu=social_order_crime_cases&ky=2025M08&cap=commune"
    )
    assert [one.words for one in card.changes] == [
        "Tăng 29 vụ so với kỳ liền trước; số nhỏ, chưa đủ cơ sở so sánh %"
    ]
    assert [one.verdict for one in card.changes] == ["neutral"]
    assert len(card.line.dots) == 8
    assert card.line_words.endswith("tháng 7/2025: 5; tháng 8/2025: 34")


def test_what_is_unusual_says_why_and_leads_to_its_figure(enter, leader, months):
    (one,) = page_of(enter(leader).get(PAGE)).unusual

    assert one.unit == "Xã Đông Phong"
    assert one.words.startswith("30 cao hơn khoảng thường gặp ")
    assert one.why == "tính từ 7 kỳ trước của chính đơn vị"
    assert one.href.startswith("/so-lieu/")


def test_a_target_stands_on_its_card(enter, leader, units, cases, put):
    year = calendar_year(2025)
    put(units.an_binh, cases, "100", year)
    put(units.an_binh, cases, "90", year, kind="target")

    (card,) = page_of(enter(leader).get(PAGE)).cards
    assert (card.amount, card.target) == ("100", "chỉ tiêu 90 vụ")
    assert card.line is None


def test_everybody_chooses_what_stands_there(enter, leader, months, solved, put):
    put(months.nam_hai, solved, "3", month(8))
    client = enter(leader)
    client.post(f"{PAGE}chi-tieu/", {"chi_tieu": [solved.code]})

    (card,) = page_of(client.get(PAGE)).cards
    assert card.name == "Số vụ đã khám phá"
    assert Dashboard.objects.get().indicators == [solved.code]
    assert AuditEvent.objects.get().event == "dashboard.chosen"
    client.post(f"{PAGE}chi-tieu/", {})
    assert page_of(client.get(PAGE)).cards[0].name == "Số vụ xảy ra"


def test_what_cannot_be_chosen_is_refused(enter, leader, cases):
    client = enter(leader)

    assert client.post(f"{PAGE}chi-tieu/", {"chi_tieu": ["khong_co"]}).status_code == 409
    many = [factories.indicator(f"code_{n}").code for n in range(9)]
    assert client.post(f"{PAGE}chi-tieu/", {"chi_tieu": many}).status_code == 409
    assert not Dashboard.objects.exists()


def test_an_empty_page_teaches(enter, leader, nobody, cases):
    for person in (leader, nobody):
        assert "Chưa có số liệu để xem" in enter(person).get(PAGE).content.decode()


def test_another_province_sees_nothing_of_it(enter, phuc, months):
    assert page_of(enter(phuc).get(PAGE)).cards == ()


def test_more_units_and_months_cost_no_more_queries(enter, leader, months, cases, put):
    client = enter(leader)
    client.get(PAGE)
    put(months.nam_hai, cases, "9", month(9))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(PAGE)
    put(months.nam_hai, cases, "9", month(10))
    put(months.dong_phong, cases, "9", month(10))
    with CaptureQueriesContext(connection) as more:
        client.get(PAGE)

    assert len(more) <= len(few)


def test_a_leader_is_led_there_from_the_first_page(enter, leader, lan):
    assert 'href="/tong-hop/lanh-dao/"' in enter(leader).get("/").content.decode()
    assert 'href="/tong-hop/lanh-dao/"' not in enter(lan).get("/").content.decode()
