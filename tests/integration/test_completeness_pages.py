"""The pages of who has sent: the matrix, one unit, reminders, more time, files."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

import factories
from bcd138.apps.notices.models import Notice
from bcd138.apps.submissions.models import Extension
from completeness_reports import month, report

HERE = "/tinh-hinh-nop/"
NH = "DEMO-AB-NH"
AUTUMN = {"bieu": "commune_month", "nam": "2026", "ngay": "2026-09-30"}
EXTEND = f"{HERE}gia-han/{NH}/commune_month/2026M09--12-15/"


@pytest.fixture
def begun(demo):
    report(NH, 1, "closed", demo["lan"])
    report(NH, 2, "approved", demo["lan"], late=2, returns=1)
    return demo


def _words(answer):
    return " ".join(answer.content.decode().split())


def test_the_matrix_has_a_letter_a_cell_with_words_and_its_report(begun, enter):
    answer = enter(begun["minh"]).get(HERE, {"don_vi": "DEMO-AB", **AUTUMN})

    assert answer.status_code == 200
    assert (
        '<td class="good"><a aria-label="đã được chấp nhận, gửi muộn 2 ngày, trả lại 1 lần"'
        ' href="/nhap-bao-cao/DEMO-AB-NH/commune_month/2026M02--12-15/">'
        '<b>C</b><i class="late">+2</i><i>↺1</i></a></td>'
    ) in _words(answer)
    assert "2 trên 27 đã gửi" in _words(answer)


def test_the_country_leads_to_its_provinces(begun, enter):
    words = _words(enter(begun["hoa"]).get(HERE, AUTUMN))

    assert "don_vi=DEMO-AB&amp;bieu=commune_month&amp;nam=2026&amp;ngay=2026-09-30" in words
    assert "<b>1/3</b>" in words


def test_each_person_begins_at_their_own_unit(begun, enter):
    own = {
        who: enter(begun[who]).get(HERE).context["asked"] for who in ("hoa", "minh", "lan", "yen")
    }

    assert {who: (asked.org_unit, asked.data_set) for who, asked in own.items()} == {
        "hoa": ("VN", "commune_month"),
        "minh": ("DEMO-AB", "commune_month"),
        "lan": (NH, "commune_month"),
        "yen": ("DEMO-AB-VKS", "procuracy_half"),
    }


def test_what_one_may_not_see_is_not_there(begun, enter):
    site = enter(begun["phuc"])

    assert site.get(HERE, {"don_vi": "DEMO-AB"}).status_code == 404
    assert site.get(f"{HERE}tep/", {"don_vi": "DEMO-AB"}).status_code == 404
    assert site.post(f"{HERE}nhac/", {"don_vi": "DEMO-AB"}).status_code == 404
    assert site.get(EXTEND).status_code == 404


@pytest.mark.parametrize("asked", [{"ngay": "30/9"}, {"nam": "20x6"}, {"bieu": "commune_moth"}])
def test_what_cannot_be_read_is_explained(begun, enter, asked):
    assert enter(begun["minh"]).get(HERE, asked).status_code == 409


def test_somebody_without_a_unit_is_told_what_will_stand_here(catalogue, enter):
    answer = enter(factories.person("moi", "Người Mới")).get(HERE)

    assert "Chưa có đơn vị nào để xem" in _words(answer)


def test_filters_keep_rows_and_quiet_other_cells(begun, enter):
    words = _words(enter(begun["minh"]).get(HERE, {"don_vi": "DEMO-AB", **AUTUMN, "muon": "1"}))

    assert (
        '<td class="good quiet"><a aria-label="đã chốt"'
        ' href="/nhap-bao-cao/DEMO-AB-NH/commune_month/2026M01--12-15/">'
    ) in words


def test_one_tap_reminds_and_says_whom(begun, enter):
    site = enter(begun["minh"])
    asked = {"don_vi": "DEMO-AB", "bieu": "commune_month", "nam": "2026"}

    shown = _words(site.get(HERE, asked))
    answer = site.post(f"{HERE}nhac/", asked, follow=True)

    assert "Nhắc 3 đơn vị" in shown
    assert "Đã nhắc 1 người của 1 đơn vị." in _words(answer)
    assert "2 đơn vị chưa có người lập hoặc người ký để nhắc." in _words(answer)
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"lan"}
    assert site.post(f"{HERE}nhac/", asked).status_code == 409


def test_only_who_receives_is_offered_to_remind_and_to_give_time(begun, enter):
    offered = {}
    for who in ("hoa", "minh"):
        site = enter(begun[who])
        province = _words(site.get(HERE, {"don_vi": "DEMO-AB", "nam": "2026"}))
        commune = _words(site.get(HERE, {"don_vi": NH, "nam": "2026"}))
        offered[who] = ("/tinh-hinh-nop/nhac/" in province, "/gia-han/" in commune)

    assert offered == {"hoa": (False, False), "minh": (True, True)}


def test_more_time_is_given_with_a_reason_and_shown(begun, enter):
    site = enter(begun["minh"])
    until = month(9).deadline.due_on + timedelta(days=7)

    empty = site.post(EXTEND, {"den": until.isoformat(), "ly_do": " "})
    given = site.post(EXTEND, {"den": until.isoformat(), "ly_do": "Mưa lũ."}, follow=True)

    assert (empty.status_code, given.status_code) == (422, 200)
    assert [each.until for each in Extension.objects.all()] == [until]
    assert f"Gia hạn đến {until:%d/%m/%Y}: Mưa lũ." in _words(given)
    assert enter(begun["hoa"]).get(EXTEND).status_code == 409


def test_the_file_lists_every_report_with_the_day_it_holds_for(begun, enter):
    asked = {"don_vi": "DEMO-AB", **AUTUMN, "dang": "csv", "xep": "ten"}
    answer = enter(begun["minh"]).get(f"{HERE}tep/", asked)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert len(rows) == 27
    assert rows[10] == {
        "Mã đơn vị": NH,
        "Đơn vị": "Xã Nam Hải (minh họa)",
        "Kỳ": "Tháng 2/2026 (15/1-14/2)",
        "Tình trạng": "đã được chấp nhận",
        "Chờ ai": "",
        "Hạn": month(2).deadline.due_on.isoformat(),
        "Gia hạn đến": "",
        "Ngày gửi": (month(2).deadline.due_on + timedelta(days=2)).isoformat(),
        "Muộn (ngày)": "2",
        "Số lần trả lại": "1",
        "Tính đến ngày": "2026-09-30",
    }
    assert (
        "tinh-hinh-nop-DEMO-AB-commune_month-2026-2026-09-30.csv" in answer["Content-Disposition"]
    )


def test_the_workbook_has_the_matrix_and_the_counts(begun, enter):
    answer = enter(begun["hoa"]).get(f"{HERE}tep/", AUTUMN)
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))

    assert book.sheet_names == ["Bảng", "Từng kỳ"]
    rows = book.get_sheet_by_name("Bảng").to_python()
    row = next(row for row in rows if row[0] == "DEMO-AB")
    assert row[2:4] == ["1/3", "1/3"]
    assert row[-4:-1] == [2, 27, 26]
