"""Derives ``catalogues/holidays/<year>.yaml`` for the years 2018 to 2030.

Needs what the product itself does not: holidays 0.109 (MIT) for the lunar calendar of Việt
Nam and ephem 4.2 (MIT) to check it by the new moon; China's calendar has Tết 2030 a day
later. Run by hand, then write what the announcement of a new year says into its file; the
files stay the authority.

What follows from law: the days of the Labour Code, days in lieu of a weekly day of rest. What
does not is chosen as every announcement of 2018-2026 chose it: the five days of Tết and the
second day of the national day so that the fewest fall on a weekly day of rest.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import ephem
from holidays.countries.vietnam import Vietnam

from bcd138.domain.working_days import days_in_lieu

TARGET = Path(__file__).resolve().parent.parent / "src/bcd138/catalogues/holidays"
YEARS = range(2018, 2031)
LAST_ANNOUNCED = 2026
CODE_OF_2019 = 2021  # the year in which the Labour Code of 2019 came into force
HANOI = timedelta(hours=7)
DAY = timedelta(days=1)
SATURDAY = 5
# Where 2/9 is a Monday, Thursday or Sunday its second day follows, otherwise it precedes.
FOLLOWS = {0, 3, 6}
ANNOUNCEMENTS = "Thông báo nghỉ lễ, tết hằng năm"
SWAPS = {
    date(2018, 12, 31): (date(2019, 1, 5), "6519/VPCP-KGVX"),
    date(2019, 4, 29): (date(2019, 5, 4), "6519/VPCP-KGVX"),
    date(2024, 4, 29): (date(2024, 5, 4), "2450/VPCP-KGVX"),
    date(2025, 5, 2): (date(2025, 4, 26), "6150/TB-BLĐTBXH"),
    date(2026, 1, 2): (date(2026, 1, 10), ANNOUNCEMENTS),
    date(2026, 8, 31): (date(2026, 8, 22), ANNOUNCEMENTS),
}
HEAD = """\
# yaml-language-server: $schema=../schemas/holiday_year.schema.json
name: Ngày nghỉ lễ, tết năm {year}
announced: {announced}
source: "{source}"
article: "{article}"
checked: false
"""


def main() -> None:
    """Write the file of each year."""
    for year in YEARS:
        (TARGET / f"{year}.yaml").write_text(file_of(year), encoding="utf-8")
        print(year)


def file_of(year: int) -> str:
    """Return the file of a year."""
    new, days = year >= CODE_OF_2019, holidays_of(year)
    lines = [f"  {day}: {name}" for day, name in sorted(days.items())]
    swaps = [
        f'  {off}: {{worked: {worked}, source: "{source}", checked: false}}'
        for off, (worked, source) in SWAPS.items()
        if off.year == year
    ]
    in_lieu = [f"  {day}: {holiday}" for day, holiday in days_in_lieu(days).items()]
    head = HEAD.format(
        year=year,
        announced=str(year <= LAST_ANNOUNCED).lower(),
        source="45/2019/QH14" if new else "10/2012/QH13",
        article="khoản 3 Điều 111, Điều 112" if new else "Điều 115",
    )
    parts = ["days:", *lines, *_part("in_lieu", in_lieu), *_part("swaps", swaps)]
    return head + "\n".join(parts) + "\n"


def holidays_of(year: int) -> dict[date, str]:
    """Return the holidays of a year with their names, also those on a day of rest."""
    new_year, hung_kings = lunar_days(year)
    national = date(year, 9, 2)
    days = {
        date(year, 1, 1): "Tết Dương lịch",
        **tet(new_year),
        hung_kings: "Giỗ Tổ Hùng Vương",
        date(year, 4, 30): "Ngày Chiến thắng",
        date(year, 5, 1): "Ngày Quốc tế lao động",
        national: "Quốc khánh",
    }
    if year >= CODE_OF_2019:
        days[national + DAY if national.weekday() in FOLLOWS else national - DAY] = "Quốc khánh"
    return days


def tet(new_year: date) -> dict[date, str]:
    """Return the five days of Tết: two or one of the old year, the others of the new."""
    choices = [[new_year + n * DAY for n in range(-before, 5 - before)] for before in (2, 1)]
    chosen = min(choices, key=lambda days: sum(day.weekday() >= SATURDAY for day in days))
    return {
        day: "Tết Âm lịch, cuối năm cũ"
        if day < new_year
        else f"Tết Âm lịch, mùng {(day - new_year).days + 1}"
        for day in chosen
    }


def lunar_days(year: int) -> tuple[date, date]:
    """Return the first day of the lunar year and the 10th of its third month.

    Raises:
        SystemExit: The new moon says otherwise.
    """
    found = Vietnam(years=year, observed=False, language="en_US").items()
    named = {name: day for day, name in found}
    new_year, hung_kings = named["Lunar New Year"], named["Hung Kings' Commemoration Day"]
    for first in (new_year, hung_kings - 9 * DAY):
        if new_moon_until(first + DAY) != first:
            raise SystemExit(f"{first}: không phải ngày sóc / no day of a new moon")
    return new_year, hung_kings


def new_moon_until(day: date) -> date:
    """Return the day in Hà Nội of the last new moon before the day ``day`` begins there."""
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - HANOI
    moment: datetime = ephem.previous_new_moon(begins).datetime()
    return (moment + HANOI).date()


def _part(name: str, lines: list[str]) -> list[str]:
    return [f"{name}:", *lines] if lines else [f"{name}: {{}}"]


if __name__ == "__main__":
    main()
