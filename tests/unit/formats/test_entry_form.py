"""Our own workbook of a form: what it holds, how it is read, and what is refused."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from bcd138.domain.entry import NOT_REPORTED, Entry, State
from bcd138.domain.errors import Refused
from bcd138.domain.period import calendar_months
from bcd138.formats.entry_form.head import FormHead, check_belongs, read_form_head
from bcd138.formats.entry_form.layout import FORM_SHEET, HEAD_SHEET, fingerprint
from bcd138.formats.entry_form.reading import read_entry_form
from bcd138.formats.entry_form.writing import FormFile, write_entry_form
from bcd138.formats.workbook_table import read_values
from entry_forms import FORM, JULY

ENTRIES = {
    "cases": Entry(Decimal(1234), State.NUMBER),
    "solved": Entry(Decimal(1300), State.NUMBER, "theo CA", "80 vụ của kỳ trước"),
    "rate": Entry(comment="tỷ lệ", explanation="cao vì có vụ cũ"),
    "offenders": Entry(Decimal(0), State.NUMBER),
    "offenders:sex.female": Entry(state=State.NOT_APPLICABLE, comment="không có"),
    "heroin": Entry(Decimal("1500.55"), State.NUMBER),
    "damage": Entry(state=State.NOT_AVAILABLE, explanation="chờ Tòa án"),
}
FILE = FormFile(
    FORM,
    "AB-NH",
    "Xã Nam Hải",
    JULY,
    ENTRIES,
    {"results": "Đã làm rõ.\nKhông có án mạng."},
    last={"cases": Decimal(1100), "rate": Decimal("83.62")},
    same={"cases": Decimal(1050)},
    revision=2,
    version=7,
    due_on=date(2026, 7, 20),
)
# Where the small form's cells stand: the lines of I begin at 10, those of II at 15.
CASES, SOLVED, OFFENDERS, FEMALE, HEROIN = "D10", "D11", "D13", "E13", "D15"


@pytest.fixture(scope="module")
def content():
    return write_entry_form(FILE)


def changed(content, change):
    """Return the workbook as an officer's hand left it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book[FORM_SHEET])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refusal(content):
    with pytest.raises(Refused) as refused:
        read_entry_form(content, FORM)
    return refused.value.code, refused.value.params


def faults(content):
    found = read_entry_form(content, FORM).faults
    return [(one.key, one.address, one.typed, one.fault.code) for one in found]


def test_the_form_is_read_as_it_was_written(content):
    read = read_entry_form(content, FORM)

    assert read.faults == ()
    assert {key: replace(entry, origin="") for key, entry in read.entries.items()} == {
        key: ENTRIES.get(key, NOT_REPORTED) for key in FORM.entered
    }
    assert read.narratives == FILE.narratives
    assert read.explanations == {
        "solved": "80 vụ của kỳ trước",
        "rate": "cao vì có vụ cũ",
        "damage": "chờ Tòa án",
    }
    assert read.comments == {
        "solved": "theo CA",
        "rate": "tỷ lệ",
        "offenders:sex.female": "không có",
    }


def test_very_long_words_go_on_in_the_next_cell_and_come_back_as_one():
    told = {"results": "Đã làm rõ. " * 4000 + "Hết.", "proposals": "Không."}

    read = read_entry_form(write_entry_form(replace(FILE, narratives=told)), FORM)

    assert read.narratives == told


def test_words_too_long_for_a_cell_are_never_lost_in_silence():
    for key in ("cases", "offenders:sex.male"):
        entries = {key: Entry(comment="x" * 40_000)}
        with pytest.raises(OverflowError):
            write_entry_form(replace(FILE, entries=entries))


def test_every_figure_knows_its_cell(content):
    read = {cell.key: cell for cell in read_entry_form(content, FORM).cells}

    assert [(read[key].address, read[key].typed) for key in ("cases", "offenders:sex.female")] == [
        (CASES, "1.234"),
        (FEMALE, "–"),
    ]
    assert read["cases"].entry.origin == f"form!{CASES}"
    assert read["offenders:sex.male"].entry == NOT_REPORTED


