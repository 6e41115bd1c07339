"""A question over totals is drawn as charts and on a map; a leader sees four numbers first."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect

from browser.conftest import DESK, PHONE, RESULTS, SAMPLES

SIZES = pytest.mark.parametrize(("name", "size"), [("desk", DESK), ("phone", PHONE)])


@pytest.fixture
def told(demo, tmp_path):
    """Read and confirm the sample reports: three communes of An Bình, Cao Bằng, Thái Bình."""
    call_command("main_job", SAMPLES, out=tmp_path)


def looked_at(page, name):
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / f"{name}.png", full_page=True)


@SIZES
def test_a_bar_leads_to_what_it_counts(name, size, watched, told, sign_in):
    page = watched(size)
    sign_in(page, "minh")
    page.goto("/tong-hop/bang/?ky=2025")
    page.get_by_role("link", name="biểu đồ").click()

    shown = page.locator(".for-phone" if name == "phone" else ".for-desk").first
    expect(shown.locator("svg")).to_be_visible()
    looked_at(page, f"charts-{name}")

    shown.get_by_role("link", name=re.compile("^Xã Nam Hải.*năm 2025")).press("Enter")
    expect(page.get_by_role("heading", name="Câu văn gốc")).to_be_visible()


@SIZES
def test_the_map_has_the_provinces_of_the_day(name, size, watched, told, sign_in):
    page = watched(size)
    sign_in(page, "hoa")
    page.goto("/tong-hop/bieu-do/?don_vi=VN&duoi=province&ky=2022&so_voi=&ranh_gioi=2025-06-30")
    page.get_by_role("link", name="bản đồ").click()

    expect(page.locator("svg.country .area")).to_have_count(63)
    expect(page.get_by_text("Quần đảo Hoàng Sa").first).to_be_attached()
    looked_at(page, f"map-{name}")

    page.get_by_role("link", name=re.compile("^Tỉnh Thái Bình:")).press("Enter")
    page.wait_for_url("**/ban-do/?don_vi=34**")
    expect(page.locator("svg.province")).to_be_visible()


@SIZES
def test_a_leader_goes_from_a_number_to_its_source_in_two_steps(name, size, watched, told, sign_in):
    page = watched(size)
    sign_in(page, "thang")
    page.get_by_role("link", name="Bảng lãnh đạo").click()

    expect(page.locator(".leader-card")).to_have_count(4)
    looked_at(page, f"leader-{name}")

    page.locator(".leader-number a").first.click()
    page.locator("main table a, main .facts a, main li a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
