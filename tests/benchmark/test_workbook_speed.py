"""Reading workbooks of officers: ours, which trusts no file, beside plain calamine and openpyxl.

Three files: one sheet of 60,000 rows, eight sheets of 2,000, and our own form of 120 cells.
The ratios are taken round by round in one run, on the same bytes.
"""

from __future__ import annotations

import gc
import io
import random
from dataclasses import replace
from decimal import Decimal
from statistics import median
from time import process_time

import openpyxl
import pytest
import xlsxwriter
from python_calamine import load_workbook

from bcd138.domain.data_set import Cell, Measure, Row, Section
from bcd138.domain.entry import Entry, State
from bcd138.formats.entry_form.reading import read_entry_form
from bcd138.formats.entry_form.writing import FormFile, write_entry_form
from bcd138.formats.workbook_table import read_sheets, read_values
from entry_forms import FORM, JULY

pytestmark = pytest.mark.benchmark

OFFENCES = ("Trộm cắp tài sản", "Cố ý gây thương tích", "Lừa đảo", "Đánh bạc", "Mua bán ma túy")
ROUNDS = 5


def register_of_cases(sheets, rows):
    """Lists as units keep them: number, commune, offence, counts, money, a rate, a note."""
    chance, out = random.Random(138), io.BytesIO()  # noqa: S311 - a made-up list
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        for sheet in range(sheets):
            page = book.add_worksheet(f"Biểu {sheet + 1}")
            for row in range(rows):
                page.write_number(row, 0, row + 1)
                page.write_string(row, 1, f"Xã {chance.randrange(300)}")
                page.write_string(row, 2, chance.choice(OFFENCES))
                for column in range(3, 10):
                    page.write_number(row, column, chance.randrange(200))
                page.write_number(row, 10, chance.randrange(10_000) / 100)
                page.write_string(row, 11, chance.choice(("", "đã khởi tố", "đang xác minh")))
    return out.getvalue()


def form_of_120_cells():
    measures = [Measure(f"m{number}", f"Chỉ tiêu số {number}", "vụ") for number in range(120)]
    rows = (Row(one.code[1:], one.name, one, (Cell(one),)) for one in measures)
    form = replace(FORM, sections=(Section("I", "Số liệu", (None,), tuple(rows)),), rules=())
    filled = {one.code: Entry(Decimal(7), State.NUMBER) for one in measures}
    return form, write_entry_form(FormFile(form, "X", "Xã Nam Hải", JULY, filled))


@pytest.fixture(scope="module", params=[(1, 60_000), (8, 2_000)], ids=["60.000 dòng", "8 trang"])
def content(request):
    return register_of_cases(*request.param)


def with_calamine(content):
    book = load_workbook(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def with_openpyxl(content):
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return {page.title: list(page.iter_rows(values_only=True)) for page in book}


def seconds(work, content):
    gc.collect()
    before = process_time()
    work(content)
    return process_time() - before


def in_sheets(content):
    return dict(read_sheets(content))


def compare(benchmark, ours, content):
    """Measure ours and calamine in turn, openpyxl once; the ratio is the median of the rounds."""
    rounds = [(seconds(with_calamine, content), seconds(ours, content)) for _ in range(ROUNDS)]
    slow = seconds(with_openpyxl, content)
    to_calamine = median(plain / own for plain, own in rounds)
    to_openpyxl = slow / median(own for _, own in rounds)
    benchmark.extra_info |= {"ratio_to_calamine": to_calamine, "ratio_to_openpyxl": to_openpyxl}
    print(f"\n{ours.__name__}: {to_calamine:.2f} x calamine, {to_openpyxl:.1f} x openpyxl")  # noqa: T201 - what the bench is for


def test_values_cost_little_over_plain_calamine(benchmark, content):
    values = benchmark.pedantic(read_values, (content,), rounds=3, warmup_rounds=1)

    assert values == with_calamine(content)
    compare(benchmark, read_values, content)


def test_sheets_in_words_cost_little_over_plain_calamine(benchmark, content):
    sheets = benchmark.pedantic(in_sheets, (content,), rounds=3, warmup_rounds=1)

    plain = with_calamine(content)
    assert {name: len(lines) for name, lines in sheets.items()} == {
        name: len(rows) for name, rows in plain.items()
    }
    compare(benchmark, in_sheets, content)


def test_a_form_is_read_and_understood(benchmark):
    form, content = form_of_120_cells()

    def our_form(content):
        return read_entry_form(content, form)

    read = benchmark.pedantic(our_form, (content,), rounds=20, warmup_rounds=2)

    assert [cell.entry.value for cell in read.cells] == [Decimal(7)] * 120
    compare(benchmark, our_form, content)
