"""A small form for the tests of validation, with one of every check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bcd138.domain.data_set import (
    Category,
    Cell,
    DataSet,
    FormRule,
    Measure,
    Option,
    Reporters,
    Row,
    Section,
)
from bcd138.domain.entry import Entry, State

FEMALE, MALE = Option("sex.female", "Nữ"), Option("sex.male", "Nam")
CHILD = Option("age.under_18", "Dưới 18 tuổi")
COLUMNS = (None, FEMALE, MALE, CHILD)
CATEGORIES = {
    "sex": Category("sex", "Giới tính", (FEMALE, MALE)),
    "age": Category("age", "Độ tuổi", (CHILD,), is_exhaustive=False),
}
CASES = Measure("cases", "Số vụ", "vụ")
SOLVED = Measure("solved", "Số vụ đã làm rõ", "vụ")
THEFTS = Measure("thefts", "Trộm cắp", "vụ")
FRAUDS = Measure("frauds", "Lừa đảo", "vụ")
PEOPLE = Measure("people", "Số người", "người")
HEROIN = Measure("heroin", "Heroin", "g", "weight")
PLACE = Measure("place", "Xếp hạng", "", "rank", across_units="none")
RATE = Measure(
    "rate", "Tỷ lệ làm rõ", "%", "ratio", numerator="solved", denominator="cases", factor=100
)
PER_PERSON = Measure(
    "per_case", "Người mỗi vụ", "%", "ratio", numerator="people", denominator="cases", factor=100
)


def row(number, measure, *options):
    cells = tuple(
        Cell(measure, column) if column is None or column in options else None for column in COLUMNS
    )
    return Row(number, measure.name, measure, cells)


def form_of(*rules, categories=CATEGORIES):
    rows = (
        row("1", CASES),
        row("2", SOLVED),
        row("3", THEFTS),
        row("4", FRAUDS),
        row("5", PEOPLE, FEMALE, MALE, CHILD),
        row("6", HEROIN),
        row("7", PLACE),
        row("8", RATE),
        row("9", PER_PERSON),
    )
    return DataSet(
        code="commune_month",
        name="Báo cáo tháng",
        regime="administrative",
        period_type="month",
        reporters=Reporters("commune"),
        sections=(Section("I", "Tội phạm", COLUMNS, rows),),
        valid_from=date(2026, 1, 1),
        rules=rules,
        categories=categories,
    )


PARTS = FormRule(
    "parts", "sum_of_parts", ("cases",), ("thefts", "frauds"), words="Chỉ có hai loại."
)
AT_MOST = FormRule("solved", "at_most", ("solved",), ("cases",), "block")
NEEDS = FormRule("needs", "needs", ("heroin",), ("cases",))
RANGE = FormRule("few", "range", ("people", "thefts"), low=Decimal(1), high=Decimal(500))


def number(value, **more):
    return Entry(Decimal(value), State.NUMBER, **more)


def filled(**values):
    """Return entries by cell; ``people__sex_female`` is ``people:sex.female``."""
    return {
        key.replace("__", ":").replace("sex_", "sex.").replace("age_", "age."): value
        if isinstance(value, Entry)
        else number(value)
        for key, value in values.items()
    }
