"""Reading the files of forms: what they make, and every fault at its line."""

from __future__ import annotations

from datetime import date

import pytest

import small_catalogue
from bcd138.domain.data_set import Category, FormRule, Narrative, Option, Reporters
from bcd138.formats.catalogue_files import CatalogueFaults, read_catalogue
from bcd138.formats.data_set_files import build_data_set, categories_from
from small_catalogue import MONTH, YEAR

MONTH_FILE = "data_sets/commune_month/2026-01-15.yaml"
YEAR_FILE = "data_sets/commune_year/2025-12-15.yaml"
FEMALE, UNDER_18 = Option("sex.female", "Nữ"), Option("age.under_18", "Dưới 18 tuổi")


def _read(folder, **files):
    return read_catalogue(small_catalogue.write(folder, **files))


def _faults(folder, **files):
    with pytest.raises(CatalogueFaults) as error:
        _read(folder, **files)
    return error.value.faults


def _built(catalogue, code):
    version = next(form for form in catalogue.data_sets if form.code == code)
    measures = {each: versions[-1].measure for each, versions in catalogue.versions.items()}
    categories = categories_from(dict(catalogue.categories))
    return build_data_set(version.content, code, version.valid_from, measures, categories)


def test_a_file_makes_the_form_as_printed(tmp_path):
    form = _built(_read(tmp_path), "commune_month")

    assert list(form.cells) == [
        "known_cases",
        "known_cases:sex.female",
        "solved_cases",
        "solved_rate",
    ]
    assert list(form.entered) == ["known_cases", "known_cases:sex.female", "solved_cases"]
    assert [(one.number, one.title, one.columns) for one in form.sections] == [
        ("I", "Vụ việc", (None, FEMALE, UNDER_18)),
        ("II", "Tỷ lệ", (None,)),
    ]
    rows = [(row.number, row.label) for section in form.sections for row in section.rows]
    assert rows == [
        ("1", "Số vụ xảy ra"),
        ("1.1", "Trong đó đã khám phá"),
        ("1", "Tỷ lệ khám phá"),
    ]
    assert form.narratives == (Narrative("results", "Kết quả"),)
    assert form.rules == (
        FormRule(
            "solved_within_known",
            "at_most",
            ("solved_cases",),
            ("known_cases",),
            words="Số khám phá không quá số xảy ra.",
        ),
    )
    assert form.categories == {
        "sex": Category("sex", "Giới tính", (Option("sex.male", "Nam"), FEMALE)),
        "age": Category("age", "Độ tuổi", (UNDER_18,), is_exhaustive=False),
    }
    assert (form.reporters, form.valid_from) == (Reporters("commune"), date(2026, 1, 15))


def test_a_later_file_ends_the_one_before(tmp_path):
    later = "data_sets/commune_month/2026-12-15.yaml"
    catalogue = _read(tmp_path, **{later: MONTH})

    spans = [(form.code, form.valid_from, form.valid_until) for form in catalogue.data_sets]
    assert spans == [
        ("commune_month", date(2026, 1, 15), date(2026, 12, 15)),
        ("commune_month", date(2026, 12, 15), None),
        ("commune_year", date(2025, 12, 15), None),
    ]


