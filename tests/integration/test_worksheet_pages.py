"""The pages of a unit's own workbook: brought in, shown back, put right, taken."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from bcd138.apps.submissions.models import Submission
from bcd138.apps.worksheets.models import ReceivedSheet, RowMapping

WHERE = "/bang-tinh/DEMO-AB-NH/commune_month/2026M11--12-15/"
ROWS = (
    ("STT", "Nội dung", "ĐVT", "Kỳ trước", "Kỳ này"),
    ("1", "Trộm cắp tài sản", "vụ", 9, 4),
    ("2", "Số vụ cháy, nổ", "vụ", 1, "khoảng 12"),
    ("3", "Xe máy tạm giữ", "xe", 3, 5),
)


def workbook(rows=ROWS):
    out = io.BytesIO()
    file = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = file.add_worksheet("BC")
    for number, line in enumerate(rows):
        sheet.write_row(number, 0, line)
    file.close()
    return out.getvalue()


@pytest.fixture
def lan(client, demo):
    client.force_login(demo["lan"])
    return client


@pytest.fixture
def sheet(lan):
    bring(lan)
    return f"/bang-tinh/{ReceivedSheet.objects.get().pk}/"


def bring(client, content=None, name="so-lieu.xlsx"):
    return client.post(WHERE, {"file": SimpleUploadedFile(name, content or workbook())})


def test_a_workbook_is_brought_in_and_shown_back(lan, sheet):
    page = lan.get(sheet).content.decode()

    assert "đã hiểu 1 ô" in page
    assert "1 dòng cần chỉ" in page
    assert "1 ô sai" in page
    assert "I.1.4 Trộm cắp tài sản" in page
    assert "Đưa 1 số vào báo cáo" in page
    assert "so-lieu.xlsx" in lan.get(WHERE).content.decode()


def test_a_bad_file_is_refused_in_words_beside_the_field(lan):
    for content, words in {b"abc": "không phải tệp Excel", workbook([["MẬT"]]): "độ mật"}.items():
        answer = bring(lan, content)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert lan.post(WHERE).status_code == 422
    assert ReceivedSheet.objects.count() == 0


def test_rows_and_cells_are_put_right_with_and_without_script(lan, sheet):
    row, cell = {"line": 4, "column": 4}, {"line": 3, "column": 4}

    given = lan.post(f"{sheet}dong/", row | {"cell": "x [traffic_violations]"})
    swapped = lan.post(f"{sheet}o/", cell | {"words": "12"}, headers={"hx-request": "true"})

    assert given["Location"] == f"{sheet}#dong-4"
    assert swapped.content.decode().lstrip().startswith('<div id="work">')
    assert "Đưa 3 số vào báo cáo" in swapped.content.decode()
    assert "đã sửa, trong tệp: khoảng 12" in swapped.content.decode()
    lan.post(f"{sheet}quen/", row)
    assert RowMapping.objects.count() == 0
    lan.post(f"{sheet}dong/", row | {"none": "yes"})
    assert "không lấy" in lan.get(sheet).content.decode()
    assert "Quên điều đã nhớ" in lan.get(f"{sheet}?doi=4-4").content.decode()


def test_nonsense_is_answered_and_changes_nothing(lan, sheet):
    for address, given in {
        "dong/": {"line": 4, "column": 4, "cell": "gì đó"},
        "o/": {"line": "x", "column": 4, "words": "1"},
        "cot/": {"column": 1},
        "trang/": {"sheet": "Không có"},
    }.items():
        assert lan.post(f"{sheet}{address}", given).status_code == 409
    assert lan.get(f"{sheet}?doi=nonsense").status_code == 200


def test_the_good_part_is_taken_and_leads_to_the_report(lan, sheet):
    answer = lan.post(f"{sheet}dua-vao/")

    assert answer.status_code == 302
    assert Submission.objects.get().cells["theft_cases"]["v"] == "4"
    assert "đã đưa 1 số vào báo cáo" in lan.get(WHERE).content.decode()


def test_another_column_changes_what_is_read_and_what_would_be_replaced(lan, sheet):
    lan.post(f"{sheet}dua-vao/")
    lan.post(f"{sheet}cot/", {"column": 3})

    page = lan.get(sheet).content.decode()
    assert "1 ô trong báo cáo đang có số khác, sẽ được thay" in page
    assert "<s>4</s> → <b>9</b>" in page


def test_the_file_is_given_back_as_it_came(lan):
    content = workbook()
    bring(lan, content)
    sheet = f"/bang-tinh/{ReceivedSheet.objects.get().pk}/"

    answer = lan.get(f"{sheet}tep/")

    assert answer.content == content
    assert "so-lieu.xlsx" in answer["Content-Disposition"]
    lan.post(f"{sheet}de-rieng/")
    assert "để riêng" in lan.get(WHERE).content.decode()


def test_who_may_not_see_gets_404_and_who_may_only_look_gets_no_buttons(client, demo, sheet):
    client.force_login(demo["phuc"])
    assert client.get(sheet).status_code == 404
    assert client.get(WHERE).status_code == 404
    client.force_login(demo["minh"])
    page = client.get(sheet).content.decode()
    assert "I.1.4 Trộm cắp tài sản" in page
    assert "vào báo cáo</button>" not in page
    assert client.get(WHERE).status_code == 409
