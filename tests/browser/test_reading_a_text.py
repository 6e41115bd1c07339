"""Receive a text, look at what was read, and decide by keyboard alone, by hand, without script."""

from __future__ import annotations

import re

from playwright.sync_api import expect

CAO_BANG, NAM_HAI = "cao-bang-2018.txt", "minh-hoa-xa-nam-hai-2025.txt"


def _states(page):
    return page.locator(".suggestion").evaluate_all("rows => rows.map(row => row.dataset.state)")


def _current(page):
    return page.locator(".suggestion.current")


def test_sign_in_names_the_demo_accounts_and_leads_home(page, sign_in):
    page.goto("/")
    expect(page.get_by_text("Bản chạy thử có tài khoản minh họa")).to_be_visible()

    sign_in(page, "lan")

    expect(page.locator(".top-unit-name")).to_have_text(re.compile("Nam Hải"))


def test_wrong_password_says_what_to_check(page):
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập").click()

    expect(page.get_by_role("alert")).to_contain_text("bộ gõ dấu")


def test_upload_leads_to_the_text_with_its_figures_marked(page, sign_in, receive):
    sign_in(page, "hoa")

    receive(page, CAO_BANG)

    expect(page.locator("mark.read", has_text="388")).to_be_visible()
    expect(page.locator(".head-facts")).to_contain_text("không có trong văn bản")
    expect(page.locator("#counters")).to_contain_text("đã xem 0/")


def test_bad_file_is_refused_in_words_and_the_good_one_is_kept(page, sign_in):
    sign_in(page, "hoa")
    page.goto("/van-ban/nhan/")
    page.get_by_label("Tệp").set_input_files(
        [
            {"name": "mat.txt", "mimeType": "text/plain", "buffer": "MẬT\nBáo cáo".encode()},
            {"name": "rong.txt", "mimeType": "text/plain", "buffer": b" "},
            {
                "name": "tot.txt",
                "mimeType": "text/plain",
                "buffer": "Năm 2018, khám phá 12 vụ trộm cắp tài sản.".encode(),
            },
        ]
    )

    page.get_by_role("button", name="Nhận và đọc").click()

    expect(page.get_by_text("dấu chỉ độ mật").first).to_be_visible()
    expect(page.get_by_text("tệp không có chữ nào")).to_be_visible()
    expect(page.get_by_text("đã nhận và đọc", exact=True)).to_be_visible()


def test_unit_is_chosen_by_a_folded_name(page, sign_in, receive, choose_unit):
    sign_in(page, "hoa")
    receive(page, CAO_BANG)

    choose_unit(page, "cao bang", "Cao Bằng")

    expect(page.locator(".head-facts")).to_contain_text("người dùng chọn")


def test_figures_are_decided_by_keyboard_alone(page, sign_in, receive, choose_unit):
    sign_in(page, "hoa")
    receive(page, CAO_BANG)
    choose_unit(page, "cao bang", "Cao Bằng")
    first = page.locator(".suggestion").first

    page.keyboard.press("a")
    expect(first).to_have_attribute("data-state", "accepted")
    expect(page.locator("mark.read[data-state=accepted]").first).to_be_visible()

    page.keyboard.press("z")
    expect(first).to_have_attribute("data-state", "pending")

    page.keyboard.press("r")
    expect(first).to_have_attribute("data-state", "rejected")

    second = page.locator(".suggestion").nth(1)
    expect(second).to_have_class(re.compile("current"))
    page.keyboard.press("j")
    expect(page.locator(".suggestion").nth(2)).to_have_class(re.compile("current"))
    expect(page.locator(".original .lit").first).to_be_in_viewport()
    page.keyboard.press("k")
    expect(second).to_have_class(re.compile("current"))

    page.keyboard.press("e")
    value = second.get_by_label("Giá trị")
    expect(value).to_be_focused()
    value.fill("1.234")
    value.press("Enter")
    expect(second).to_have_attribute("data-state", "corrected")
    expect(second).to_contain_text("1.234")

    page.keyboard.press("Shift+A")
    expect(page.locator(".notice")).to_contain_text("số liệu chắc")
    assert _states(page).count("accepted") > 5


