"""Forms and definitions by date in the tables: loading, retiring, asking."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import IntegrityError

import small_catalogue
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.catalogue import selectors, services
from bcd138.apps.catalogue.forms import day_due
from bcd138.apps.catalogue.models import CatalogueLoad, DataSet, Definition, Indicator
from bcd138.domain.errors import Refused
from bcd138.domain.regime import periods_of
from small_catalogue import CHANGED, MONTH

pytestmark = pytest.mark.django_db

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONTH_FILE = "data_sets/commune_month/2026-01-15.yaml"
LATER_FILE = "data_sets/commune_month/2026-12-15.yaml"
CHANGE_FILE = "definition_changes/2026-07-01_solved.yaml"
LATER = MONTH.replace("      - element: solved_rate", "      - element: old_cases").replace(
    "label: Trong đó đã khám phá", "label: Đã khám phá"
)


@pytest.fixture
def folder(tmp_path):
    """A small catalogue: five indicators, two forms, no unit but the country."""
    units = tmp_path / "org_units"
    small_catalogue.write(tmp_path)
    for name in ("base/provinces.csv", "acts/2025-07-01/act.yaml"):
        path = units / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(settings.CATALOGUES / "org_units" / name, path)
    rows = (units / "base/provinces.csv").read_text(encoding="utf-8").splitlines()
    (units / "base/provinces.csv").write_text("\n".join(rows[:2]) + "\n", encoding="utf-8")
    head = (settings.CATALOGUES / "org_units/acts/2025-07-01/provinces.csv").read_text("utf-8")
    (units / "acts/2025-07-01/provinces.csv").write_text(head.splitlines()[0] + "\n", "utf-8")
    return tmp_path


def _load(folder, day=date(2026, 5, 1), **files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    at = datetime(day.year, day.month, day.day, 9, 0, tzinfo=HANOI)
    return services.load(folder, by="minh", at=at)


def _tables():
    models = (Indicator, Definition, DataSet, CatalogueLoad, AuditEvent)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_loading_brings_forms_breakdowns_and_regimes(folder):
    result = _load(folder)

    assert (result.added, result.changed, result.removed) == (1 + 5 + 2 + 2 + 1, 0, 0)
    assert result.lines[-5:] == (
        "+ sex Giới tính",
        "+ age Độ tuổi",
        "+ administrative Chế độ báo cáo hành chính",
        "+ commune_month 2026-01-15 Báo cáo tháng",
        "+ commune_year 2025-12-15 Báo cáo năm",
    )
    assert [(each.code, each.position) for each in selectors.data_sets()] == [
        ("commune_month", 1),
        ("commune_year", 2),
    ]
    assert list(selectors.categories()) == ["sex", "age"]
    assert selectors.regimes()["administrative"].due == {("month", "commune"): 1}
    assert Definition.objects.filter(kind="indicator", valid_from=None).count() == 5


def test_loading_again_leaves_no_trace(folder):
    _load(folder, **{LATER_FILE: LATER, CHANGE_FILE: CHANGED})
    before = _tables()

    result = _load(folder)

    assert (result.added, result.changed, result.removed, result.lines) == (0, 0, 0, ())
    assert _tables() == before


def test_a_form_is_told_apart_by_its_days(folder):
    _load(folder, **{LATER_FILE: LATER})

    first, last = (selectors.form_on("commune_month", day) for day in _AROUND)

    assert (first.form.valid_from, last.form.valid_from) == (date(2026, 1, 15), date(2026, 12, 15))
    assert list(first.form.cells)[-1:] == ["solved_rate"]
    assert list(last.form.cells)[-1:] == ["old_cases"]
    assert first.data_set_id == last.data_set_id == DataSet.objects.get(code="commune_month").pk
    versions = selectors.versions_of("data_set", "commune_month")
    assert [each.pk for each in versions] == [first.definition_id, last.definition_id]
    assert [each.valid_until for each in versions] == [date(2026, 12, 15), None]


_AROUND = (date(2026, 12, 14), date(2026, 12, 15))


def test_a_new_version_and_a_changed_one_say_what_changed_inside(folder):
    _load(folder)

    result = _load(folder, **{MONTH_FILE: LATER, LATER_FILE: MONTH})

    label = "dòng/row solved_cases label:"
    assert (result.added, result.changed, result.removed) == (1, 1, 0)
    assert result.lines == (
        "~ commune_month 2026-01-15 valid_until: None → 2026-12-15",
        f"~ commune_month 2026-01-15 ~ {label} Trong đó đã khám phá → Đã khám phá",
        "~ commune_month 2026-01-15 + dòng/row old_cases",
        "~ commune_month 2026-01-15 - dòng/row solved_rate",
        "+ commune_month 2026-12-15 Báo cáo tháng",
        f"+ commune_month 2026-12-15 ~ {label} Đã khám phá → Trong đó đã khám phá",
        "+ commune_month 2026-12-15 + dòng/row solved_rate",
        "+ commune_month 2026-12-15 - dòng/row old_cases",
    )


def test_a_form_that_left_the_files_is_retired_and_still_shown_where_it_was_used(folder):
    _load(folder)
    used = selectors.form_on("commune_year", date(2026, 12, 14))
    text = (folder / "data_sets/commune_year/2025-12-15.yaml").read_text(encoding="utf-8")
    shutil.rmtree(folder / "data_sets/commune_year")

    gone = _load(folder)
    with pytest.raises(Refused) as refusal:
        selectors.form_on("commune_year", date(2026, 12, 14))
    shown = selectors.form_of(used.definition_id, date(2026, 12, 14))
    back = _load(folder, **{"data_sets/commune_year/2025-12-15.yaml": text})

    assert (gone.removed, gone.lines) == (1, ("- commune_year 2025-12-15",))
    assert (refusal.value.code, refusal.value.params) == (
        "catalogue.unknown-data-set",
        {"code": "commune_year", "suggestions": "commune_month (Báo cáo tháng)"},
    )
    assert (shown.definition_id, shown.form.name) == (used.definition_id, "Báo cáo năm")
    assert (back.changed, back.lines) == (1, ("~ commune_year 2025-12-15 retired: True → False",))
    assert selectors.form_on("commune_year", date(2026, 12, 14)) == used


def test_before_its_first_day_a_form_is_refused(folder):
    _load(folder)

    with pytest.raises(Refused) as refusal:
        selectors.form_on("commune_month", date(2026, 1, 14))

    assert (refusal.value.code, refusal.value.params) == (
        "catalogue.no-form-on",
        {"name": "Báo cáo tháng", "day": date(2026, 1, 14)},
    )


def test_an_unknown_version_is_not_there(folder):
    _load(folder)

    with pytest.raises(Definition.DoesNotExist):
        selectors.form_of(0, date(2026, 12, 14))


@pytest.mark.rule("definition-of-its-day")
def test_a_form_counts_as_defined_on_the_last_day_of_its_period(folder):
    _load(folder, **{CHANGE_FILE: CHANGED.replace("old_cases", "solved_cases")})

    forms = [selectors.form_on("commune_month", day) for day in (_JUNE, _JULY)]

    rates = [form.form.cells["solved_rate"].measure for form in forms]
    assert [each.denominator for each in rates] == ["known_cases", "solved_cases"]
    assert [each.name for each in rates] == ["Tỷ lệ khám phá", "Tỷ lệ giải quyết"]
    assert [selectors.definition_on("solved_rate", day) for day in (_JUNE, _JULY)] == rates
    assert forms[0].definition_id == forms[1].definition_id


_JUNE, _JULY = date(2026, 6, 30), date(2026, 7, 14)


def test_a_change_is_counted_and_the_indicator_follows_once_it_is_in_force(folder):
    _load(folder)

    ahead = _load(folder, date(2026, 6, 30), **{CHANGE_FILE: CHANGED})
    then = Indicator.objects.get(code="solved_rate").name
    in_force = _load(folder, date(2026, 7, 1))
    again = _load(folder, date(2026, 7, 2))

    assert (ahead.added, ahead.changed) == (1, 1)
    assert ahead.lines == (
        "~ solved_rate valid_until: None → 2026-07-01",
        "+ solved_rate 2026-07-01 Tỷ lệ giải quyết",
        "+ solved_rate 2026-07-01 name: Tỷ lệ khám phá → Tỷ lệ giải quyết",
        "+ solved_rate 2026-07-01 denominator: known_cases → old_cases",
    )
    assert then == "Tỷ lệ khám phá"
    assert in_force.lines == (
        "~ solved_rate name: Tỷ lệ khám phá → Tỷ lệ giải quyết",
        "~ solved_rate denominator: known_cases → old_cases",
        "~ solved_rate search_name: ty le kham pha; kham pha dat → ty le giai quyet; kham pha dat",
    )
    assert again.lines == ()
    versions = selectors.versions_of("indicator", "solved_rate")
    assert [(each.name, each.valid_from) for each in versions] == [
        ("Tỷ lệ khám phá", None),
        ("Tỷ lệ giải quyết", date(2026, 7, 1)),
    ]


def test_an_unknown_indicator_names_the_nearest(folder):
    _load(folder)

    with pytest.raises(Refused) as refusal:
        selectors.definition_on("solved_rates", _JUNE)

    assert refusal.value.code == "catalogue.unknown-indicator"
    assert refusal.value.params["code"] == "solved_rates"
    assert refusal.value.params["suggestions"].startswith("solved_rate (Tỷ lệ khám phá)")


def test_forms_are_found_by_who_reports_and_by_what_they_count(folder):
    agencies = "{level: province, kind: agency, names_begin: [Viện kiểm sát nhân dân]}"
    text = MONTH.replace("{level: commune}", agencies)
    _load(folder, **{"data_sets/procuracy_month/2026-01-15.yaml": text})

    def codes(*unit):
        return [form.form.code for form in selectors.forms_for(*unit, _JUNE)]

    assert codes("commune", "territory", "Xã Nam Hải") == ["commune_month", "commune_year"]
    assert codes("province", "agency", "VIỆN KIỂM SÁT NHÂN DÂN tỉnh An Bình") == ["procuracy_month"]
    assert codes("province", "agency", "Công an tỉnh An Bình") == []
    assert [form.form.code for form in selectors.forms_using("solved_cases", _JUNE)] == [
        "commune_month",
        "procuracy_month",
    ]
    assert selectors.forms_using("solved_cases", date(2025, 12, 31)) == []


def test_a_form_costs_one_query_until_the_next_loading(folder, django_assert_num_queries):
    _load(folder)
    first = selectors.form_on("commune_month", _JUNE)

    with django_assert_num_queries(1):
        again = selectors.form_on("commune_month", date(2026, 5, 14))
    _load(folder, **{MONTH_FILE: LATER})
    after = selectors.form_on("commune_month", _JUNE)

    assert again is first
    assert list(after.form.cells)[-1:] == ["old_cases"]


def test_the_range_of_a_rule_is_exact(folder):
    rule = "  - {code: few, kind: range, left: [known_cases], low: 0, high: 99.5}\n"
    _load(folder, **{MONTH_FILE: MONTH + rule})

    few = selectors.form_on("commune_month", _JUNE).form.rules[-1]

    assert (few.low, few.high) == (Decimal(0), Decimal("99.5"))


@pytest.mark.parametrize("valid_from", [None, date(2026, 1, 15)])
def test_a_code_has_one_definition_from_a_day(valid_from):
    row = {"kind": "regime", "code": "x", "name": "x", "content": {}, "position": 1}
    Definition.objects.create(**row, valid_from=valid_from)

    with pytest.raises(IntegrityError):
        Definition.objects.create(**row, valid_from=valid_from)


YEAR_FILE = "holidays/2026.yaml"
HOLIDAYS = """\
name: Ngày nghỉ lễ, tết năm 2026
announced: true
source: 09/2019/NĐ-CP
checked: false
days:
  2026-02-17: Tết Âm lịch, mùng 1
  2026-04-26: Giỗ Tổ Hùng Vương
