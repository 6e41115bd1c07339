"""Entering an act, from the form over the preview to saving and undoing it."""

from __future__ import annotations

import io
import re
import time
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from xlsxwriter import Workbook

import factories
from bcd138.apps.accounts.models import Assignment
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.models import Act, Closure, OrgUnit, Parentage, Succession, UnitName
from bcd138.domain.period import calendar_year

FORM = "/don-vi/van-ban/nhap/"
HEAD = {
    "number": "12/NQ-HĐND",
    "title": "Về việc sắp xếp đơn vị hành chính cấp xã",
    "issued_on": "1/11/2026",
    "effective_on": "1/12/2026",
    "issued_by": "HĐND tỉnh An Bình",
    "text": "Điều 1.",
}
TABLES = (Act, OrgUnit, UnitName, Parentage, Succession, Closure, Assignment, AuditEvent)


@pytest.fixture
def figures(units, minh, lan, solved):
    for unit, value in ((units.nam_hai, 5), (units.dong_phong, 7)):
        text = factories.received_text(by=minh, received_for=unit, org_unit=unit)
        factories.data_value(text, solved, value, period=calendar_year(2025))


def merged(name="Xã Nam Đông"):
    """Return the grid that merges both communes into one."""
    return grid(
        {"kind": "merge", "unit": "Xã Nam Hải", "name": name},
        {"kind": "merge", "unit": "xa dong phong", "name": name},
    )


def grid(*rows):
    cells = {
        f"{line}-{cell}": value
        for line, row in enumerate(rows, start=1)
        for cell, value in row.items()
    }
    return {**HEAD, "row": [str(line) for line in range(1, len(rows) + 1)], **cells}


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def kept(answer):
    return re.search(r'name="kept" value="([^"]+)"', answer.content.decode())[1]


def stored():
    """Return everything an act could touch, row for row."""
    return {model.__name__: sorted(map(repr, model.objects.values())) for model in TABLES}


def save(client, given):
    previewed = client.post(FORM, given)
    return client.post(FORM, {"kept": kept(previewed), "step": "save"}, follow=True)


def test_an_act_is_looked_at_saved_and_undone_exactly(figures, enter, minh, lan, units):
    client, before = enter(minh), stored()

    preview = client.post(FORM, merged())
    looked_at = stored()
    saved = client.post(FORM, {"kept": kept(preview), "step": "save"}, follow=True)

    assert preview.status_code == 200
    assert "7 (Xã Đông Phong) + 5 (Xã Nam Hải) 12" in words(preview)
    assert "Trần Thị Lan Cán bộ báo cáo · Xã Nam Hải → Xã Nam Đông" in words(preview)
    assert looked_at == before
    new = OrgUnit.objects.get(code="DEMO-AB-DP.2026")
    assert (new.name, new.valid_from) == ("Xã Nam Đông", date(2026, 12, 1))
    assert "1 người đi theo đơn vị: Trần Thị Lan (Xã Nam Đông)." in words(saved)
    assert set(lan.assignments.values_list("org_unit__code", flat=True)) == {
        "DEMO-AB-NH",
        "DEMO-AB-DP.2026",
    }

    undoing = f"/don-vi/van-ban/{Act.objects.get().pk}/hoan-tac/"
    asked = client.get(undoing)
    undone = client.post(undoing, follow=True)

    assert "Bị xóa khỏi sổ 1 Xã Nam Đông (DEMO-AB-DP.2026)" in words(asked)
    assert "Phân công thôi hiệu lực 1 Trần Thị Lan: xã Nam Đông" in words(asked)
    assert "Đã hoàn tác văn bản 12/NQ-HĐND" in words(undone)
    after = stored()
    events = (after.pop("AuditEvent"), before.pop("AuditEvent"))
    assert without_keys(after) == without_keys(before)
    assert len(events[0]) == len(events[1]) + 4


def without_keys(tables):
    """Rows that were written anew have new keys; what they say is the same."""
    return {
        name: sorted(re.sub(r"^\{'id': \d+, ", "{", row) for row in rows)
        for name, rows in tables.items()
    }


def test_the_page_of_the_act_offers_to_undo_it_to_those_who_may(units, enter, minh, lan, phuc):
    act = save(enter(minh), merged()).context["act"]
    pages = [enter(who).get(f"/don-vi/van-ban/{act.pk}/") for who in (minh, lan, phuc)]

    assert ["Hoàn tác" in words(page) for page in pages] == [True, False, False]


