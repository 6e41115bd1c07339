"""A catalogue of a few indicators, written by hand, for tests that change its files."""

from __future__ import annotations

_ELEMENTS = """\
code,name,unit,value_type,direction,across_units,across_periods,reported_at,breakdowns,wordings
known_cases,Số vụ xảy ra,vụ,count,lower,sum,sum,commune,,vụ
old_cases,Số vụ từ kỳ trước,vụ,count,neutral,sum,sum,commune,,
solved_cases,Số vụ khám phá,vụ,count,higher,sum,sum,commune,,khám phá
"""
_RATE = """\
code: solved_rate
name: Tỷ lệ khám phá
unit: "%"
value_type: ratio
direction: higher
numerator: solved_cases
denominator: known_cases
factor: 100
across_units: none
across_periods: none
reported_at: commune
after: solved_cases
wordings: [khám phá đạt]
"""
_CHANGE = """\
code: known_change
name: Mức tăng, giảm số vụ
unit: "%"
value_type: change
direction: lower
change_of: known_cases
factor: 100
across_units: none
across_periods: none
reported_at: commune
after: solved_rate
wordings: []
"""
_PARAMETER = """\
description: Ngày chốt số liệu
unit: day_of_month
values:
  2019-03-12: {value: 14, source: 09/2019/NĐ-CP}
"""
_SOURCES = """\
09/2019/NĐ-CP:
  title: Chế độ báo cáo
  checked: false
"""
_REGIME = """\
name: Chế độ báo cáo hành chính
period_types: [month, year]
begins: "12-15"
due:
  source: 09/2019/NĐ-CP
  days:
    month: {commune: 1}
source: 09/2019/NĐ-CP
article: Điều 12
checked: false
"""
_CATEGORIES = """\
sex:
  name: Giới tính
  options: {male: Nam, female: Nữ}
age:
  name: Độ tuổi
  exhaustive: false
  options: {under_18: Dưới 18 tuổi}
"""
MONTH = """\
name: Báo cáo tháng
regime: administrative
period_type: month
reporters: {level: commune}
source: 09/2019/NĐ-CP
article: Điều 12
checked: false
sections:
  - title: Vụ việc
    columns: [sex.female, age.under_18]
    rows:
      - element: known_cases
        options: [sex.female]
      - element: solved_cases
        number: "1.1"
        label: Trong đó đã khám phá
  - title: Tỷ lệ
    rows:
      - element: solved_rate
narratives:
  - {code: results, title: Kết quả}
rules:
  - code: solved_within_known
    kind: at_most
    left: [solved_cases]
    right: [known_cases]
    severity: explain
    words: Số khám phá không quá số xảy ra.
"""
YEAR = """\
name: Báo cáo năm
regime: administrative
period_type: year
reporters: {level: commune}
source: 09/2019/NĐ-CP
checked: false
sections:
  - title: Vụ việc
    rows:
      - element: known_cases
rules:
  - code: year_of_months
    kind: sum_of_periods
    other: commune_month
    left: [known_cases]
    right: [known_cases]
"""
CHANGED = """\
from: 2026-07-01
source: 09/2019/NĐ-CP
checked: false
why: Tính cả vụ từ kỳ trước.
changes:
  solved_rate: {name: Tỷ lệ giải quyết, denominator: old_cases}
"""
_FILES = {
    "groups.yaml": "crime: {name: Tội phạm, order: 1}\n",
    "sources.yaml": _SOURCES,
    "categories.yaml": _CATEGORIES,
    "data_elements/crime.csv": _ELEMENTS,
    "indicators/crime/solved_rate.yaml": _RATE,
    "indicators/crime/known_change.yaml": _CHANGE,
    "parameters/reporting/closing_day.yaml": _PARAMETER,
    "regimes/administrative.yaml": _REGIME,
    "data_sets/commune_month/2026-01-15.yaml": MONTH,
    "data_sets/commune_year/2025-12-15.yaml": YEAR,
}


def write(folder, **files):
    """Write the files below ``folder``, without those that are named with ``None``."""
    for name, text in (_FILES | files).items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder
