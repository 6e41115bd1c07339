"""A small form with everything a form can have, for tests of the workbook of a form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bcd138.domain.data_set import (
    Category,
    Cell,
    DataSet,
    FormRule,
    Measure,
    Narrative,
    Option,
    Reporters,
    Row,
    Section,
)
from bcd138.domain.period import calendar_months

FEMALE, MALE = Option("sex.female", "Nữ"), Option("sex.male", "Nam")
YOUNG = Option("age.under_18", "Dưới 18 tuổi")
CASES = Measure("cases", "Số vụ phạm tội về trật tự xã hội", "vụ")
SOLVED = Measure("solved", "Số vụ đã điều tra làm rõ", "vụ")
RATE = Measure("rate", "Tỷ lệ điều tra làm rõ", "%", "ratio", "up", "solved", "cases", 100)
OFFENDERS = Measure("offenders", "Số đối tượng bị bắt, xử lý", "người")
HEROIN = Measure("heroin", "Heroin thu giữ", "g", "weight")
DAMAGE = Measure("damage", "Thiệt hại về tài sản", "triệu đồng", "money")

ORDER = Section(
    "I",
    "Tội phạm về trật tự xã hội",
    (None, FEMALE, MALE, YOUNG),
    (
        Row("1", CASES.name, CASES, (Cell(CASES), None, None, None)),
        Row("2", SOLVED.name, SOLVED, (Cell(SOLVED), None, None, None)),
        Row("3", RATE.name, RATE, (Cell(RATE), None, None, None)),
        Row(
            "4",
            OFFENDERS.name,
            OFFENDERS,
            (
                Cell(OFFENDERS),
                Cell(OFFENDERS, FEMALE),
                Cell(OFFENDERS, MALE),
                Cell(OFFENDERS, YOUNG),
            ),
        ),
    ),
)
SEIZED = Section(
    "II",
    "Tang vật, thiệt hại",
    (None,),
    (
        Row("1", HEROIN.name, HEROIN, (Cell(HEROIN),)),
        Row("2", DAMAGE.name, DAMAGE, (Cell(DAMAGE),)),
    ),
)
FORM = DataSet(
    code="commune_month",
    name="Báo cáo tháng về phòng, chống tội phạm (cấp xã)",
    regime="administrative",
    period_type="month",
    reporters=Reporters("commune"),
    sections=(ORDER, SEIZED),
    valid_from=date(2026, 1, 1),
    narratives=(
        Narrative("results", "Kết quả nổi bật", "Không quá hai trang."),
        Narrative("proposals", "Kiến nghị, đề xuất"),
    ),
    rules=(
        FormRule(
            "solved_within_known",
            "at_most",
            ("solved",),
            ("cases",),
            words='Số vụ làm rõ lớn hơn số vụ đã biết: mời xem lại, hoặc giải trình "vụ cũ".',
        ),
        FormRule("some_offenders", "needs", ("solved",), ("offenders",), words="Chưa có ai?"),
        FormRule("few_kilos", "range", ("heroin",), high=Decimal(5000), words="Quá nhiều."),
        FormRule("as_last", "equal_across", ("cases",), ("cases",), other="other_form"),
    ),
    categories={
        "sex": Category("sex", "Giới tính", (MALE, FEMALE)),
        "age": Category("age", "Độ tuổi", (YOUNG,), is_exhaustive=False),
    },
    source="09/2019/NĐ-CP",
    article="Điều 7",
    guidance="Số liệu tính đến hết ngày 14.",
)
JULY = calendar_months(2026, 7, 1, "month")