@pytest.mark.parametrize(
    ("who", "status"), [("minh", 200), ("hoa", 200), ("phuc", 200), ("lan", 409), ("hanh", 409)]
)
def test_only_standing_agencies_get_the_form_and_its_button(units, enter, request, who, status):
    client = enter(request.getfixturevalue(who))

    answer, listed = client.get(FORM), client.get("/don-vi/van-ban/")

    assert answer.status_code == status
    assert ("Nhập văn bản sắp xếp" in words(listed)) == (status == 200)
    assert ("Chỉ cơ quan thường trực" in words(answer)) == (status == 409)


def test_nobody_changes_units_of_another_province_and_all_is_kept(units, enter, phuc):
    before = stored()

    answer = enter(phuc).post(FORM, merged())

    assert answer.status_code == 409
    assert "không thuộc phạm vi bạn phụ trách: Xã Nam Hải" in words(answer).replace(
        "Xã Đông Phong, ", ""
    )
    assert 'value="Xã Nam Đông"' in answer.content.decode()
    assert stored() == before


def test_nobody_undoes_an_act_of_another_province(units, enter, minh, phuc):
    act = save(enter(minh), merged()).context["act"]

    answers = [enter(phuc).post(f"/don-vi/van-ban/{act.pk}/hoan-tac/") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert Act.objects.count() == 1


def test_every_fault_is_told_at_its_cell_and_nothing_is_saved(units, enter, minh):
    before = stored()
    given = grid(
        {"kind": "split", "unit": "Xã Nam Hải", "name": "Xã A", "share": "0,6"},
        {"kind": "split", "unit": "Xã Nam Hải", "name": "Xã B", "share": "0,3"},
        {"kind": "merge", "unit": "Xã Không Có", "name": "Xã C"},
        {"kind": "transfer", "unit": "Xã Đông Phong", "parent": "Xã Đông Phong"},
    )

    answer = enter(minh).post(FORM, given | {"number": "", "issued_on": "hôm qua"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert [(one.line, one.column) for one in answer.context["faults"]] == [
        (2, "share"),
        (3, "unit"),
        (4, "parent"),
    ]
    assert set(answer.context["form"].errors) == {"number", "issued_on"}
    for cell in ("r2-share", "r3-unit", "r4-parent"):
        assert f'href="#{cell}"' in page
        assert re.search(
            rf'id="{cell}"[^>]*aria-invalid="true" aria-describedby="{cell}-fault"', page
        )
        assert f'id="{cell}-fault"' in page
    assert all(f'value="{typed}"' in page for typed in ("0,3", "Xã Không Có", "hôm qua", "Xã A"))
    assert "cộng lại là 0,9, phải bằng 1" in words(answer)
    assert stored() == before


def test_merging_into_a_unit_that_no_row_mentions_is_told(units, enter, minh):
    given = grid({"kind": "merge", "unit": "Xã Nam Hải", "name": "xã Đông Phong"})

    answer = enter(minh).post(FORM, given)

    assert answer.status_code == 422
    assert [(one.line, one.column) for one in answer.context["faults"]] == [(1, "name")]
    assert "nhập chính Xã Đông Phong (DEMO-AB-DP) thành “xã Đông Phong”" in words(answer)


def test_a_name_that_fits_two_units_is_told_with_both(units, enter, hoa):
    factories.org_unit("X2", "Xã Nam Hải", level=Level.COMMUNE, parent=units.son_ha)
    given = grid({"kind": "rename", "unit": "Xã Nam Hải", "name": "Xã Hải Nam"})

    answer = enter(hoa).post(FORM, given)

    assert [(one.line, one.column) for one in answer.context["faults"]] == [(1, "unit")]
    assert "Xã Nam Hải (DEMO-AB-NH, tỉnh An Bình), Xã Nam Hải (X2, tỉnh Sơn Hà)" in words(answer)


def test_a_code_without_its_zeros_is_found_where_one_unit_fits(units, enter, minh):
    OrgUnit.objects.filter(pk=units.nam_hai.pk).update(official_code="04603")
    given = grid({"kind": "rename", "unit": "4603", "name": "Xã Hải Nam"})

    answer = enter(minh).post(FORM, given)

    assert answer.status_code == 200
    assert "Xã Nam Hải DEMO-AB-NH Xã Hải Nam" in words(answer)


def test_more_rows_come_without_losing_what_was_typed(units, enter, minh):
    given = merged() | {"step": "more"}

    answer = enter(minh).post(FORM, given)

    assert answer.status_code == 200
    assert [row.line for row in answer.context["grid"]] == list(range(1, 8))
    assert answer.context["grid"][2].cells[0].is_first
    assert 'value="Xã Nam Đông"' in answer.content.decode()
    assert 'value="12/NQ-HĐND"' in answer.content.decode()


def test_going_back_from_the_preview_keeps_everything(units, enter, minh):
    client = enter(minh)
    token = kept(client.post(FORM, merged()))

    page = client.post(FORM, {"kept": token, "step": "edit"}).content.decode()

    typed = ("12/NQ-HĐND", "1/12/2026", "Xã Nam Hải", "xa dong phong", "Xã Nam Đông")
    assert [value for value in typed if f'value="{value}"' not in page] == []


def test_rows_altered_on_the_way_are_refused(units, enter, minh):
    client = enter(minh)
    token = kept(client.post(FORM, merged()))
    altered = ("x" if token[9] != "x" else "y").join((token[:9], token[10:]))

    answer = client.post(FORM, {"kept": altered, "step": "save"})

    assert answer.status_code == 409
    assert "không đúng với bản đã xem trước" in words(answer)
    assert Act.objects.count() == 0


def test_what_would_do_something_else_by_now_is_shown_again(units, enter, minh):
    client = enter(minh)
    token = kept(client.post(FORM, merged()))
    late = factories.person("moi", "Người Mới", org_unit=units.dong_phong)

    again = client.post(FORM, {"kept": token, "step": "save"})
    saved = client.post(FORM, {"kept": kept(again), "step": "save"})

    assert again.status_code == 409
    assert "đã thay đổi từ lúc bạn xem trước" in words(again)
    assert "Người Mới" in words(again)
    assert saved.status_code == 302
    assert late.assignments.count() == 2


def test_an_act_entered_already_is_refused_with_everything_kept(units, enter, minh):
    client = enter(minh)
    save(client, merged())

    answer = client.post(FORM, merged())

    assert answer.status_code == 409
    assert "đã được nhập" in words(answer)
    assert 'value="Xã Nam Đông"' in answer.content.decode()


def test_an_act_without_rows_or_with_an_unreadable_file_is_the_form_again(units, enter, minh):
    client = enter(minh)
    file = SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no")

    empty = client.post(FORM, grid())
    broken = client.post(FORM, {**HEAD, "file": file, "pasted": "a;b\nc;d"})

    assert (empty.status_code, broken.status_code) == (422, 422)
    assert "Văn bản chưa có dòng nào" in words(empty)
    assert "Không đọc được tệp này như một bảng tính" in words(broken)
    assert "Không thấy dòng tiêu đề cột" in words(broken)
    assert "a;b\nc;d" in broken.content.decode()


def test_a_unit_used_since_keeps_the_act_from_being_undone(figures, enter, minh, solved):
    client = enter(minh)
    act = save(client, merged()).context["act"]
    new = OrgUnit.objects.get(code="DEMO-AB-DP.2026")
    text = factories.received_text(by=minh, received_for=new, org_unit=new)
    factories.data_value(text, solved, 3, period=calendar_year(2027))
    before = stored()

    answer = client.post(f"/don-vi/van-ban/{act.pk}/hoan-tac/")

    assert answer.status_code == 409
    assert "đã được dùng ở" in words(answer)
    assert stored() == before


def test_a_split_is_an_estimate_or_says_why_not(figures, enter, minh, lan):
    shared = grid(
        {"kind": "split", "unit": "Xã Nam Hải", "name": "Xã A", "share": "60%"},
        {"kind": "split", "unit": "Xã Nam Hải", "name": "Xã B", "share": "2/5"},
    )
    undeclared = {key: "" if key.endswith("share") else value for key, value in shared.items()}

    known, unknown = (words(enter(minh).post(FORM, one)) for one in (shared, undeclared))

    assert "0,6 × 5 (Xã Nam Hải) 3 ước tính" in known
    assert "không so sánh được: địa bàn đã nhập hoặc chia" in unknown
    assert "Trần Thị Lan Cán bộ báo cáo · Xã Nam Hải · không có một đơn vị kế tiếp" in known


def test_a_rate_is_made_again_from_its_counts(figures, enter, minh, units, clearance):
    for unit, counts in ((units.nam_hai, (3, 5)), (units.dong_phong, (4, 6))):
        text = factories.received_text(by=minh, received_for=unit, org_unit=unit)
        pair = {"numerator": counts[0], "denominator": counts[1], "unit": "%"}
        factories.data_value(text, clearance, 60, period=calendar_year(2025), **pair)

    said = words(enter(minh).post(FORM, merged()))

    rate = "cộng tử số, cộng mẫu số: 4/6 (Xã Đông Phong); 3/5 (Xã Nam Hải) 7/11 = 63,64 %"
    assert rate in said


def test_figures_of_the_new_time_are_pointed_out(figures, enter, minh):
    answer = enter(minh).post(
        FORM, merged() | {"effective_on": "1/12/2025", "issued_on": "1/11/2025"}
    )

    assert "2 số liệu của đơn vị cũ thuộc kỳ kết thúc từ ngày 01/12/2025 trở đi" in words(answer)


def test_a_child_created_under_a_unit_of_the_same_act_can_be_undone(units, enter, minh):
    given = grid(
        {"kind": "merge", "unit": "Xã Nam Hải", "name": "Xã Nam Đông"},
        {"kind": "merge", "unit": "Xã Đông Phong", "name": "Xã Nam Đông"},
        {"kind": "create", "name": "Thôn Mới", "parent": "Xã Nam Đông", "level": "hamlet"},
    )
    client = enter(minh)

    act = save(client, given).context["act"]
    undone = client.post(f"/don-vi/van-ban/{act.pk}/hoan-tac/")

    assert undone.url == "/don-vi/van-ban/"
    assert not OrgUnit.objects.filter(name="Thôn Mới").exists()


def communes(units, count):
    for number in range(count):
        code, name = f"DEMO-AB-{number:03d}", f"Xã Số {number:03d}"
        factories.org_unit(code, name, level=Level.COMMUNE, parent=units.an_binh)


def sheet(count, wrong=()):
    """Return a workbook that merges communes two by two; ``wrong`` are rows of unknown names."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Danh sách sắp xếp"])
        page.write_row(1, 0, ["STT", "Việc", "Đơn vị", "Thành đơn vị mới"])
        for number in range(count):
            name = f"Xã Lạ {number}" if number in wrong else f"Xã Số {number:03d}"
            page.write_row(2 + number, 0, [number + 1, "nhập", name, f"Xã Mới {number // 2:03d}"])
    return SimpleUploadedFile("sap-xep.xlsx", out.getvalue())


@pytest.mark.slow
def test_three_hundred_communes_come_in_one_sheet(units, enter, minh, capsys):
    communes(units, 300)
    client = enter(minh)

    began = time.perf_counter()
    preview = client.post(FORM, {**HEAD, "file": sheet(300)})
    looked = time.perf_counter()
    saved = client.post(FORM, {"kept": kept(preview), "step": "save"})
    done = time.perf_counter()
    undone = client.post(f"/don-vi/van-ban/{Act.objects.get().pk}/hoan-tac/")
    gone = time.perf_counter()

    with capsys.disabled():
        told = f"preview {looked - began:.2f} s, save {done - looked:.2f} s"
        print(f"\n300 communes: {told}, undo {gone - done:.2f} s")  # noqa: T201 - measured
    assert (preview.status_code, saved.status_code, undone.status_code) == (200, 302, 302)
    assert {table.title: table.count for table in preview.context["page"].tables} == {
        "Lập": 150,
        "Kết thúc": 300,
    }
    assert not any(table.is_open for table in preview.context["page"].tables)


def test_faults_of_a_long_sheet_are_listed_and_handed_out(units, enter, minh):
    communes(units, 60)
    client = enter(minh)

    answer = client.post(FORM, {**HEAD, "file": sheet(60, wrong={7, 30})})
    handed = client.post(FORM, {**HEAD, "kept": kept(answer), "step": "faults"})
    again = client.post(FORM, {**HEAD, "kept": kept(answer), "file": sheet(60), "replaces": "yes"})

    assert answer.status_code == 422
    assert [row.line for row in answer.context["listed"]] == [10, 33]
    assert "2 dòng cần sửa trong 60 dòng" in words(answer)
    assert "“Xã Lạ 30”" in words(answer)
    assert handed.headers["Content-Disposition"] == 'attachment; filename="van-ban-can-sua.xlsx"'
    assert again.status_code == 200
    assert "60 dòng, không có lỗi" in words(again)


def test_the_preview_asks_as_little_for_sixty_as_for_two(units, enter, minh):
    communes(units, 60)
    client = enter(minh)

    asked = []
    for count in (2, 60):
        with CaptureQueriesContext(connection) as queries:
            assert client.post(FORM, {**HEAD, "file": sheet(count)}).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert asked[0] <= 30


def test_the_template_is_a_workbook(units, enter, minh):
    answer = enter(minh).get("/don-vi/van-ban/mau.xlsx")

    assert answer.content[:2] == b"PK"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="van-ban-sap-xep.xlsx"'


def test_everything_is_said_in_english_too(figures, enter, minh):
    client = enter(minh)
    client.cookies["django_language"] = "en"

    form, preview = client.get(FORM), client.post(FORM, merged())
    act = save(client, merged()).context["act"]
    undoing = client.get(f"/don-vi/van-ban/{act.pk}/hoan-tac/")

    assert "Enter a reorganisation" in words(form)
    assert "Before saving: 12/NQ-HĐND" in words(preview)
    assert "Save the act" in words(preview)
    assert "goes along" in words(preview)
    assert "Undo: 12/NQ-HĐND" in words(undoing)
