"""A sheet is understood row by row; what is not sure is asked and nothing of it is taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import bcd138
from bcd138.domain.data_set import Cell, DataSet, Measure, Option, Reporters, Row, Section
from bcd138.domain.period import parse_period
from bcd138.domain.worksheet.sheet import Line, Sheet, address, column_letters
from bcd138.domain.worksheet.understanding import understand
from bcd138.domain.worksheet.understood import IGNORED, RowState
from bcd138.formats.worksheet_vocabulary import load_sheet_words

WORDS = load_sheet_words(Path(bcd138.__file__).parent / "catalogues")
MONTH = parse_period("2026M11--12-15")
FEMALE, YOUNG = Option("sex.female", "Nữ"), Option("age.under_18", "Dưới 18 tuổi")


def _row(number, label, measure, *options):
    return Row(number, label, measure, (Cell(measure), *(Cell(measure, each) for each in options)))


def _measure(code, name, unit="vụ", **fields):
    return Measure(code, name, unit, **fields)


FORM = DataSet(
    code="month",
    name="Báo cáo tháng",
    regime="administrative",
    period_type="month",
    reporters=Reporters("commune"),
    valid_from=date(2024, 12, 15),
    sections=(
        Section(
            "I",
            "Tội phạm về trật tự xã hội",
            (None,),
            (
                _row("1", "Số vụ phạm tội xảy ra", _measure("cases", "Số vụ phạm tội về TTXH")),
                _row("1.1", "Trong đó: Giết người", _measure("murder", "Số vụ giết người")),
                _row("1.2", "Cướp tài sản", _measure("robbery", "Số vụ cướp tài sản")),
                _row("1.3", "Cướp giật tài sản", _measure("snatching", "Số vụ cướp giật tài sản")),
                _row("2", "Số vụ làm rõ", _measure("solved", "Số vụ đã điều tra, làm rõ")),
                _row(
                    "3",
                    "Tỷ lệ khám phá",
                    _measure(
                        "rate",
                        "Tỷ lệ khám phá án",
                        "%",
                        value_type="ratio",
                        numerator="solved",
                        denominator="cases",
                        factor=100,
                    ),
                ),
            ),
        ),
        Section(
            "II",
            "Ma túy",
            (None, FEMALE, YOUNG),
            (
                _row("1", "Số vụ ma túy", _measure("drugs", "Số vụ ma túy phát hiện")),
                _row(
                    "1.1",
                    "Số đối tượng",
                    _measure("offenders", "Số đối tượng ma túy", "đối tượng"),
                    FEMALE,
                    YOUNG,
                ),
                _row(
                    "2",
                    "Hê-rô-in thu giữ",
                    _measure("heroin", "Hê-rô-in", "gam", value_type="weight"),
                ),
            ),
        ),
        Section(
            "III",
            "Kinh tế",
            (None,),
            (
                _row("1", "Số vụ kinh tế", _measure("economy", "Số vụ vi phạm kinh tế")),
                _row(
                    "1.1", "Số đối tượng", _measure("dealers", "Số đối tượng kinh tế", "đối tượng")
                ),
                _row("2", "Tiền phạt", _measure("fines", "Tiền phạt", "đồng", value_type="money")),
            ),
        ),
    ),
)


def sheet(*rows):
    return Sheet("BC", tuple(Line(number, tuple(row)) for number, row in enumerate(rows, 1)))


def read(*rows, remembered=None, chosen=None, period=MONTH):
    return understand(
        sheet(*rows),
        FORM,
        period,
        WORDS,
        wordings={"solved": ("truy xét ra",)},
        remembered=remembered or {},
        chosen=chosen,
    )


def read_lines(*lines):
    return understand(Sheet("BC", lines), FORM, MONTH, WORDS, wordings={}, remembered={})


def taken(found):
    return {key: (each.address, each.words) for key, each in found.good.items()}


HEADS = ("STT", "Nội dung", "ĐVT", "Kỳ này")


@pytest.mark.rule("own-worksheet-row")
def test_rows_are_taken_by_what_they_are_called():
    found = read(
        ("", "BÁO CÁO THÁNG 11", "", ""),
        HEADS,
        ("I", "TRẬT TỰ XÃ HỘI", "", ""),
        ("1", "Án giết người", "vụ", "02"),
        ("2", "cướp giật TS", "vụ", "3"),
        ("", "Cộng", "", "5"),
        ("", "Người lập", "", "Lan"),
    )

    assert taken(found) == {"murder": ("D4", "2"), "snatching": ("D5", "3")}
    assert [row.state for row in found.rows] == [RowState.KNOWN] * 2


@pytest.mark.rule("own-worksheet-row")
def test_a_row_that_may_be_two_cells_is_asked_with_its_rivals():
    found = read(HEADS, ("1", "Số đối tượng", "đối tượng", "4"), ("2", "Xe tạm giữ", "xe", "1"))

    first, second = found.rows
    assert (first.state, second.state) == (RowState.UNKNOWN, RowState.UNKNOWN)
    assert taken(found) == {}


def test_the_row_above_and_the_section_tell_like_rows_apart():
    found = read(
        HEADS,
        ("1", "Vụ ma túy", "vụ", "3"),
        ("1.1", "Số đối tượng", "đối tượng", "4"),
        ("2", "Vụ vi phạm kinh tế", "vụ", "5"),
        ("2.1", "Số đối tượng", "đối tượng", "6"),
    )

    assert taken(found) == {
        "drugs": ("D2", "3"),
        "offenders": ("D3", "4"),
        "economy": ("D4", "5"),
        "dealers": ("D5", "6"),
    }


def test_parts_stand_beneath_or_beside_the_whole():
    beneath = read(
        ("Nội dung", "Kết quả"),
        ("Số đối tượng ma túy", "9"),
        ("Trong đó: nữ", "2"),
        ("- Chưa thành niên", "1"),
    )
    beside = read(
        ("TT", "Nội dung", "Tổng số", "Nữ", "Dưới 18 tuổi"),
        ("1", "Số đối tượng ma túy", "9", "2", "1"),
    )

    keys = ("offenders", "offenders:sex.female", "offenders:age.under_18")
    assert taken(beneath) == dict(zip(keys, [("B2", "9"), ("B3", "2"), ("B4", "1")], strict=True))
    assert taken(beside) == dict(zip(keys, [("C2", "9"), ("D2", "2"), ("E2", "1")], strict=True))


def test_a_column_may_count_cases_and_the_next_one_people():
    found = read(
        ("Lĩnh vực", "Số vụ", "Số đối tượng"),
        ("Ma túy", "3", "4"),
        ("Kinh tế", "5", "6"),
    )

    assert {key: words for key, (_, words) in taken(found).items()} == {
        "drugs": "3",
        "offenders": "4",
        "economy": "5",
        "dealers": "6",
    }


@pytest.mark.parametrize(
    ("heads", "column"),
    [
        (("Nội dung", "Kỳ trước", "Kỳ này", "So sánh"), 2),
        (("Nội dung", "Cùng kỳ 2025", "2026", "Tăng, giảm (+/-)"), 2),
        (("Nội dung", "Tháng 10", "Tháng 11", "Lũy kế"), 2),
        (("Nội dung", "T11/2025", "T11/2026", "Ghi chú"), 2),
        (("Chỉ tiêu", "Kế hoạch năm", "Thực hiện", "Tỷ lệ %"), 2),
        (("Nội dung", "Tháng 9", "Tháng 10", "Lũy kế"), None),
        (("Nội dung", "A", "B", "C"), None),
    ],
)
def test_only_the_column_of_the_period_is_read(heads, column):
    found = read(heads, ("Giết người", "1", "2", "3"), ("Cướp tài sản", "4", "5", "6"))

    assert [each.place for each in found.columns.values] == ([] if column is None else [column])
    assert len(found.good) == (0 if column is None else 2)


def test_a_chosen_column_is_read_whatever_its_head_says():
    found = read(("Nội dung", "A", "B"), ("Giết người", "1", "2"), chosen=2)

    assert taken(found) == {"murder": ("C2", "2")}


@pytest.mark.rule("own-worksheet-row")
def test_what_a_person_said_beats_every_guess():
    rows = (
        HEADS,
        ("1", "Giết người", "vụ", "1"),
        ("2", "Vụ lạ", "vụ", "2"),
        ("3", "Khác", "", "3"),
    )
    said = {("giet nguoi", ""): IGNORED, ("vu la", ""): "murder", ("khac", "muc cu"): "robbery"}

    found = read(*rows, remembered=said)

    assert taken(found) == {"murder": ("D3", "2"), "robbery": ("D4", "3")}
    assert [row.state for row in found.rows] == [
        RowState.IGNORED,
        RowState.REMEMBERED,
        RowState.REMEMBERED,
    ]


def test_the_surer_of_two_rows_keeps_the_cell():
    found = read(
        HEADS, ("1", "Cướp tài sản", "vụ", "1"), ("2", "Vụ cướp tài sản ban đêm", "vụ", "2")
    )

    assert taken(found) == {"robbery": ("D2", "1")}
    assert [row.state for row in found.rows] == [RowState.KNOWN, RowState.ASKED]


def test_the_same_row_twice_is_asked():
    found = read(HEADS, ("1", "Giết người", "vụ", "1"), ("2", "Giết người", "vụ", "2"))

    assert taken(found) == {}
    assert [row.state for row in found.rows] == [RowState.ASKED] * 2


def test_percentages_are_compared_and_never_taken():
    rows = (
        ("Nội dung", "Kết quả"),
        ("Số vụ phạm tội xảy ra", "12"),
        ("Số vụ làm rõ", "10"),
    )

    for written, agrees in {"83,3%": True, "0,8333": True, "83,33": True, "90%": False}.items():
        found = read(*rows, ("Tỷ lệ khám phá", written))
        assert [(each.key, each.agrees) for each in found.ratios] == [("rate", agrees)]
        assert "rate" not in found.good


def test_a_cell_that_only_repeats_a_merged_one_is_no_value():
    found = read_lines(
        Line(1, ("Nội dung", "Kết quả")),
        Line(2, ("Giết người", "5")),
        Line(3, ("Cướp tài sản", "5"), frozenset({1})),
    )

    assert taken(found) == {"murder": ("B2", "5")}


def test_a_label_may_be_spread_over_two_columns_under_one_wide_head():
    counted = read_lines(
        Line(1, ("TT", "Nội dung", "", "Kết quả")),
        Line(2, ("1", "Ma túy", "Số vụ", "3")),
        Line(3, ("1", "Ma túy", "Số đối tượng", "4"), frozenset({0, 1})),
    )
    named = read_lines(
        Line(1, ("TT", "Nội dung", "", "Kết quả")),
        Line(2, ("1", "Cướp", "tài sản", "3")),
        Line(3, ("2", "", "Giết người", "5")),
    )

    assert taken(counted) == {"drugs": ("D2", "3"), "offenders": ("D3", "4")}
    assert taken(named) == {"robbery": ("D2", "3"), "murder": ("D3", "5")}


def test_number_and_label_may_share_a_cell_and_heads_may_be_two_lines():
    found = read(
        ("Nội dung", "", "Năm 2026", ""),
        ("", "", "Kỳ trước", "Kỳ này"),
        ("1. Giết người", "", "7", "8"),
        ("2. Cướp tài sản", "", "7", "9"),
    )

    assert taken(found) == {"murder": ("D3", "8"), "robbery": ("D4", "9")}


def test_nothing_is_understood_where_there_is_no_table():
    for rows in ((), (("Kính gửi",),), (("Danh sách", "Ca"), ("Nguyễn Văn A", "Sáng"))):
        assert read(*rows).columns is None


def test_columns_are_named_as_spreadsheets_do():
    assert [column_letters(place) for place in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
    assert address(12, 3) == "D12"
