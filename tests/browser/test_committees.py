"""A standing officer keeps the committee's list with the keyboard alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from bcd138.apps.committees.models import Seat
from browser.conftest import DESK, PHONE

LIST = "/don-vi/DEMO-AB/ban-chi-dao/"
PASTED = (
    "Họ và tên\tChức vụ\tVai trò\n"
    "Lê Thị Hoa\tGiám đốc Sở Tư pháp\tỦy viên\n"
    "Cao Văn Đức\tGiám đốc Sở Nội vụ\tỦy viên\n"
)


@pytest.fixture
def typed(page):
    def press(*keys):
        for key in keys:
            if len(key) > 1 and key in {"Tab", "Enter", "Space", "ArrowDown"}:
                page.keyboard.press(key)
            else:
                page.keyboard.type(key)

    return press


def test_a_seat_is_added_by_keyboard(page, sign_in, typed):
    sign_in(page, "minh")
    page.goto(LIST)
    page.get_by_role("link", name="Thêm thành viên").focus()
    typed("Enter")
    page.get_by_role("heading", name="Thêm thành viên").wait_for()
    page.get_by_label("Họ và tên").focus()

    typed("Lê Thị Hoa", "Tab", "Giám đốc Sở Tư pháp", "Tab", "Sở Tư pháp", "Enter")
    page.get_by_text("Chưa ghi ngày.").wait_for()
    faults = _violations(page)
    page.get_by_label("Từ ngày", exact=True).focus()
    typed("1/3/2026", "Enter")

    page.get_by_text("Đã thêm.").wait_for()
    row = page.get_by_role("row", name="Lê Thị Hoa")
    assert "Ủy viên" in row.inner_text()
    assert Seat.objects.get(person="Lê Thị Hoa").agency == "Sở Tư pháp"
    assert faults == []


def test_a_pasted_list_is_looked_at_and_kept(page, sign_in):
    sign_in(page, "minh")
    page.goto(f"{LIST}nhap/")
    page.get_by_label("Dán bảng từ Excel").fill(PASTED)
    page.get_by_label("Danh sách có hiệu lực từ ngày").fill("1/3/2026")

    page.keyboard.press("Enter")
    page.get_by_text("2 dòng đọc được, chưa ghi gì.").wait_for()
    nothing_yet = Seat.objects.filter(person="Cao Văn Đức").count()
    page.get_by_role("button", name="Ghi cả danh sách").press("Enter")

    page.get_by_text("Đã ghi 2 người vào danh sách.").wait_for()
    assert (nothing_yet, Seat.objects.filter(person="Cao Văn Đức").count()) == (0, 1)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_page_of_a_committee_is_accessible_and_fits(watched, demo, sign_in, size):
    page = watched(size)
    sign_in(page, "minh")
    seat = Seat.objects.earliest("pk").pk
    paths = ("", "?ngay=1/1/2022", "in/", "nhap/", "thoi-gian/", "ten/them/", "thuong-truc/them/")
    acts = ("thanh-vien/them/", f"thanh-vien/{seat}/", f"thanh-vien/{seat}/thoi/")
    faults = {}

    for path in (*paths, *acts):
        page.goto(f"{LIST}{path}")
        for fold in page.locator("details > summary").all():
            fold.click()
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        faults[path] = [*_violations(page), *([f"{wide} px too wide"] if wide > 0 else [])]

    assert {path: found for path, found in faults.items() if found} == {}


def _violations(page):
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"][:3]]