def test_the_hidden_sheet_says_whose_form_it_is(content):
    assert read_form_head(content) == FormHead(
        "commune_month",
        FORM.name,
        date(2026, 1, 1),
        "AB-NH",
        "Xã Nam Hải",
        "2026M07",
        "tháng 7/2026",
        2,
        7,
        fingerprint(FORM),
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book[HEAD_SHEET].sheet_state == "veryHidden"
    told = {row[0]: row[1] for row in read_values(content)[HEAD_SHEET]}
    assert told["cell:cases"] == CASES


def test_only_the_cells_to_write_in_are_open(content):
    page = openpyxl.load_workbook(io.BytesIO(content))[FORM_SHEET]

    assert page.protection.sheet
    is_open = {
        cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked
    }
    figures = {"D10", "D11", "D13", "E13", "F13", "G13", "D15", "D16"}
    beside = {f"{letter}{line}" for letter in "JK" for line in (10, 11, 12, 13, 15, 16)}
    assert is_open == figures | beside
    assert {
        str(area) for rule in page.data_validations.dataValidation for area in [rule.sqref]
    } == (figures)


def test_ratios_and_findings_are_live_and_already_computed(content):
    formulas = openpyxl.load_workbook(io.BytesIO(content))[FORM_SHEET]
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[FORM_SHEET]

    assert formulas["D12"].value == ('=IF(AND(COUNT(D11,D10)=2,N(D10)>0),ROUND(D11*100/D10,2),"")')
    assert values["D12"].value == pytest.approx(105.35)
    assert formulas["L11"].value.startswith("=TRIM(IF(AND(COUNT($D$11,$D$10)=2,")
    assert values["L11"].value == (
        'Số vụ làm rõ lớn hơn số vụ đã biết: mời xem lại, hoặc giải trình "vụ cũ". Chưa có ai?'
    )
    assert values["A7"].value == "Đã ghi 6/8 ô. Còn 1 dòng cần xem."


def test_what_a_person_wrote_is_never_a_formula():
    spiteful = Entry(unread="=HYPERLINK(1)", comment="+84", explanation='=cmd|"/c"!A1')
    file = replace(
        FILE,
        form=replace(FORM, name="=1+1", guidance="@x"),
        org_unit_name="-x",
        entries={"cases": spiteful},
        narratives={"results": "=2+2"},
    )

    sheets = read_values(content := write_entry_form(file))

    with ZipFile(io.BytesIO(content)) as packed:
        formulas = b"".join(packed.read(name) for name in packed.namelist()).split(b"<f>")[1:]
    assert all(one.startswith((b"IF(AND(COUNT", b"TRIM(IF(", b'"')) for one in formulas)
    assert [sheets[FORM_SHEET][9][at] for at in (3, 9, 10)] == [
        "=HYPERLINK(1)",
        '=cmd|"/c"!A1',
        "+84",
    ]
    assert faults(content) == [("cases", CASES, "=HYPERLINK(1)", "entry.not-a-number")]


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("1.234", Entry(Decimal(1234), State.NUMBER)),
        ("05 vụ", Entry(Decimal(5), State.NUMBER)),
        (12.0, Entry(Decimal(12), State.NUMBER)),
        (0, Entry(Decimal(0), State.NUMBER)),
        ("x", Entry(state=State.NOT_APPLICABLE)),
        ("...", Entry(state=State.NOT_AVAILABLE)),
        (None, NOT_REPORTED),
        ("   ", NOT_REPORTED),
    ],
)
def test_numbers_are_read_as_numbers_or_as_text(content, written, entry):
    sheet = changed(content, lambda page: page.__setitem__(CASES, written))

    cell = read_entry_form(sheet, FORM).cells[0]

    assert (replace(cell.entry, origin=""), cell.fault) == (entry, None)


def test_noise_behind_the_fifteenth_digit_is_no_decimal(content):
    sheet = changed(content, lambda page: page.__setitem__(HEROIN, 0.1 + 0.2))

    assert read_entry_form(sheet, FORM).entries["heroin"].value == Decimal("0.3")


def test_every_fault_is_told_by_its_cell_and_the_rest_is_read(content):
    def spoil(page):
        page[CASES], page[SOLVED] = datetime(2026, 5, 1), "1,234"  # noqa: DTZ001 - a day of a sheet
        page[OFFENDERS], page[FEMALE], page["F13"] = "#DIV/0!", -1, True
        page[HEROIN], page["D16"] = "5 bánh", 1.005

    sheet = changed(content, spoil)

    read = read_entry_form(sheet, FORM)
    assert faults(sheet) == [
        ("cases", CASES, "01/05/2026", "entry_form.became-a-date"),
        ("solved", SOLVED, "1,234", "entry.not-whole"),
        ("offenders", OFFENDERS, "#DIV/0!", "entry_form.formula-error"),
        ("offenders:sex.female", FEMALE, "-1", "entry.negative"),
        ("offenders:sex.male", "F13", "TRUE", "entry.not-a-number"),
        ("heroin", HEROIN, "5 bánh", "entry.other-unit"),
        ("damage", "D16", "1,005", "entry.too-many-decimals"),
    ]
    assert read.entries["solved"] == Entry(
        comment="theo CA", explanation="80 vụ của kỳ trước", unread="1,234"
    )
    assert read.narratives == FILE.narratives


def test_moved_rows_are_read_by_their_key_and_not_by_their_place(content):
    sheet = changed(content, lambda page: page.insert_rows(11, amount=3))

    read = {cell.key: cell for cell in read_entry_form(sheet, FORM).cells}

    assert [
        (read[key].address, read[key].entry.value) for key in ("cases", "solved", "heroin")
    ] == [
        ("D10", Decimal(1234)),
        ("D14", Decimal(1300)),
        ("D18", Decimal("1500.55")),
    ]
    assert all(cell.fault is None for cell in read.values())


def test_moved_columns_are_read_by_their_key(content):
    sheet = changed(content, lambda page: page.insert_cols(3, amount=2))

    cell = read_entry_form(sheet, FORM).cells[0]

    assert (cell.address, cell.entry.value) == ("F10", Decimal(1234))


