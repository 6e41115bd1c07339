"""A standing officer designs a form with the keyboard alone, and takes its file away."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from bcd138.apps.designs.models import FormDesign
from bcd138.formats.data_set_schemas import DataSetEntry
from browser.conftest import DESK, PHONE

STEPS = ("", "muc/", "thuyet-minh/", "quy-tac/", "xem/")
REFERENCE = ("bieu-mau/", "bieu-mau/commune_month/", "ky-bao-cao/", "phan-to/", "quy-tac/")
TRIAL = (
    "/chi-tieu/thu-dinh-nghia/?chi_tieu=social_order_clearance_rate&factor=1000&begins=01/01/2027"
    "&source=09/2019/N%C4%90-CP&why=Th%E1%BB%AD&asked=2026&thu=1"
)


@pytest.fixture
def keys(page):
    """Type words, or press a key that has a name; never the mouse."""

    def press(*typed):
        for each in typed:
            if each in {"Tab", "Enter", "ArrowDown", "Space"}:
                page.keyboard.press(each)
            else:
                page.keyboard.type(each)

    return press


def test_a_form_is_designed_by_keyboard_and_exported(page, sign_in, keys):
    sign_in(page, "minh")
    page.goto("/mau-bieu/thiet-ke/")
    page.get_by_role("button", name="Lập bản thiết kế").focus()
    keys("Enter")
    page.get_by_role("heading", name="Biểu mẫu mới").wait_for()
    page.get_by_label("Tên biểu mẫu").focus()
    keys("Báo cáo tháng cao điểm", "Tab", "commune_peak", "Tab", "15/12/2026", "Tab")
    keys("ArrowDown", "Tab", "ArrowDown", "Tab")
    page.get_by_label("Căn cứ: văn bản").focus()
    keys("09/2019", "Tab")
    page.locator("#design-steps a[aria-current]:not(:has(.tab-count))").wait_for()

    page.get_by_role("link", name="Mục, dòng, cột").press("Enter")
    page.get_by_label("Tên mục 1").focus()
    keys("Tội phạm", "Tab")
    for query in ("social_order_crime_cases", "social_order_crime_solved_cases"):
        _add_row(page, keys, query)
    page.get_by_role("button", name="Chuyển lên: Số vụ phạm tội về TTXH đã điều tra").focus()
    keys("Enter")
    page.locator("#s0r0", has_text="social_order_crime_solved_cases").wait_for()
    focused = page.evaluate("document.activeElement.id")
    keys("Enter")
    page.get_by_role("link", name="Quy tắc").press("Enter")
    page.get_by_label("Loại quy tắc để thêm").focus()
    keys("ArrowDown", "Tab", "Enter")
    for side, down, words in (("left", 1, "đã điều tra"), ("right", 2, "xảy ra")):
        page.locator(f"#cells-0-{side}").focus()
        keys(*["ArrowDown"] * down, "Tab", "Enter")
        page.locator(".chip", has_text=words).wait_for()
    page.get_by_role("link", name="Xem và xuất tệp").first.press("Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name="Xuất tệp để thẩm định").press("Enter")

    content = yaml.safe_load(Path(download.value.path()).read_text(encoding="utf-8"))
    entry = DataSetEntry.model_validate(content)
    assert focused == "move-row-0-0--1"
    assert download.value.suggested_filename == "commune_peak_2026-12-15.yaml"
    assert entry.name == "Báo cáo tháng cao điểm"
    assert [row.element for row in entry.sections[0].rows] == [
        "social_order_crime_solved_cases",
        "social_order_crime_cases",
    ]
    assert [(one.kind, one.left, one.right) for one in entry.rules] == [
        ("at_most", ("social_order_crime_solved_cases",), ("social_order_crime_cases",))
    ]


def test_a_row_may_lose_its_count_and_says_so_at_its_place(page, sign_in):
    sign_in(page, "minh")
    page.goto("/mau-bieu/thiet-ke/")
    page.get_by_label("Bắt đầu từ").select_option("commune_month")
    page.get_by_role("button", name="Lập bản thiết kế").click()
    page.get_by_role("link", name="Mục, dòng, cột").click()

    page.locator("#s0r0").get_by_role("button", name="Bỏ dòng").click()

    rate = page.locator(".design-row", has_text="social_order_clearance_rate")
    rate.locator(".fault").wait_for()
    assert "tính từ số không có trong biểu" in rate.locator(".fault").inner_text()
    assert page.evaluate("document.activeElement.id") == "find-0"


def test_a_tick_changes_the_preview_and_nothing_that_is_typed(page, sign_in):
    sign_in(page, "minh")
    page.goto("/mau-bieu/thiet-ke/")
    page.get_by_label("Bắt đầu từ").select_option("commune_month")
    page.get_by_role("button", name="Lập bản thiết kế").click()
    page.get_by_role("link", name="Mục, dòng, cột").click()
    page.get_by_text("125 ô nhập").wait_for()

    page.locator("#s0r0").get_by_label("Nữ").check()
    page.locator("#s0r1").get_by_label("Lời ghi").fill("Giết người, trong đó")
    page.get_by_text("126 ô nhập").wait_for()
    page.locator("#s0r1").get_by_label("Lời ghi").press("Tab")
    page.get_by_role("rowheader", name="Giết người, trong đó").wait_for()

    design = FormDesign.objects.get()
    assert design.content["sections"][0]["rows"][0]["options"] == ["sex.female"]
    assert design.content["sections"][0]["rows"][1]["label"] == "Giết người, trong đó"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_is_accessible_and_fits(watched, demo, sign_in, size):
    page = watched(size)
    sign_in(page, "minh")
    page.goto("/mau-bieu/thiet-ke/")
    page.get_by_label("Bắt đầu từ").select_option("front_year")
    page.get_by_role("button", name="Lập bản thiết kế").click()
    page.get_by_role("heading", level=1).wait_for()
    design = page.url
    faults = {}

    addresses = [
        "/mau-bieu/thiet-ke/",
        *(f"{design}{step}" for step in STEPS),
        *(f"/chi-tieu/{each}" for each in REFERENCE),
        "/chi-tieu/thu-dinh-nghia/",
        TRIAL,
    ]
    for address in addresses:
        page.goto(address)
        faults[address] = [
            (one["id"], one["nodes"][0]["target"]) for one in Axe().run(page).response["violations"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        faults[address] += [f"{wide} px too wide"] if wide > 0 else []

    assert {address: found for address, found in faults.items() if found} == {}


def _add_row(page, keys, query):
    page.locator("#find-0").focus()
    keys(query)
    page.locator("#found-0 .found-rows", has_text=query).wait_for()
    keys("Enter")
    page.locator(".design-row", has_text=query).wait_for()


def test_what_was_typed_last_is_saved_before_the_page_is_left(page, sign_in):
    sign_in(page, "minh")
    page.goto("/mau-bieu/thiet-ke/")
    page.get_by_role("button", name="Lập bản thiết kế").click()
    page.get_by_label("Tên biểu mẫu").fill("Báo cáo quý")

    page.get_by_role("link", name="Quy tắc").click()

    page.get_by_role("heading", name="Báo cáo quý").wait_for()
    assert FormDesign.objects.get().name == "Báo cáo quý"
