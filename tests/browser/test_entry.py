"""Filling in a report without touching the mouse; on a phone; offline; and beside a colleague."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.timezone import now
from playwright.sync_api import expect

from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import Submission
from browser.conftest import DESK, PHONE

WHERE = ("DEMO-AB-NH", "commune_month", "2026M11--12-15")
REPORT = "/nhap-bao-cao/{}/{}/{}/".format(*WHERE)
BLOCK = "7\t2\t1\r\n1\t9\r\n"
_PASTE = """([element, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  element.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def report(page, sign_in):
    sign_in(page, "lan")
    page.goto(REPORT)
    return page


def _cell(page, key):
    return page.locator(f'[id="o-{key}"]')


def _mark(page, key):
    return page.locator(f'[id="m-{key}"]')


def _here(page):
    return page.evaluate("document.activeElement.id").removeprefix("o-")


def _violations(page):
    return [one["id"] for one in Axe().run(page).response["violations"]]


def _paste(page, key, text):
    page.evaluate(_PASTE, [_cell(page, key).element_handle(), text])


def _stored():
    return {key: one.get("v") for key, one in Submission.objects.latest("pk").cells.items()}


def test_a_report_goes_up_by_keyboard_and_its_figure_leads_back(report, watched, sign_in):
    page = report
    _cell(page, "social_order_crime_cases").focus()
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    assert _here(page) == "murder_cases"
    page.keyboard.type("0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+Tab")
    assert _here(page) == "social_order_crime_cases"
    expect(page.locator("#summary")).to_contain_text(re.compile(r"Đã lưu \d\d:\d\d\s*2/125 ô"))
    expect(_mark(page, "murder_cases")).to_contain_text("đã lưu")

    _cell(page, "social_order_crime_solved_offenders").focus()
    _paste(page, "social_order_crime_solved_offenders", BLOCK)
    expect(page.locator("[data-pasted]")).to_contain_text("Đã dán 4 ô. 1 số rơi vào chỗ")
    page.keyboard.press("End")
    assert _here(page) == "social_order_crime_solved_offenders:age.under_18"
    expect(_mark(page, _here(page))).to_contain_text("đã lưu")

    _cell(page, "social_order_crime_solved_cases").focus()
    page.keyboard.type("5")
    page.keyboard.press("Tab")
    stood = page.evaluate("document.activeElement.getBoundingClientRect().top")
    found = page.locator("#f-social_order_crime_solved_cases")
    expect(found).to_contain_text("Cần giải trình")
    expect(_cell(page, "social_order_clearance_rate")).to_have_text("125")
    moved = page.evaluate("document.activeElement.getBoundingClientRect().top") - stood
    assert abs(moved) < 2
    assert _here(page) == "carried_over_solved_cases"
    assert _violations(page) == []
    found.get_by_label("Giải trình").fill("một vụ từ kỳ trước")
    expect(page.locator("#summary")).to_contain_text("0 cần giải trình")

    _cell(page, "fire_cases").focus()
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Xem lại và trình ký").wait_for()
    assert _violations(page) == []
    page.get_by_role("button", name="Trình ký").press("Enter")
    expect(page.get_by_text("Chờ người ký của đơn vị")).to_be_visible()
    assert _violations(page) == []

    _sign_on_a_phone(watched, sign_in)
    above = _accept(watched, sign_in)
    figure = Submission.objects.get().data_values.get(
        indicator__code="social_order_crime_cases", breakdown=""
    )
    above.goto(f"/so-lieu/{figure.pk}/")
    above.locator("a[href*='#o-']").first.click()
    expect(_cell(above, "social_order_crime_cases")).to_be_in_viewport()
    expect(_cell(above, "social_order_crime_cases")).to_have_text("4")


def _sign_on_a_phone(watched, sign_in):
    head = watched(PHONE, has_touch=True)
    sign_in(head, "binh")
    head.goto(REPORT)
    head.get_by_role("link", name="Xem lại và ký").tap()
    expect(head.get_by_text("Bạn ký với tư cách người đứng đầu.")).to_be_visible()
    assert _violations(head) == []
    assert head.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    head.get_by_role("button", name="Ký gửi").tap()
    expect(head.get_by_text("Chờ cơ quan thường trực cấp trên tiếp nhận")).to_be_visible()


def _accept(watched, sign_in):
    above = watched()
    sign_in(above, "minh")
    above.goto(REPORT)
    above.get_by_role("button", name="Tiếp nhận").press("Enter")
    above.get_by_role("button", name="Chấp nhận").press("Enter")
    expect(above.get_by_text("Số liệu đã vào tổng hợp").first).to_be_visible()
    return above


def test_escape_gives_back_what_was_saved_and_f2_opens_the_cell(report):
    page = report
    _cell(page, "theft_cases").fill("3")
    page.keyboard.press("Enter")
    expect(_mark(page, "theft_cases")).to_contain_text("đã lưu")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("99")
    page.keyboard.press("Escape")
    expect(_cell(page, "theft_cases")).to_have_value("3")

    page.keyboard.press("F2")
    sheet = page.locator("#cell-sheet")
    expect(sheet.get_by_label("Ghi chú")).to_be_focused()
    assert _violations(page) == []
    page.keyboard.type("đã đối chiếu")
    sheet.get_by_role("button", name="Lưu").press("Enter")
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    assert _here(page) == "theft_cases"
    assert Submission.objects.get().cells["theft_cases"] == {"v": "3", "c": "đã đối chiếu"}
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()


def test_a_pasted_block_is_undone_in_one_press(report):
    page = report
    _cell(page, "fire_deaths").focus()
    _paste(page, "fire_deaths", "1\n2\n3\n")
    expect(_mark(page, "fire_damage")).to_contain_text("đã lưu")

    page.get_by_role("button", name="Hoàn tác").click()

    expect(_cell(page, "fire_injuries")).to_have_value("")
    expect(page.locator("#summary")).to_contain_text("0/125 ô")
    assert _here(page) == "fire_deaths"


def test_a_colleague_who_saved_first_is_told_of(report, demo):
    page = report
    place = selectors.place_to_fill(*WHERE, by=demo["lan"])
    services.save_cells(place=place, typed={"theft_cases": "8"}, by=demo["lan"], at=now())

    _cell(page, "theft_cases").fill("3")
    page.keyboard.press("Enter")
    panel = page.locator(".conflict")
    expect(panel.locator("tbody tr")).to_contain_text(["Trộm cắp tài sản"])
    expect(_cell(page, "theft_cases")).to_have_value("3")
    _cell(page, "fire_cases").fill("1")
    assert _violations(page) == []
    panel.get_by_role("button", name="Lưu các số tôi đánh dấu").click()

    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    assert _stored() == {"theft_cases": "3", "fire_cases": "1"}


def test_a_lost_network_is_told_and_tried_again(chromium, live_server, demo, sign_in):
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    sign_in(page, "lan")
    page.goto(REPORT)
    context.set_offline(offline=True)
    _cell(page, "theft_cases").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator("#summary")).to_contain_text("Chưa lưu, đang thử lại")
    expect(_mark(page, "theft_cases")).to_have_class(re.compile("mark-unsaved"))

    context.set_offline(offline=False)

    expect(page.locator("#summary")).to_contain_text("Đã lưu", timeout=10_000)
    expect(_mark(page, "theft_cases")).to_contain_text("đã lưu")
    assert _stored() == {"theft_cases": "3"}
    context.close()


def test_without_a_script_the_form_saves_the_same(watched, demo, sign_in):
    page = watched(java_script_enabled=False)
    sign_in(page, "lan")
    page.goto(REPORT)
    _cell(page, "theft_cases").fill("3")
    _cell(page, "fire_cases").fill("bốn")
    page.get_by_role("button", name="Lưu số liệu").click()

    expect(page.get_by_text("ô màu đỏ chưa đọc được")).to_be_visible()
    expect(_cell(page, "fire_cases")).to_have_value("bốn")
    expect(page.locator("#f-fire_cases")).to_contain_text("“bốn” không phải là số")
    assert Submission.objects.get().cells == {"theft_cases": {"v": "3"}, "fire_cases": {"t": "bốn"}}


def test_on_a_phone_one_row_at_a_time(phone, sign_in):
    sign_in(phone, "lan")
    phone.goto(REPORT)
    shown = phone.locator(".entry-row:visible")
    expect(shown).to_have_count(1)
    expect(_cell(phone, "social_order_crime_cases")).to_have_attribute("inputmode", "decimal")
    _cell(phone, "social_order_crime_cases").fill("4")
    phone.get_by_role("button", name="Dòng sau").tap()
    expect(shown).to_contain_text("Giết người")
    assert _here(phone) == "murder_cases"
    expect(phone.locator("#summary")).to_contain_text("1/125 ô")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    assert _violations(phone) == []
    phone.get_by_role("button", name="Xem cả biểu").tap()
    expect(shown).to_have_count(phone.locator(".entry-row").count())
    for path in ("/nhap-bao-cao/", f"{REPORT}gui/", f"{REPORT}o/theft_cases/"):
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        assert _violations(phone) == []


@pytest.fixture
def signed(demo):
    place = selectors.place_to_fill(*WHERE, by=demo["lan"])
    services.fill_empty(place=place, how="zero", by=demo["lan"], at=now())
    report = services.submit(place=place, by=demo["lan"], at=now())
    return services.sign(submission_id=report.pk, by=demo["binh"], at=now())


def _reason(page, name):
    return page.get_by_role("button", name=f"Lý do trả lại ô: {name}", exact=True)


def test_reasons_are_written_at_the_cells_by_keyboard_and_lead_there(
    page, sign_in, signed, watched
):
    sign_in(page, "minh")
    page.goto(REPORT)
    _reason(page, "Trộm cắp tài sản").press("Enter")
    page.keyboard.type("Công an tỉnh đếm 2")
    assert _violations(page) == []
    page.keyboard.press("Escape")
    expect(_reason(page, "Trộm cắp tài sản")).to_be_focused()
    _reason(page, "Cướp tài sản").press("Enter")
    page.keyboard.type("Thiếu một vụ")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tiếp nhận").press("Enter")
    page.get_by_text("và đang soát").wait_for()
    page.locator(".entry-steps").get_by_role("button", name="Trả lại 2 ô").press("Enter")
    expect(page.get_by_label("Lý do chung")).to_be_focused()
    page.keyboard.type("Soát lại nhóm sở hữu")
    assert _violations(page) == []
    page.locator("#return-form").get_by_role("button", name="Trả lại 2 ô").press("Enter")
    expect(page.get_by_text("Đã trả lại báo cáo, 2 ô có lý do.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0

    below = watched(PHONE, has_touch=True)
    sign_in(below, "lan")
    below.goto(REPORT)
    back = below.get_by_role("region", name="Bị trả lại: 2 ô có lý do")
    expect(back).to_contain_text("Soát lại nhóm sở hữu")
    assert _violations(below) == []
    back.get_by_role("link", name="Trộm cắp tài sản").tap()
    expect(_cell(below, "theft_cases")).to_be_focused()
    expect(below.locator(".returned-row:visible")).to_contain_text("Công an tỉnh đếm 2")
    assert below.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_without_a_script_a_report_is_returned_with_a_reason_at_a_cell(watched, sign_in, signed):
    page = watched(PHONE, java_script_enabled=False)
    sign_in(page, "minh")
    page.goto(REPORT)
    _reason(page, "Trộm cắp tài sản").click()
    page.get_by_label("Lý do trả lại: Trộm cắp tài sản").fill("Công an tỉnh đếm 2")
    page.get_by_role("button", name="Xong", exact=True).click()
    page.locator(".entry-steps").get_by_role("button", name="Trả lại").click()
    page.locator("#return-form").get_by_role("button", name="Trả lại").click()

    expect(page.get_by_text("Đã trả lại báo cáo, 1 ô có lý do.")).to_be_visible()
    signed.refresh_from_db()
    assert signed.steps.last().reasons == {"theft_cases": "Công an tỉnh đếm 2"}


def test_an_amendment_and_its_receipt_are_readable_by_everyone(page, sign_in, signed, demo):
    services.approve(submission_id=signed.pk, by=demo["minh"], at=now())
    sign_in(page, "lan")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        for path in ("", "?ban=1", "dinh-chinh/", "bien-nhan/"):
            page.goto(f"{REPORT}{path}")
            assert _violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    page.goto(f"{REPORT}dinh-chinh/")
    page.get_by_label("Lý do đính chính").fill("Đếm trùng một vụ")
    page.get_by_role("button", name="Mở bản đính chính").press("Enter")
    expect(page.get_by_text("Bản 1 đang có hiệu lực")).to_be_visible()
    page.locator("#duong-di summary").press("Enter")
    assert _violations(page) == []
