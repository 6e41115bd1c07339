"""Tables in a text: which column is read, how a row finds its indicator, what is left alone."""

from __future__ import annotations

import pytest

HEAD = "Kết quả công tác năm 2025\nSTT\tChỉ tiêu\tĐơn vị\tNăm 2025\tNăm 2024\tSo sánh\n"


def figures(read, *rows, head=HEAD):
    return [
        (one.indicator, str(one.value), one.comparator)
        for one in read(head + "\n".join(rows)).figures
    ]


def test_table_gives_the_column_of_the_year_under_review(read):
    row = "1\tSố vụ trộm cắp tài sản\tvụ\t187\t214\t-12,62%"

    assert figures(read, row) == [("theft_cases", "187", "=")]


def test_row_with_an_empty_cell_keeps_its_columns(read):
    row = "\tSố vụ giết người\t\t6\t8\t"

    assert figures(read, row) == [("murder_cases", "6", "=")]


def test_row_without_a_number_or_a_known_label_gives_nothing(read):
    rows = ("1\tSố vụ giết người\tvụ\t…\t8\t", "2\tSố cây xanh trồng mới\tcây\t500\t400\t")

    assert figures(read, *rows) == []


def test_short_row_gives_nothing(read):
    assert figures(read, "1\tSố vụ giết người") == []


@pytest.mark.parametrize("header", ["Kỳ này", "Kết quả", "Số liệu"])
def test_table_without_years_gives_this_period(header, read):
    head = f"Báo cáo năm 2025\nChỉ tiêu | {header} | Cùng kỳ\n--- | --- | ---\n"

    assert figures(read, "Số vụ tai nạn giao thông | 34 vụ | 39 vụ", head=head) == [
        ("traffic_accident_cases", "34", "=")
    ]


def test_cell_with_a_comparator_and_a_whole_is_read_with_both(read):
    rows = (
        "1\tTỷ lệ điều tra, khám phá án\t%\ttrên 87\t85\t",
        "2\tSố xã, phường đạt chuẩn An toàn về ANTT\txã\t86/98\t80/98\t",
    )

    (rate, communes) = read(HEAD + "\n".join(rows)).figures

    assert (rate.indicator, str(rate.value), rate.comparator) == (
        "social_order_clearance_rate",
        "87",
        ">",
    )
    assert (communes.indicator, str(communes.numerator), str(communes.denominator)) == (
        "safe_communes",
        "86",
        "98",
    )


def test_label_of_a_change_is_read_by_grammar(read):
    row = "1\tTrộm cắp tài sản giảm so với cùng kỳ\t%\t12,6\t\t"

    assert figures(read, row) == [("theft_change", "12.6", "=")]


def test_second_table_needs_a_header_of_its_own(read):
    rows = ("1\tSố vụ giết người\tvụ\t6\t8\t", "", "Phần khác.", "", "9\t7\t5")

    assert figures(read, *rows) == [("murder_cases", "6", "=")]