in_lieu:
  2026-04-27: 2026-04-26
swaps:
  2026-08-31: {worked: 2026-08-22, source: 09/2019/NĐ-CP, checked: false}
"""


def test_the_days_off_of_a_year_are_loaded_changed_and_retired_with_their_file(folder):
    _load(folder)
    assert (selectors.holidays(), selectors.worked_days()) == (frozenset(), frozenset())

    came = _load(folder, **{YEAR_FILE: HOLIDAYS})
    loaded = selectors.holidays(), selectors.worked_days()
    changed = _load(folder, **{YEAR_FILE: HOLIDAYS.replace("-22, s", "-29, s")})
    moved = selectors.worked_days()
    (folder / YEAR_FILE).unlink()
    gone = _load(folder)

    assert (came.added, came.changed, came.removed) == (1, 0, 0)
    assert came.lines == ("+ 2026 Ngày nghỉ lễ, tết năm 2026",)
    assert loaded == (
        {date(2026, 2, 17), date(2026, 4, 26), date(2026, 4, 27), date(2026, 8, 31)},
        {date(2026, 8, 22)},
    )
    assert (changed.added, changed.changed, moved) == (0, 1, {date(2026, 8, 29)})
    assert (gone.removed, gone.lines) == (1, ("- 2026",))
    assert (selectors.holidays(), selectors.worked_days()) == (frozenset(), frozenset())


@pytest.mark.rule("due-date")
def test_a_form_is_due_after_holidays_and_on_a_saturday_that_is_worked(
    folder, django_assert_num_queries
):
    _load(folder, **{YEAR_FILE: HOLIDAYS})
    regime = selectors.regimes()["administrative"]
    (august,) = (each for each in periods_of(regime, 2026, "month") if each.end.month == 8)
    closing = replace(august, end=date(2026, 8, 21))

    with django_assert_num_queries(1):
        found = selectors.form_on("commune_month", date(2026, 8, 14))
        due = found.due_day(closing, "commune")

    assert (found.form.due_days, due) == (None, date(2026, 8, 22))
    a_week, days = replace(found.form, due_days=7), (found.off, found.worked)
    assert day_due(a_week, regime, closing, "commune", days) == date(2026, 9, 1)
