"""What a spreadsheet gives when copied or saved as CSV becomes lines of cells."""

from __future__ import annotations

import pytest

from bcd138.domain.errors import Refused
from bcd138.formats.pasted_table import read_csv, read_table


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Bình\tPhó Chủ tịch, Trưởng ban\r\n", ("Bình", "Phó Chủ tịch, Trưởng ban")),
        ("Bình;Phó Chủ tịch, Trưởng ban", ("Bình", "Phó Chủ tịch, Trưởng ban")),
        ('Bình,"Phó Chủ tịch, Trưởng ban"', ("Bình", "Phó Chủ tịch, Trưởng ban")),
        ("\ufeffBình; Phó  Chủ tịch ", ("Bình", "Phó Chủ tịch")),
    ],
)
def test_cells_are_parted_as_the_spreadsheet_parts_them(text, cells):
    assert read_table(text) == [(1, cells)]


def test_a_cell_with_a_line_break_keeps_the_numbers_of_the_lines():
    assert read_table('a\t"b\nc"\nd\te\n') == [(1, ("a", "b c")), (3, ("d", "e"))]


def test_a_csv_file_is_unicode_with_or_without_its_mark():
    assert read_csv("Bình".encode("utf-8-sig")) == read_csv("Bình".encode()) == "Bình"


def test_a_csv_file_of_another_coding_is_refused():
    with pytest.raises(Refused) as refusal:
        read_csv("Bình".encode("cp1258", errors="replace") + b"\xff")

    assert (refusal.value.code, refusal.value.params) == ("table.not-utf8", {})