def test_forms_and_breakdowns_may_be_absent(tmp_path):
    catalogue = _read(tmp_path, **{"categories.yaml": None, MONTH_FILE: None, YEAR_FILE: None})

    assert (catalogue.data_sets, catalogue.categories) == ((), {})


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("regime: admin", "regime: other", "2: không có chế độ / no such regime: otheristrative"),
        ("period_type: month", "period_type: half", "3: administrative không có kỳ / has no half"),
        (
            "source: 09/2019",
            "source: 10/2020",
            "5: không có văn bản / no such source: 10/2020/NĐ-CP",
        ),
        ("[sex.female, age", "[sex.other, age", "10: không có phân tổ / no such option: sex.other"),
        ("age.under_18]", "sex.female]", "10: ghi hai lần / stands twice: sex.female"),
        (
            "options: [sex.female]",
            "options: [sex.male]",
            "13: không phải cột của mục / not a column of its section: sex.male",
        ),
        (
            "element: solved_rate",
            "element: known_change",
            "19: mức tăng giảm không nằm trong biểu / a change is no row: known_change",
        ),
        (
            "element: solved_rate",
            "element: unheard_of",
            "19: không có chỉ tiêu / no such element: unheard_of",
        ),
        (
            "element: solved_rate",
            "element: known_cases",
            "19: chỉ tiêu đã có trong biểu / stands twice: known_cases",
        ),
        ("right: [known_cases]", "right: [old_cases]", "26: không có ô / no such cell: old_cases"),
        ("kind: at_most", "kind: range", "23: "),
        ("severity: explain", "severity: shout", "27: rules.0.severity: "),
        ('number: "1.1"', "number: 1.1", "15: sections.0.rows.1.number: "),
        ("level: commune", "level: village", "4: reporters.level: "),
    ],
)
def test_a_fault_is_named_at_its_line(tmp_path, old, new, fault):
    faults = _faults(tmp_path, **{MONTH_FILE: MONTH.replace(old, new, 1), YEAR_FILE: None})

    assert [line for line in faults if line.startswith(f"{MONTH_FILE}:{fault}")] == faults[:1]


def test_a_ratio_needs_its_counts_in_the_form(tmp_path):
    text = MONTH.replace("element: known_cases", "element: old_cases")
    text = text.replace("right: [known_cases]", "right: [old_cases]")

    faults = _faults(tmp_path, **{MONTH_FILE: text, YEAR_FILE: None})

    words = "solved_rate tính từ số không có trong biểu / needs the cell: known_cases"
    assert faults == [f"{MONTH_FILE}:19: {words}"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "other: commune_month",
            "other: commune_week",
            "14: không có biểu mẫu / no such form: commune_week",
        ),
        (
            "right: [known_cases]",
            "right: [old_cases]",
            "16: không có ô / no such cell: old_cases",
        ),
        (
            "kind: sum_of_periods",
            "kind: equal_across",
            "14: kỳ không hợp với equal_across / periods do not fit: month và/and year",
        ),
        (
            "right: [known_cases]",
            "right: [known_cases, solved_cases]",
            "12: rules.0: Value error, left, right không bằng nhau / differ in length",
        ),
    ],
)
def test_a_rule_across_forms_is_checked_against_the_other(tmp_path, old, new, fault):
    faults = _faults(tmp_path, **{YEAR_FILE: YEAR.replace(old, new, 1)})

    assert faults == [f"{YEAR_FILE}:{fault}"]


@pytest.mark.parametrize("name", ["20260115", "2026-1-15", "first"])
def test_a_file_is_named_after_its_day_in_one_way(tmp_path, name):
    file = f"data_sets/commune_month/{name}.yaml"

    faults = _faults(tmp_path, **{file: MONTH})

    words = "tên tệp phải là ngày / name the file after its day: 2026-01-01.yaml"
    assert faults == [f"{file}:1: {words}"]


def test_what_follows_from_another_fault_is_not_said(tmp_path):
    elements = tmp_path / "data_elements/crime.csv"
    small_catalogue.write(tmp_path)
    text = elements.read_text(encoding="utf-8").replace("khám phá,vụ,count", "khám phá,vụ,tally")
    elements.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueFaults) as error:
        read_catalogue(tmp_path)

    assert [fault.split(": ")[0] for fault in error.value.faults] == ["data_elements/crime.csv:4"]


def test_a_broken_form_is_not_said_to_be_missing(tmp_path):
    faults = _faults(tmp_path, **{MONTH_FILE: f"{MONTH}colour: red\n"})

    assert faults == [f"{MONTH_FILE}:29: colour: Extra inputs are not permitted"]
