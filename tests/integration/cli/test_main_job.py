"""The main job over a folder: what it says, what it leaves, and that it may be run again."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.intake.models import ReceivedText, Suggestion
from bcd138.apps.reports.models import Report
from bcd138.apps.submissions.models import DataValue

NAM_HAI = """Báo cáo minh họa, số liệu giả định
Ban Chỉ đạo 138 xã Nam Hải (minh họa) tổng kết công tác năm 2025

Trong năm 2025, Công an xã đã điều tra, làm rõ 8/9 vụ phạm tội về trật tự xã hội. \
Nhân dân cung cấp 46 nguồn tin về an ninh, trật tự.
"""
NOWHERE = """Ban Chỉ đạo 138 tỉnh tổng kết công tác năm 2018

Năm 2018, quần chúng nhân dân cung cấp 286 nguồn tin có giá trị.
"""


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "reports"
    place.mkdir()
    (place / "nam-hai.txt").write_text(NAM_HAI, "utf-8")
    (place / "khong-ro.txt").write_text(NOWHERE, "utf-8")
    (place / "hong.docx").write_bytes(b"PK\x03\x04")
    (place / "mat.txt").write_text(f"MẬT\n{NAM_HAI}", "utf-8")
    (place / "ghi-chu.pdf").write_bytes(b"%PDF")
    (place / "units.csv").write_text(
        "file,org_unit,note\nnam-hai.txt,DEMO-AB-NH,chọn\nkhac.txt,04,không có tệp này\n", "utf-8"
    )
    return place


def main_job(folder, *options):
    out = StringIO()
    call_command("main_job", str(folder), "--out", str(folder.parent / "out"), *options, stdout=out)
    return out.getvalue()


def value_of(label, said):
    return re.search(rf"^  {label}:\s*(.*)$", said, re.MULTILINE)[1]


def everything():
    models = (ReceivedText, Suggestion, DataValue, Report, AuditEvent)
    return [model.objects.count() for model in models]


def test_reports_become_figures_and_a_review(demo, folder):
    said = main_job(folder)

    text = ReceivedText.objects.get(source_name="nam-hai.txt")
    assert text.org_unit.code == "DEMO-AB-NH"
    assert "[4/4] nam-hai.txt" in said
    assert value_of("Báo cáo đã đọc", said) == "2 (mới 2, đã có 0)"
    confirmed = DataValue.objects.filter(superseded_at=None)
    assert confirmed.count() > 0
    assert set(confirmed.values_list("confirmed_by__username", flat=True)) == {"hoa"}
    number = confirmed.count()
    who = "xác nhận bởi Phạm Thu Hòa – hoa"
    assert value_of("Số liệu đã xác nhận", said) == f"{number} (mới {number}, {who}; đã có 0)"
    assert value_of("Bản tổng kết dự thảo", said) == "1"
    (review,) = (folder.parent / "out").iterdir()
    assert review.read_bytes().startswith(b"PK")


def test_a_text_without_a_unit_is_named_and_nothing_of_it_is_confirmed(demo, folder):
    said = main_job(folder)

    text = ReceivedText.objects.get(source_name="khong-ro.txt")
    assert value_of("Báo cáo chưa rõ đơn vị", said) == "1"
    assert "    - khong-ro.txt: " in said
    assert set(text.suggestions.values_list("state", flat=True)) == {"pending"}


def test_bad_files_are_named_with_the_reason_and_do_not_stop_the_others(demo, folder):
    said = main_job(folder)

    assert value_of("Tệp không đọc được", said) == "2"
    assert "    - hong.docx: " in said
    assert "    - mat.txt: " in said
    assert ReceivedText.objects.count() == 2


def test_a_choice_for_a_file_that_is_not_there_is_named(demo, folder):
    said = main_job(folder)

    assert "units.csv, dòng 3: không có văn bản đọc được tên “khac.txt”" in said


def test_a_second_run_changes_nothing(demo, folder):
    main_job(folder)
    before = everything()

    said = main_job(folder)

    assert everything() == before
    assert value_of("Báo cáo đã đọc", said) == "2 (mới 0, đã có 2)"
    assert " (mới 0, " in value_of("Số liệu đã xác nhận", said)
    assert "(đã có)\n" in said.split("Bản tổng kết dự thảo")[1]


def test_another_person_may_do_it_within_the_own_subtree(demo, folder):
    said = main_job(folder, "--as", "phuc")

    assert DataValue.objects.count() == 0
    assert "Tài khoản của bạn" in said


def test_a_table_of_choices_that_is_no_csv_is_said(demo, folder):
    (folder / "units.csv").write_bytes(b"\xff\xfe\x00")

    said = main_job(folder)

    assert "units.csv: không đọc được" in said


def test_a_person_nobody_knows_is_refused(demo, folder):
    with pytest.raises(CommandError) as error:
        main_job(folder, "--as", "ai-do")

    assert error.value.returncode == 2
    assert "load_demo" in str(error.value)


@pytest.mark.parametrize("what", ["missing", "empty", "only bad"])
def test_a_folder_with_nothing_to_read_is_refused(what, demo, tmp_path):
    folder = tmp_path / "reports"
    if what != "missing":
        folder.mkdir()
    if what == "only bad":
        (folder / "trong.txt").write_bytes(b"")

    with pytest.raises(CommandError) as error:
        main_job(folder)

    assert error.value.returncode == 2
    assert str(folder) in str(error.value)
    assert ReceivedText.objects.count() == 0


def test_where_reviews_cannot_be_written_there_is_a_clear_word(demo, folder):
    (folder.parent / "out").write_text("a file, not a folder")

    with pytest.raises(CommandError) as error:
        main_job(folder)

    assert error.value.returncode == 2
    assert str(folder.parent / "out") in str(error.value)
