"""A standing officer enters an act with the keyboard, looks at it, saves it and undoes it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from bcd138.apps.orgunits.models import Act, OrgUnit
from browser.conftest import DESK, PHONE

FORM = "/don-vi/van-ban/nhap/"


@pytest.fixture
def checked():
    """Look at a page as it stands: what axe finds, and whether it is wider than the screen."""

    def look(page):
        found = Axe().run(page).response["violations"]
        told = [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"][:3]]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return [*told, *([f"{wide} px too wide"] if wide > 0 else [])]

    return look


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_an_act_is_entered_looked_at_saved_and_undone_by_keyboard(
    watched, demo, sign_in, checked, size
):
    page = watched(size)
    sign_in(page, "minh")
    page.goto("/don-vi/van-ban/")
    page.get_by_role("link", name="Nhập văn bản sắp xếp").press("Enter")
    page.get_by_role("heading", name="Nhập văn bản sắp xếp").wait_for()
    faults = {"form": checked(page)}

    _type(page, "id_number", "12/NQ-HĐND")
    _type(page, "id_title", "Về việc sắp xếp đơn vị hành chính cấp xã")
    _type(page, "id_issued_on", "1/11/2026")
    _type(page, "id_effective_on", "1/12/2026")
    page.get_by_role("button", name="Thêm dòng").press("Enter")
    page.locator("#r9").wait_for()
    assert page.evaluate("document.activeElement.id") == "r5-kind"
    _merge(page, 1, "Xã Nam Hải", "Xã Nam Đông")
    _merge(page, 2, "Xã Đông Phong", "")
    page.locator("#r2-name").press("Enter")

    page.locator("#fault-summary").wait_for()
    faults["faults"] = checked(page)
    page.get_by_role("link", name="Dòng 2, Thành đơn vị mới").press("Enter")
    assert page.evaluate("document.activeElement.id") == "r2-name"
    page.keyboard.type("Xã Nam Đông")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Trước khi lưu").wait_for()
    faults["preview"] = checked(page)
    nothing_yet = Act.objects.filter(number="12/NQ-HĐND").count()
    page.get_by_role("button", name="Lưu văn bản").press("Enter")

    page.get_by_text("Đã lưu văn bản 12/NQ-HĐND.").wait_for()
    faults["saved"] = checked(page)
    saved = OrgUnit.objects.filter(name="Xã Nam Đông").count()
    page.get_by_role("link", name="Hoàn tác").press("Enter")
    page.get_by_role("heading", name="Hoàn tác: 12/NQ-HĐND").wait_for()
    faults["undo"] = checked(page)
    page.get_by_role("button", name="Hoàn tác văn bản này").press("Enter")

    page.get_by_text("Đã hoàn tác văn bản 12/NQ-HĐND").wait_for()
    assert (nothing_yet, saved, OrgUnit.objects.filter(name="Xã Nam Đông").count()) == (0, 1, 0)
    assert {step: found for step, found in faults.items() if found} == {}


def test_a_long_pasted_table_with_faults_is_accessible(watched, demo, sign_in, checked):
    page = watched(PHONE)
    sign_in(page, "minh")
    page.goto(FORM)
    lines = [f"nhập\tXã Lạ {number}\tXã Mới {number // 2}" for number in range(60)]
    page.get_by_label("Dán bảng").fill("\n".join(["Việc\tĐơn vị\tThành đơn vị mới", *lines]))
    _type(page, "id_effective_on", "1/12/2026")
    page.locator("#id_effective_on").press("Enter")

    page.locator("#held").wait_for()
    assert page.get_by_text("60 dòng cần sửa trong 60 dòng của bảng").count() == 1
    assert checked(page) == []


def _type(page, field, words):
    page.locator(f"#{field}").focus()
    page.keyboard.type(words)


def _merge(page, line, unit, name):
    page.locator(f"#r{line}-kind").focus()
    page.keyboard.press("ArrowDown")  # the first change of the list: a merge
    _type(page, f"r{line}-unit", unit)
    _type(page, f"r{line}-name", name)
