"""The pictures of README and of the guide, made from the demo so that they never lie.

They go to ``test-results/pictures``, or to the folder that ``BCD138_PICTURES`` names.
"""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.intake.models import ReceivedText
from bcd138.apps.reports.models import Report
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from browser.conftest import RESULTS, SAMPLES

FOLDER = Path(os.environ.get("BCD138_PICTURES") or RESULTS / "pictures")

_OF_TOTALS = {"bang-tong-hop": "/tong-hop/bang/", "bieu-do": "/tong-hop/bieu-do/"}


@pytest.fixture
def main_job_done(demo, tmp_path):
    call_command("main_job", SAMPLES, out=tmp_path)


@pytest.mark.usefixtures("main_job_done")
def test_pictures_of_the_guide_are_made(page, phone, sign_in):
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = ReceivedText.objects.get(source_name="minh-hoa-xa-dong-phong-2025.txt")
    ratio = DataValue.objects.filter(denominator__isnull=False).earliest("pk")
    report = Report.objects.get(org_unit__code="DEMO-AB")
    places = {
        "trang-chu": "/",
        "doc-van-ban": "/van-ban/",
        "mot-van-ban": f"/van-ban/{text.pk}/",
        "dat-canh-nhau": "/tong-hop/so-sanh/",
        "mot-so-lieu": f"/so-lieu/{ratio.pk}/",
        "bao-cao": f"/bao-cao/{report.pk}/",
        "danh-muc": "/chi-tieu/",
        "don-vi-sap-nhap": "/tong-hop/?don_vi=DEMO-AB-TYK&gop=co",
    }

    sign_in(page, "hoa")
    for name, path in places.items():
        _picture(page, name, path)
    sign_in(phone, "minh")
    _picture(phone, "dien-thoai-trang-chu", "/")
    _picture(phone, "dien-thoai-van-ban", f"/van-ban/{text.pk}/")
    _pictures_of_a_report(page, phone, sign_in)
    _pictures_of_totals(page, phone, sign_in)

    made = {picture.stem for picture in FOLDER.glob("*.png")}
    assert made >= {*places, "dien-thoai-trang-chu", "dien-thoai-van-ban"}
    assert made >= {"nhap-bao-cao", "mot-bieu-mau", "dien-thoai-mot-o", "gui-bao-cao"}
    assert made >= {*_OF_TOTALS, "dien-thoai-lanh-dao"}


def _pictures_of_a_report(page, phone, sign_in):
    """Show the month that waits after a year of invented ones, with one number too large."""
    call_command("load_demo", "--reports", stdout=StringIO())
    lan = User.objects.get(username="lan")
    due = submissions.due_reports(by=lan, on=localdate())
    month = next(
        one for one in due if one.form.form.code == "commune_month" and one.period.end < localdate()
    )
    path = f"/nhap-bao-cao/DEMO-AB-NH/commune_month/{month.period.code}/"
    for each in (page, phone):
        each.context.clear_cookies()
        sign_in(each, "lan")
    _picture(page, "nhap-bao-cao", "/nhap-bao-cao/")
    page.goto(path)
    for cell, number in {"social_order_crime_cases": "4", "theft_cases": "9"}.items():
        page.locator(f"[id='o-{cell}']").fill(number)
    page.keyboard.press("Tab")
    page.get_by_text("2/125").wait_for()
    page.screenshot(path=FOLDER / "mot-bieu-mau.png")
    _picture(page, "gui-bao-cao", f"{path}gui/")
    _picture(phone, "dien-thoai-mot-o", path)


def _pictures_of_totals(page, phone, sign_in):
    """Show the three communes of the province beside the year before."""
    for each in (page, phone):
        each.context.clear_cookies()
        sign_in(each, "minh")
    for name, path in _OF_TOTALS.items():
        _picture(page, name, path)
    _picture(phone, "dien-thoai-lanh-dao", "/tong-hop/lanh-dao/")


def _picture(page, name, path):
    page.goto(path)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{name}.png")
