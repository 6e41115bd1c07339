"""A province officer adds up the communes, follows a number home and takes the table along."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect

from browser.conftest import DESK, PHONE, RESULTS, SAMPLES


@pytest.fixture
def told(demo, tmp_path):
    """Read and confirm the sample reports: three communes of An Bình and the province itself."""
    call_command("main_job", SAMPLES, out=tmp_path)


@pytest.mark.parametrize(("name", "size"), [("desk", DESK), ("phone", PHONE)])
def test_communes_are_added_up_and_each_number_leads_home(name, size, watched, told, sign_in):
    page = watched(size)
    sign_in(page, "minh")

    page.goto("/tong-hop/")
    page.get_by_role("link", name="Bảng tổng hợp").click()
    page.get_by_label("Kỳ", exact=True).select_option("2025")
    page.get_by_role("button", name="Xem").click()

    table = page.get_by_role("table")
    expect(table.get_by_role("row").filter(has_text="cộng từ cấp xã")).to_have_count(1)
    assert Axe().run(page).response["violations"] == []
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / f"pivot-{name}.png")

    page.get_by_role("link", name="Xã Nam Hải (minh họa)").click()
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Câu văn gốc")).to_be_visible()


def test_an_indicator_is_found_while_typing_and_the_view_is_kept(page, told, sign_in):
    sign_in(page, "minh")
    page.goto("/tong-hop/bang/?ky=2025")

    page.get_by_text("Chỉ tiêu (3)").click()
    page.get_by_label("Thêm chỉ tiêu").press_sequentially("doi tuong ma tuy")
    page.get_by_label("Số đối tượng phạm tội về ma túy", exact=True).check()
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_text("Chỉ tiêu (4)")).to_be_visible()
    page.get_by_text("Lưu cách xem", exact=True).click()
    page.get_by_label("Tên", exact=True).fill("Ma túy, lũy kế")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu cách xem")).to_be_visible()

    page.goto("/tong-hop/cach-xem/")
    page.get_by_role("link", name="Ma túy, lũy kế").click()
    expect(page.get_by_text("Chỉ tiêu (4)")).to_be_visible()
