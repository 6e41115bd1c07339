"""The pictures of README and of the guide, made from the demo so that they never lie.

They go to ``test-results/pictures``, or to the folder that ``BCD138_PICTURES`` names.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.management import call_command

from bcd138.apps.intake.models import ReceivedText
from bcd138.apps.reports.models import Report
from bcd138.apps.submissions.models import DataValue
from browser.conftest import RESULTS, SAMPLES

FOLDER = Path(os.environ.get("BCD138_PICTURES") or RESULTS / "pictures")


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

    made = {picture.stem for picture in FOLDER.glob("*.png")}
    assert made >= {*places, "dien-thoai-trang-chu", "dien-thoai-van-ban"}


def _picture(page, name, path):
    page.goto(path)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{name}.png")
