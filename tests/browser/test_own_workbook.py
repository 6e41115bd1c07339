"""An officer's own workbook of a month becomes the draft of her report: in place, tap by tap."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import workbooks
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import Submission
from browser.conftest import RESULTS

WHERE = "/bang-tinh/DEMO-AB-NH/commune_month/2026M11--12-15/"
CODES = ("DEMO-AB-NH", "commune_month", "2026M11--12-15")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HABIT = replace(workbooks.SEEN[2], own_words=0.6, keeps=1.0, strangers=8, faults=3)


@pytest.fixture
def form(demo):
    return submissions.place(*CODES, by=demo["lan"]).data_set


@pytest.fixture
def own(form):
    return workbooks.write(HABIT, form, seed=3)


def bring(page, own, name="So lieu thang 11.xlsx"):
    page.goto(WHERE)
    page.get_by_label("Tệp Excel đơn vị vẫn dùng").set_input_files(
        {"name": name, "mimeType": XLSX, "buffer": own.content}
    )
    page.get_by_role("button", name="Nhận và xem").click()
    page.get_by_role("heading", name=name).wait_for()


def put_right(page, own):
    """Do what waits, one after the other; return how many times something was pressed."""
    pressed = 0
    keys = {(line, column): key for key, (line, column, _) in own.truth.items()}
    while page.locator(".line-open").count():
        waiting = page.locator(".line-open").first
        line = int(waiting.get_attribute("data-line"))
        before = page.locator("#work").element_handle()
        if waiting.locator(".ask-bad").count():
            waiting.get_by_role("textbox").fill("7")
            waiting.get_by_role("button", name="Ghi").click()
        elif line in own.strangers:
            waiting.get_by_role("button", name="Không lấy").click()
        else:
            column = int(waiting.locator("[name=column]").get_attribute("value"))
            key = keys[line, column]
            chip = waiting.locator(f"button[value='{key}']")
            if chip.count():
                chip.click()
            else:
                option = page.locator(f"#cells option[value$='[{key}]']").get_attribute("value")
                waiting.get_by_role("combobox").fill(option)
                waiting.get_by_role("button", name="Chọn").click()
        before.wait_for_element_state("hidden")
        pressed += 1
    return pressed


def test_a_month_from_the_units_own_workbook(page, sign_in, own):
    sign_in(page, "lan")
    begun = monotonic()
    bring(page, own)
    shown = monotonic()
    understood = page.locator(".sheet-summary").inner_text().replace("\n", ", ")
    page.screenshot(path=RESULTS / "own-workbook-desk.png") if RESULTS.exists() else None
    pressed = put_right(page, own)
    expect(page.get_by_role("button", name="số vào báo cáo")).to_have_text(
        f"Đưa {len(own.truth)} số vào báo cáo"
    )
    page.get_by_role("button", name="số vào báo cáo").click()
    expect(
        page.get_by_text(f"Đã đưa {len(own.truth)} số từ bảng tính vào báo cáo.")
    ).to_be_visible()
    done = monotonic()

    print(f"\n{understood}")  # noqa: T201 - the officer's seconds, to quote
    print(f"to see it {shown - begun:.1f} s, in all {done - begun:.1f} s, pressed {pressed} times")  # noqa: T201
    filled = Submission.objects.get().cells
    assert filled.keys() == own.truth.keys()
    assert done - begun < 180


def test_the_second_workbook_of_the_unit_asks_nothing_again(page, sign_in, own, form):
    sign_in(page, "lan")
    bring(page, own)
    put_right(page, own)

    same_rows = workbooks.write(replace(HABIT, faults=0, texts=0.0), form, seed=3)
    bring(page, same_rows, name="Thang sau.xlsx")

    expect(page.locator(".line-open")).to_have_count(0)


def test_by_keyboard_the_next_question_is_under_the_finger(page, sign_in, own):
    sign_in(page, "lan")
    bring(page, own)
    page.get_by_role("link", name="Tới chỗ cần xem").focus()
    page.keyboard.press("Enter")
    count = page.locator(".line-open").count()

    expect(page.locator(".line-open :focus")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page.locator(".line-open")).to_have_count(count - 1)
    expect(page.locator(".line-open :focus")).to_have_count(1)


def test_on_a_phone_the_table_scrolls_in_its_own_box(phone, sign_in, own):
    sign_in(phone, "lan")
    bring(phone, own)

    wide = phone.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    phone.get_by_role("link", name="Tới chỗ cần xem").click()
    count = phone.locator(".line-open").count()
    phone.locator(".line-open").first.get_by_role("button").first.click()
    expect(phone.locator(".line-open")).to_have_count(count - 1)


def test_both_pages_are_accessible_at_a_desk(page, sign_in, own):
    assert _both_pages(page, sign_in, own) == {"receive": [], "sheet": []}


def test_both_pages_are_accessible_on_a_phone(phone, sign_in, own):
    assert _both_pages(phone, sign_in, own) == {"receive": [], "sheet": []}


def _both_pages(page, sign_in, own):
    sign_in(page, "lan")
    page.goto(WHERE)
    faults = {"receive": _violations(page)}
    bring(page, own)
    return faults | {"sheet": _violations(page)}


def _violations(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found]
