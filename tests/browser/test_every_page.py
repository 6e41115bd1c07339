"""Every page at a desk and on a phone: readable by everyone, nothing beyond the edge."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from bcd138.apps.intake.models import ReceivedText, Suggestion
from bcd138.apps.orgunits.models import Act
from bcd138.apps.reports.models import Report
from bcd138.apps.submissions.models import DataValue
from browser.conftest import DESK, PHONE, RESULTS, SAMPLES

PAGES = (
    "/",
    "/van-ban/",
    "/van-ban/nhan/",
    "/tong-hop/",
    "/tong-hop/so-sanh/",
    "/tong-hop/bang/",
    "/tong-hop/bang/?ky=2025&cap=commune&hang_so=1&so_voi=nhom",
    "/tong-hop/bang/?ky=hom-qua",
    "/tong-hop/cach-xem/",
    "/bao-cao/",
    "/chi-tieu/",
    "/chi-tieu/social_order_clearance_rate/",
    "/don-vi/",
    "/don-vi/?ngay=2025-06-30&mo=227",
    "/don-vi/?tim=phu+tho",
    "/don-vi/25.2025/",
    "/don-vi/25/",
    "/don-vi/van-ban/",
    "/nhap-bao-cao/",
    "/nhap-bao-cao/chot/",
    "/tinh-hinh-nop/",
    "/thong-bao/",
    "/don-vi/DEMO-AB-NH/nguoi-ky/",
    "/chi-tieu/bieu-mau/",
    "/chi-tieu/bieu-mau/commune_month/",
    "/chi-tieu/ky-bao-cao/",
    "/chi-tieu/phan-to/",
    "/chi-tieu/quy-tac/",
    "/mau-bieu/thiet-ke/",
    "/styleguide/",
    "/khong-co/",
)


@pytest.fixture
def main_job_done(demo, tmp_path):
    call_command("main_job", SAMPLES, out=tmp_path)
    texts = ReceivedText.objects.order_by("pk")
    return [
        *[f"/van-ban/{text.pk}/" for text in texts],
        _correction(),
        f"/so-lieu/{DataValue.objects.earliest('pk').pk}/",
        f"/bao-cao/{Report.objects.earliest('pk').pk}/",
        f"/don-vi/van-ban/{Act.objects.latest('effective_on').pk}/",
    ]


def _correction():
    figure = Suggestion.objects.filter(state="pending", kind="figure").earliest("pk")
    return f"/van-ban/{figure.text_id}/goi-y/{figure.pk}/sua/"


@pytest.mark.parametrize(("name", "size"), [("desk", DESK), ("phone", PHONE)])
def test_every_page_is_accessible_and_fits(name, size, watched, main_job_done, sign_in):
    page = watched(size)
    axe = Axe()
    faults = {}
    page.goto("/dang-nhap/")
    faults["/dang-nhap/"] = _violations(axe, page)
    sign_in(page, "hoa")

    for path in [*PAGES, *main_job_done]:
        page.goto(path)
        faults[path] = _violations(axe, page) + _beyond_the_edge(page)

    RESULTS.mkdir(exist_ok=True)
    page.goto("/styleguide/")
    page.screenshot(path=RESULTS / f"styleguide-{name}.png", full_page=True)
    assert {path: found for path, found in faults.items() if found} == {}


def test_empty_pages_teach(page, sign_in):
    sign_in(page, "phuc")
    axe = Axe()

    for path in (
        "/",
        "/van-ban/",
        "/tong-hop/",
        "/tong-hop/so-sanh/",
        "/tong-hop/bang/",
        "/bao-cao/",
    ):
        page.goto(path)
        assert page.locator(".empty-block a.btn-primary").count() == 1
        assert _violations(axe, page) == []


def test_english_is_one_button_away_and_stays(page, sign_in):
    sign_in(page, "lan")

    page.get_by_role("button", name="English").click()
    page.goto("/chi-tieu/")

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("heading", level=1).inner_text() == "Indicators"
    page.get_by_role("button", name="Tiếng Việt").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Danh mục chỉ tiêu"


def test_tab_reaches_the_content_first(page, sign_in):
    sign_in(page, "lan")
    page.goto("/van-ban/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def _violations(axe, page):
    found = axe.run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for one in found
        for node in one["nodes"][:3]
    ]


def _beyond_the_edge(page):
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"{wide} px too wide"] if wide > 0 else []
