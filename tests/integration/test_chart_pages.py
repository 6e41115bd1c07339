"""The page of charts: what is drawn for which question, and for whom."""

from __future__ import annotations

import pytest

import factories
from bcd138.domain.period import calendar_year
from bcd138.formats.chart_data import Bars, Lines

NOW, BEFORE = calendar_year(2025), calendar_year(2024)
PAGE = "/tong-hop/bieu-do/"


@pytest.fixture
def put(hoa, solved):
    def tell(unit, value, period=NOW):
        text = factories.received_text(by=hoa, received_for=unit, org_unit=unit, period=period)
        return factories.data_value(text, solved, value, period=period)

    return tell


@pytest.fixture
def told(units, put):
    """Nam Hải 40 after 50; Đông Phong says nothing."""
    return [put(units.nam_hai, "40"), put(units.nam_hai, "50", BEFORE)]


def panels(answer):
    return [one.panel for one in answer.context["drawn"].charts]


def test_units_are_bars_now_and_before_and_silence_stands_last(enter, minh, told):
    answer = enter(minh).get(PAGE, {"ky": "2025"})

    (panel,) = panels(answer)
    assert isinstance(panel.chart, Bars)
    assert [(one.name, one.value, one.base) for one in panel.chart.bars] == [
        ("Xã Nam Hải", 40, 50),
        ("Xã Đông Phong", None, None),
    ]
    assert panel.chart.series == ("năm 2025", "cùng kỳ")
    assert panel.note == "Tỉnh An Bình: cộng từ cấp xã: 40 vụ"
    page = answer.content.decode()
    assert f'<a href="/so-lieu/{told[0].pk}/" aria-label="Xã Nam Hải, năm 2025: 40 vụ">' in page
    assert "chưa báo cáo" in page
    assert '<table class="figures wide-table pivot">' in page


def test_the_largest_stands_first_unless_the_table_is_ordered(enter, minh, units, put):
    put(units.nam_hai, "40")
    put(units.dong_phong, "70")
    names = {
        order: [one.name for one in panels(enter(minh).get(PAGE, query))[0].chart.bars]
        for order, query in (("", {}), ("rising", {"xep": "0.value", "so_voi": ""}))
    }

    assert names == {
        "": ["Xã Đông Phong", "Xã Nam Hải"],
        "rising": ["Xã Nam Hải", "Xã Đông Phong"],
    }


def test_periods_are_a_line_with_a_gap_where_nothing_was_reported(enter, lan, told):
    answer = enter(lan).get(PAGE, {"ky": "2025", "day_ky": "nam-3"})

    (panel,) = panels(answer)
    assert isinstance(panel.chart, Lines)
    (line,) = panel.chart.lines
    assert [(one.name, one.value) for one in line.points] == [
        ("Năm 2023", None),
        ("Năm 2024", 50),
        ("Năm 2025", 40),
    ]


def test_indicators_of_one_unit_stand_together(enter, lan, told):
    (panel,) = panels(enter(lan).get(PAGE, {"ky": "2025"}))

    assert panel.title == "Xã Nam Hải, năm 2025"
    assert [one.value for one in panel.chart.bars] == [40]


def test_the_table_the_charts_and_the_map_keep_the_question(enter, minh, told):
    answer = enter(minh).get(PAGE, {"ky": "2025", "so_voi": "tb-3"})

    page = answer.content.decode()
    assert 'href="/tong-hop/bang/?don_vi=DEMO-AB&amp;duoi=commune' in page
    assert "so_voi=tb-3" in page


def test_what_one_may_not_see_is_not_there_and_an_empty_page_teaches(enter, phuc, told):
    assert enter(phuc).get(PAGE, {"don_vi": "DEMO-AB", "ky": "2025"}).status_code == 404
    assert "Chưa có số liệu để tổng hợp" in enter(phuc).get(PAGE).content.decode()


def test_a_fault_is_said_at_its_field(enter, minh, told):
    answer = enter(minh).get(PAGE, {"ky": "hôm qua"})

    assert answer.status_code == 422
    assert "drawn" not in answer.context