def test_unit_is_found_and_chosen_without_a_mouse(page, sign_in, receive):
    sign_in(page, "hoa")
    receive(page, CAO_BANG)
    found = page.locator("#unit-choices button", has_text="Cao Bằng").first

    page.keyboard.press("u")
    page.keyboard.type("cao bang", delay=60)
    found.wait_for()
    expect(page.get_by_label("Tìm đơn vị theo tên")).to_be_focused()
    expect(page.get_by_label("Tìm đơn vị theo tên")).to_have_value("cao bang")
    page.keyboard.press("Enter")
    expect(found).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator(".head-facts")).to_contain_text("Tỉnh Cao Bằng")


def test_one_key_confirms_everything_to_the_end(page, sign_in, receive, choose_unit):
    sign_in(page, "hoa")
    receive(page, CAO_BANG)
    choose_unit(page, "cao bang", "Cao Bằng")
    total = len(_states(page))

    for count in range(1, total + 1):
        page.keyboard.press("a")
        expect(page.locator("#counters")).to_contain_text(f"đã xem {count}/{total}")

    assert set(_states(page)) == {"accepted"}
    expect(page.locator("#counters")).to_contain_text("Đã xong")
    page.locator("#counters").get_by_role("link", name="Xem tổng hợp").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("tỉnh Cao Bằng")


def test_wrong_number_comes_back_with_its_row(page, sign_in, receive, choose_unit):
    sign_in(page, "hoa")
    receive(page, CAO_BANG)
    choose_unit(page, "cao bang", "Cao Bằng")

    page.keyboard.press("e")
    _current(page).get_by_label("Giá trị").fill("83.6")
    page.keyboard.press("Enter")

    expect(_current(page).locator(".fault")).to_contain_text("1.234,5")
    expect(_current(page).get_by_label("Giá trị")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("form.correct")).to_have_count(0)


def test_deciding_without_a_unit_says_what_to_do(page, sign_in, receive):
    sign_in(page, "hoa")
    receive(page, CAO_BANG)

    page.keyboard.press("a")

    expect(page.get_by_role("alert")).to_contain_text("Mời chọn đơn vị")
    assert "accepted" not in _states(page)


def test_question_mark_opens_the_keys(page, sign_in, receive):
    sign_in(page, "hoa")
    receive(page, CAO_BANG)

    page.keyboard.press("?")

    expect(page.get_by_role("dialog")).to_contain_text("lùi lại quyết định vừa rồi")


def test_deciding_works_without_script(watched, demo, sign_in, receive):
    page = watched(java_script_enabled=False)
    sign_in(page, "hoa")
    receive(page, CAO_BANG)
    page.get_by_label("Tìm đơn vị theo tên").fill("cao bang")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("button", name="Chọn tỉnh Cao Bằng", exact=True).click()
    first = page.locator(".suggestion").first

    first.get_by_role("button", name="Nhận").click()
    expect(first).to_have_attribute("data-state", "accepted")

    second = page.locator(".suggestion").nth(1)
    second.get_by_role("link", name="Sửa").click()
    second.get_by_label("Giá trị").fill("15")
    second.get_by_role("button", name="Lưu và nhận").click()
    expect(second).to_have_attribute("data-state", "corrected")


def test_phone_decides_with_the_thumb_bar(phone, sign_in, receive, choose_unit):
    sign_in(phone, "hoa")
    receive(phone, CAO_BANG)
    choose_unit(phone, "cao bang", "Cao Bằng")

    phone.locator("#thumb-bar").get_by_role("button", name="Nhận").click()

    expect(phone.locator(".suggestion").first).to_have_attribute("data-state", "accepted")
