"""A unit's own workbook: received whole or not at all, put right by hand, taken into the draft."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

import workbooks
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.files.models import StoredFile
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.cells import entries_of
from bcd138.apps.submissions.models import Submission
from bcd138.apps.worksheets import selectors, services
from bcd138.apps.worksheets.enums import SheetState
from bcd138.apps.worksheets.models import ReceivedSheet, RowMapping, SheetRepair
from bcd138.domain.errors import Refused
from factories import AT

LATER = AT + timedelta(minutes=5)
WHERE = ("DEMO-AB-NH", "commune_month", "2026M11--12-15")
ROWS = (
    ("STT", "Nội dung", "ĐVT", "Kỳ trước", "Kỳ này"),
    ("1", "Trộm cắp tài sản", "vụ", 9, 4),
    ("2", "Giết người", "vụ", 0, "không"),
    ("3", "Số vụ cháy, nổ", "vụ", 1, "khoảng 12"),
    ("4", "Xe máy tạm giữ", "xe", 3, 5),
    ("5", "Tiền phạt vi phạm hành chính", "triệu đồng", 1, "12,5"),
)


def book(rows=ROWS, **sheets):
    out = io.BytesIO()
    file = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, lines in {"BC": rows, **sheets}.items():
        sheet = file.add_worksheet(name)
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write(number, column, cell)
    file.close()
    return out.getvalue()


@pytest.fixture
def lan(demo):
    return demo["lan"]


@pytest.fixture
def place(lan):
    return submissions.place_to_fill(*WHERE, by=lan)


@pytest.fixture
def receive(place, lan):
    def bring(content=None, name="so-lieu.xlsx", by=lan):
        content = book() if content is None else content
        return services.receive(content=content, name=name, place=place, by=by, at=AT).received

    return bring


def understood(received, by):
    return selectors.sheet_detail(received.pk, by=by).understood


def cells_of_report(place):
    report = submissions.latest(place.org_unit, place.form.data_set_id, place.period)
    found = entries_of(report.cells) if report else {}
    return {key: (str(entry.value), entry.origin) for key, entry in found.items()}


def events():
    return list(
        AuditEvent.objects.filter(event__startswith="worksheet.").values_list("event", flat=True)
    )


def test_workbook_is_kept_and_understood(receive, lan):
    received = receive()

    found = understood(received, lan)
    assert received.state == SheetState.OPEN
    assert {key: (each.address, each.words) for key, each in found.good.items()} == {
        "theft_cases": ("E2", "4"),
        "murder_cases": ("E3", "0"),
        "admin_fines": ("E6", "12.500.000"),
    }
    assert [(each.address, each.fault.code, each.proposal) for each in found.bad] == [
        ("E4", "entry.not-a-number", "12")
    ]
    assert [row.label for row in found.open_rows] == ["Xe máy tạm giữ"]
    assert events() == ["worksheet.received"]


def test_same_file_for_the_same_report_is_received_once(receive, place, lan):
    content = book()
    first = receive(content)
    receipt = services.receive(content=content, name="x.xlsx", place=place, by=lan, at=LATER)

    assert (receipt.received, receipt.is_new) == (first, False)
    assert events() == ["worksheet.received"]


def test_the_sheet_that_says_most_is_looked_at(receive, lan):
    received = receive(book([["Danh sách trực"], ["Nguyễn Văn A", "Ca 1"]], T11=ROWS, Nháp=[["x"]]))

    detail = selectors.sheet_detail(received.pk, by=lan)
    assert (received.sheet_name, [each.name for each in detail.sheets]) == (
        "T11",
        ["BC", "T11", "Nháp"],
    )
    services.choose_sheet(sheet_id=received.pk, name="BC", by=lan, at=LATER)
    assert understood(received, lan).columns is None


def test_a_file_that_opens_is_kept_even_when_nothing_is_understood(receive, lan):
    received = receive(book([["Kính gửi"], ["Thư ngỏ"]]))

    assert understood(received, lan).columns is None
    with pytest.raises(Refused) as refusal:
        services.take(sheet_id=received.pk, by=lan, at=LATER)
    assert refusal.value.code == "worksheet.nothing-to-take"
    assert StoredFile.objects.filter(pk=received.file_id).exists()


def _macros():
    return _with_member(book(), "xl/vbaProject.bin", b"x")


def _with_member(content, name, data):
    out = io.BytesIO(content)
    with ZipFile(out, "a", ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return out.getvalue()


BAD_FILES = {
    "macros": (_macros, "table.macros"),
    "old": (lambda: b"\xd0\xcf\x11\xe0" + bytes(900), "table.old-workbook"),
    "locked": (
        lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "table.locked",
    ),
    "bomb": (lambda: _with_member(book(), "xl/media/a.xml", bytes(70_000_000)), "table.too-wide"),
    "long": (lambda: book([[str(row), 1] for row in range(60_000)]), "worksheet.too-many-rows"),
    "empty": (lambda: book([]), "worksheet.empty"),
    "no zip": (lambda: b"PK nothing", "table.no-workbook"),
    "text": (lambda: b"a;b;c", "worksheet.wrong-type"),
    "no bytes": (lambda: b"", "worksheet.wrong-type"),
    "large": (lambda: b"PK" + bytes(10 * 1024**2), "worksheet.too-large"),
    "secret": (lambda: book([["", "TỐI MẬT"], *ROWS]), "worksheet.marked-secret"),
    "secret beside": (
        lambda: book([["x"]], Hai=[["Độ mật: Mật"], *ROWS]),
        "worksheet.marked-secret",
    ),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_file_gets_a_clear_word_and_nothing_is_kept(kind, receive):
    make, code = BAD_FILES[kind]

    with pytest.raises(Refused) as refusal:
        receive(make())

    assert refusal.value.code == code
    assert (ReceivedSheet.objects.count(), events()) == (0, [])


def test_only_who_fills_in_the_report_may_bring_a_workbook(receive, demo):
    with pytest.raises(Refused) as refusal:
        receive(by=demo["minh"])

    assert refusal.value.code == "submission.not-yours-to-fill"
    assert ReceivedSheet.objects.count() == 0


def test_a_mapping_is_remembered_for_the_unit_and_can_be_forgotten(receive, lan):
    received = receive()
    services.map_row(
        sheet_id=received.pk, line=5, column=4, key="traffic_violations", by=lan, at=LATER
    )

    assert understood(received, lan).good["traffic_violations"].words == "5"
    again = receive(book([*ROWS[:-1], ("5", "Ngày mới", "", 1, 2)]))
    assert understood(again, lan).good["traffic_violations"].words == "5"
    services.forget_mapping(sheet_id=again.pk, line=5, column=4, by=lan, at=LATER)
    assert RowMapping.objects.count() == 0
    assert events()[-1] == "worksheet.mapping-forgotten"


def test_a_row_can_be_left_out_for_good(receive, lan):
    received = receive()

    services.map_row(sheet_id=received.pk, line=5, column=4, key="", by=lan, at=LATER)

    assert understood(received, lan).open_rows == ()


def test_two_rows_cannot_be_given_one_cell(receive, lan):
    received = receive()
    given = {"sheet_id": received.pk, "column": 4, "by": lan, "at": LATER}
    services.map_row(line=5, key="fire_cases", **given)

    with pytest.raises(Refused) as refusal:
        services.map_row(line=4, key="fire_cases", **given)

    assert refusal.value.code == "worksheet.cell-given"
    assert refusal.value.params == {"line": 5, "label": "Xe máy tạm giữ"}


def test_bad_cells_are_repaired_in_place_and_the_file_stays_as_it_came(receive, lan):
    received = receive()
    cell = {"sheet_id": received.pk, "line": 4, "column": 4, "by": lan, "at": LATER}

    services.repair_cell(words=" 12 ", **cell)

    assert understood(received, lan).good["fire_cases"].words == "12"
    kept = SheetRepair.objects.get()
    assert (kept.was, kept.words) == ("khoảng 12", "12")
    services.repair_cell(words="khoảng 12", **cell)
    assert SheetRepair.objects.count() == 0
    assert [each.address for each in understood(received, lan).bad] == ["E4"]


def test_another_column_can_be_chosen(receive, lan):
    received = receive()

    services.choose_column(sheet_id=received.pk, column=3, by=lan, at=LATER)
    assert understood(received, lan).good["theft_cases"].words == "9"
    services.choose_column(sheet_id=received.pk, column=None, by=lan, at=LATER)
    assert understood(received, lan).good["theft_cases"].words == "4"
    with pytest.raises(Refused) as refusal:
        services.choose_column(sheet_id=received.pk, column=1, by=lan, at=LATER)
    assert refusal.value.code == "worksheet.no-such-column"


def test_the_good_part_goes_into_the_draft_and_twice_is_once(receive, place, lan):
    received = receive()

    taken = services.take(sheet_id=received.pk, by=lan, at=LATER)

    origin = f"sheet:{received.pk}!BC!"
    assert (taken.cells, taken.changed) == (3, 3)
    assert cells_of_report(place) == {
        "theft_cases": ("4", f"{origin}E2"),
        "murder_cases": ("0", f"{origin}E3"),
        "admin_fines": ("12500000", f"{origin}E6"),
    }
    count = AuditEvent.objects.count()
    assert services.take(sheet_id=received.pk, by=lan, at=LATER).changed == 0
    services.repair_cell(sheet_id=received.pk, line=4, column=4, words="12", by=lan, at=LATER)
    assert services.take(sheet_id=received.pk, by=lan, at=LATER).changed == 1
    assert cells_of_report(place)["fire_cases"] == ("12", f"{origin}E4")
    assert AuditEvent.objects.count() == count + 3  # repaired; the report saved; taken
    assert Submission.objects.get().version == 2
    received.refresh_from_db()
    assert (received.state, received.taken_count) == (SheetState.TAKEN, 4)


def test_what_was_set_aside_can_still_be_taken(receive, lan):
    received = receive()

    services.set_aside(sheet_id=received.pk, by=lan, at=LATER)
    assert ReceivedSheet.objects.get().state == SheetState.SET_ASIDE
    services.take(sheet_id=received.pk, by=lan, at=LATER)

    assert ReceivedSheet.objects.get().state == SheetState.TAKEN


def test_a_stranger_sees_nothing_and_the_province_may_look_only(receive, demo):
    received = receive()

    assert list(selectors.received_sheets(by=demo["phuc"])) == []
    with pytest.raises(ReceivedSheet.DoesNotExist):
        services.take(sheet_id=received.pk, by=demo["phuc"], at=LATER)
    assert selectors.sheet_detail(received.pk, by=demo["minh"]).may_handle is False
    with pytest.raises(Refused) as refusal:
        services.take(sheet_id=received.pk, by=demo["minh"], at=LATER)
    assert refusal.value.code == "submission.not-yours-to-fill"


def test_an_awkward_workbook_fills_the_report(receive, place, lan):
    habit = replace(workbooks.SEEN[2], faults=0)
    own = workbooks.write(habit, place.data_set, seed=7)
    received = receive(own.content)

    services.take(sheet_id=received.pk, by=lan, at=LATER)

    filled = cells_of_report(place)
    wrong = {
        key: (filled[key][0], own.truth.get(key))
        for key in filled
        if key not in own.truth or filled[key][0] != own.truth[key][2]
    }
    assert wrong == {}
    assert len(filled) >= 0.9 * len(own.truth)
