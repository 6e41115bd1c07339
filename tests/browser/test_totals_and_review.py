"""Confirmed figures lead back to their sentence, and become a review one can take home."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def confirmed(page, sign_in, receive, choose_unit):
    """Two texts of two provinces, their certain figures confirmed."""
    sign_in(page, "hoa")
    for name, typed, unit in (
        ("cao-bang-2018.txt", "cao bang", "Cao Bằng"),
        ("thai-binh-2022.txt", None, "Thái Bình"),
    ):
        receive(page, name)
        if typed:
            choose_unit(page, typed, unit)
        page.keyboard.press("Shift+A")
        expect(page.locator(".notice")).to_contain_text("số liệu chắc")
    return page


def test_side_by_side_leads_back_to_the_sentence(confirmed):
    page = confirmed
    page.goto("/tong-hop/so-sanh/")
    heads = page.locator("table").first.locator("thead th")
    expect(heads.filter(has_text="Cao Bằng")).to_contain_text("năm 2018")
    expect(heads.filter(has_text="Thái Bình")).to_contain_text("năm 2022")

    page.get_by_role("link", name=re.compile(r"^388")).first.click()
    expect(page.locator(".source-quote mark")).to_contain_text("388")
    expect(page.locator(".facts").first).to_contain_text("Phạm Thu Hòa")

    page.locator(".source-line a").click()
    expect(page.locator(".original .lit").first).to_be_in_viewport()
    expect(page.locator(".original .lit").first).to_contain_text("388")


def test_ratio_shows_its_formula(confirmed):
    page = confirmed
    page.goto("/tong-hop/?don_vi=04")

    page.locator("td.num", has_text="164/199").get_by_role("link").click()

    expect(page.locator(".formula")).to_have_text("164/199 = 82,41 %")


def test_review_is_drafted_and_downloaded(confirmed, tmp_path):
    page = confirmed
    page.goto("/bao-cao/")
    page.get_by_label("Đơn vị và kỳ đã có số liệu").select_option("04@2018")
    page.get_by_role("button", name="Lập báo cáo tổng kết").click()
    expect(page.locator("article.paper")).to_contain_text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    expect(page.locator("article.paper a.figure", has_text="388").first).to_be_visible()

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải Word (.docx)").click()
    waiting.value.save_as(tmp_path / "review.docx")

    assert (tmp_path / "review.docx").read_bytes().startswith(b"PK")
