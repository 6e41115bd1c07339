"""The register of org units by keyboard, with and without a script, at a desk and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from bcd138.apps.orgunits.models import Act
from browser.conftest import DESK, PHONE

PAGES = ("/don-vi/", "/don-vi/?ngay=2025-06-30&mo=227", "/don-vi/25.2025/", "/don-vi/van-ban/")


def test_a_former_province_is_found_followed_and_left_by_the_map(page, sign_in):
    sign_in(page, "hoa")
    page.goto("/don-vi/")

    page.get_by_label("Tìm đơn vị").focus()
    page.keyboard.type("quang nam")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Tỉnh Quảng Nam").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Thành phố Đà Nẵng").wait_for()

    page.get_by_role("navigation", name="Đơn vị cấp trên").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Bản đồ các tỉnh").get_by_role(
        "link", name="tỉnh Cao Bằng"
    ).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Tỉnh Cao Bằng").wait_for()


def test_the_tree_opens_in_its_place_and_the_focus_stays(page, sign_in):
    sign_in(page, "hoa")
    page.goto("/don-vi/")

    page.get_by_role("button", name="Mở tỉnh Phú Thọ").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Phường Phú Thọ").wait_for()

    assert page.url.endswith("/don-vi/")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Mở tỉnh Phú Thọ").wait_for()


def test_without_a_script_the_tree_opens_by_its_links(watched, demo, sign_in):
    page = watched(java_script_enabled=False)
    sign_in(page, "hoa")
    page.goto("/don-vi/?ngay=2025-06-30")

    page.get_by_role("button", name="Mở tỉnh Phú Thọ").click()
    page.get_by_role("button", name="Mở thành phố Việt Trì").click()

    assert page.locator(".leaves a").count() == 20
    assert "ngay=2025-06-30" in page.url


def test_a_dot_of_the_map_leads_to_its_commune(page, sign_in):
    sign_in(page, "hoa")
    page.goto("/don-vi/25.2025/")

    page.get_by_role("link", name="phường Việt Trì", exact=True).click()

    page.get_by_role("heading", level=1, name="Phường Việt Trì").wait_for()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_register_is_readable_by_everyone_in_either_language(size, watched, demo, sign_in):
    page = watched(size)
    axe = Axe()
    sign_in(page, "hoa")
    act = f"/don-vi/van-ban/{Act.objects.latest('effective_on').pk}/"
    page.context.add_cookies(
        [
            {
                "name": "django_language",
                "value": "en",
                "url": page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2],
            }
        ]
    )

    faults = {}
    for path in (*PAGES, act):
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found = [one["id"] for one in axe.run(page).response["violations"]]
        faults[path] = found + ([f"{wide} px too wide"] if wide > 0 else [])

    assert {path: found for path, found in faults.items() if found} == {}