def test_cells_pushed_out_of_their_line_are_not_read(content):
    sheet = changed(content, lambda page: page.move_range("A10:L13", rows=1))

    moved = read_entry_form(sheet, FORM)

    assert [(one.key, one.fault.code, one.fault.params) for one in moved.faults[:2]] == [
        (
            "cases",
            "entry_form.row-moved",
            {"row": "1 Số vụ phạm tội về trật tự xã hội", "line": 10},
        ),
        ("solved", "entry_form.row-moved", {"row": "2 Số vụ đã điều tra làm rõ", "line": 11}),
    ]
    assert moved.entries["heroin"].value == Decimal("1500.55")


def test_a_row_that_is_gone_or_stands_twice_is_a_fault_of_its_own(content):
    def copy_and_delete(page):
        for column in range(1, 14):
            page.cell(30, column).value = page.cell(10, column).value
        page.delete_rows(11)

    assert faults(changed(content, copy_and_delete)) == [
        ("cases", CASES, "1.234", "entry_form.row-twice"),
        ("solved", "", "", "entry_form.row-missing"),
    ]


def belongs(head, **expected):
    usual = {"data_set": FORM, "org_unit_code": "AB-NH", "org_unit_name": "Xã Nam Hải"}
    check_belongs(head, **({**usual, "period": JULY} | expected))


def test_the_right_form_belongs(content):
    belongs(read_form_head(content))


AUGUST = calendar_months(2026, 8, 1, "month")


@pytest.mark.parametrize(
    ("expected", "code", "params"),
    [
        (
            {"data_set": replace(FORM, code="commune_year", name="Báo cáo năm")},
            "entry_form.other-data-set",
            {"given": FORM.name, "expected": "Báo cáo năm"},
        ),
        (
            {"org_unit_code": "AB-TK", "org_unit_name": "Xã Tân Khê"},
            "entry_form.other-unit",
            {"given": "Xã Nam Hải", "expected": "Xã Tân Khê"},
        ),
        (
            {"period": AUGUST},
            "entry_form.other-period",
            {"given": "tháng 7/2026", "expected": "tháng 8/2026"},
        ),
        (
            {"data_set": replace(FORM, valid_from=date(2026, 7, 1))},
            "entry_form.old-version",
            {"given": date(2026, 1, 1), "expected": date(2026, 7, 1)},
        ),
        (
            {"data_set": replace(FORM, sections=FORM.sections[:1])},
            "entry_form.old-version",
            {"given": date(2026, 1, 1), "expected": date(2026, 1, 1)},
        ),
    ],
)
def test_the_form_of_another_is_refused_and_both_are_named(content, expected, code, params):
    with pytest.raises(Refused) as refused:
        belongs(read_form_head(content), **expected)

    assert (refused.value.code, refused.value.params) == (code, params)


def packed(content, **more):
    out = io.BytesIO(content)
    with ZipFile(out, "a", ZIP_DEFLATED) as book:
        for name, words in more.items():
            book.writestr(f"xl/{name}", words)
    return out.getvalue()


def someone_elses():
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "Số vụ"
    book.save(out)
    return out.getvalue()


def test_what_is_no_form_of_ours_is_refused_with_a_clear_word(content):
    far = changed(content, lambda page: page.__setitem__("XFD1048576", "x"))
    long = changed(content, lambda page: page.__setitem__("A60000", "x"))

    assert refusal(someone_elses()) == ("entry_form.not-our-form", {})
    assert refusal(b"Vi\xe1\xbb\x87c;x\n") == ("table.no-workbook", {})
    assert refusal(b"PK\x03\x04 no zip") == ("table.no-workbook", {})
    assert refusal(b"\xd0\xcf\x11\xe0" + b"\0" * 600) == ("table.old-workbook", {})
    assert refusal(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == (
        "table.locked",
        {},
    )
    assert refusal(packed(content, **{"vbaProject.bin": b"\0"})) == ("table.macros", {})
    assert refusal(packed(content, **{"bomb.xml": b" " * (65 * 1024 * 1024)})) == (
        "table.too-wide",
        {},
    )
    assert refusal(far) == ("table.too-wide", {})
    assert refusal(long) == ("table.too-many-rows", {"most": 5000})
    assert refusal(b"PK" + b"\0" * (10 * 1024 * 1024)) == ("table.too-large", {"megabytes": 10})


@pytest.mark.slow
def test_an_office_program_saves_the_form_without_changing_a_figure(content, tmp_path):
    office = shutil.which("soffice")
    if office is None or not Path(office).resolve().with_name("libsclo.so").exists():
        pytest.skip("không có LibreOffice Calc / no LibreOffice Calc here")
    path, saved = tmp_path / "bieu-mau.xlsx", tmp_path / "saved"
    path.write_bytes(content)

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)  # noqa: S603 - a fixed command

    after = (saved / path.name).read_bytes()
    assert read_form_head(after) == read_form_head(content)
    assert read_entry_form(after, FORM) == read_entry_form(content, FORM)
