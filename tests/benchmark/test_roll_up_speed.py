"""Totals of a country beside plain DuckDB over the same file; a nation's ten years; questions.

34 provinces with 3,321 communes that report every month; before 1-7-2025 they were 63 with
10,035. Numbers to quote are ratios of one run: machines differ. What was computed is looked at
before how fast. BCD138_NATION=225000000 also rolls up a nation's ten years, made on disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from timeit import repeat

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from bcd138.compute import engines
from bcd138.compute.asked import Measured, Question
from bcd138.compute.figure_files import read_figures
from bcd138.compute.period_numbers import number_of
from bcd138.compute.roll_up import roll_up
from bcd138.compute.run import roll_up_files
from bcd138.domain.org_unit import Link, Name, Unit, build_register
from bcd138.domain.period import (
    calendar_months,
    calendar_year,
    periods_within,
    whole_months,
)
from bcd138.domain.planning import plan_act
from bcd138.domain.reorganisation import ActRow, apply_effect
from bcd138.domain.total import Ways

pytestmark = pytest.mark.benchmark

FROM, REFORM, TODAY = date(2004, 1, 1), date(2025, 7, 1), date(2026, 12, 31)
PROVINCES, COMMUNES = 34, 3_321
OLD_PROVINCES, OLD_COMMUNES = 63, 10_035
NATION = int(os.environ.get("BCD138_NATION", "0"))
RAW = """
  select tree.ancestor, figures.indicator, figures.breakdown, figures.period,
    count(*) as reported, sum(value) as value, sum(numerator) as numerator,
    sum(denominator) as denominator
  from figures inner join tree on tree.descendant = figures.org_unit
  group by tree.ancestor, figures.indicator, figures.breakdown, figures.period
"""
MAKE = """
  copy (
    select
      units.code as org_unit, printf('indicator_%04d', i.range) as indicator,
      parts.breakdown as breakdown, months.period as period, months.last_day as last_day,
      cast(hash(units.place * 7919 + i.range * 104729 + months.place) % 1000 as decimal(20, 4))
        as value,
      'vụ' as measure, '=' as comparator,
      case when i.range % 5 = 4 then cast(hash(units.place) % 100 as decimal(20, 4)) end
        as numerator,
      case when i.range % 5 = 4 then cast(100 as decimal(20, 4)) end as denominator,
      cast(((i.range * 2 + parts.place) * 1000 + months.place) * 20000 + units.place as bigint)
        as source
    from range({first}, {last}) i, parts, months, units
    where parts.place = 0 or i.range % 8 = 0
    order by i.range, parts.place, months.place, units.place
  ) to '{path}' (format parquet, row_group_size 50000)
"""
COPY = """
  copy (
    select * replace (
      printf('indicator_%04d', cast(right(indicator, 4) as integer) + {add}) as indicator,
      source + cast({add} as bigint) * 40000000 as source
    )
    from '{base}'
    where cast(right(indicator, 4) as integer) + {add} <= {last}
  ) to '{path}' (format parquet, row_group_size 50000)
"""


def codes(letter, count):
    return [f"{letter}{number:05d}" for number in range(count)]


def register_of(provinces, communes):
    links = [Link(code, "VN", FROM) for code in provinces]
    links += [Link(code, provinces[n % len(provinces)], FROM) for n, code in enumerate(communes)]
    levels = {"V": "central", "P": "province", "C": "commune"}
    every = ["VN", *(link.unit for link in links)]
    units = [Unit(code, levels[code[0]], FROM) for code in every]
    return build_register(units, [Name(code, code, FROM) for code in every], links, ())


def reformed():
    """The reform of 2025: every old commune goes wholly to a new one, every province too."""
    old_provinces, old_communes = codes("P", OLD_PROVINCES), codes("C", OLD_COMMUNES)
    before = register_of(old_provinces, old_communes)
    province_of = {
        code: number % OLD_PROVINCES % PROVINCES for number, code in enumerate(old_communes)
    }
    made = {code: f"T{n % PROVINCES}" for n, code in enumerate(old_provinces)}
    seats = {to: unit for unit, to in reversed(made.items())}
    rows = [(unit, to, "VN") for unit, to in made.items()]
    by_province = [[] for _ in range(PROVINCES)]
    for code, province in province_of.items():
        by_province[province].append(code)
    for province, members in enumerate(by_province):
        share = COMMUNES // PROVINCES + (province < COMMUNES % PROVINCES)
        seat = seats[f"T{province}"]
        rows += [(code, f"X{province}.{n % share}", seat) for n, code in enumerate(members)]
    acts = [
        ActRow(line, "merge", unit, to, name=to, parent=parent)
        for line, (unit, to, parent) in enumerate(rows, start=2)
    ]
    plan = plan_act(before, act="NQ", on=REFORM, rows=acts)
    assert plan.faults == ()
    return apply_effect(before, plan.effect)


def make_figures(path, units, months, first, last):
    """Write a figure for every unit, month and indicator; every eighth one has a part."""
    with duckdb.connect(config={"preserve_insertion_order": "true"}) as maker:
        places = list(range(len(months)))
        numbers = [number_of(month) for month in months]
        days = [month.end.toordinal() for month in months]
        maker.register("months", pa.table({"place": places, "period": numbers, "last_day": days}))
        maker.register("units", pa.table({"place": list(range(len(units))), "code": units}))
        maker.register("parts", pa.table({"place": [0, 1], "breakdown": ["", "female"]}))
        maker.execute(MAKE.format(first=first, last=last, path=path))
    return path


def months_of(*years):
    return [calendar_months(year, first, 1, "month") for year in years for first in range(1, 13)]


def measured(*numbers):
    ways = {True: Ways("none", "none"), False: Ways()}
    return {f"indicator_{n:04d}": Measured(ways[n % 5 == 4], "vụ") for n in numbers}


@pytest.fixture(scope="module")
def today():
    return register_of(codes("P", PROVINCES), codes("C", COMMUNES))


@pytest.fixture(scope="module")
def tree(today):
    pairs = [
        (above, code)
        for code in today.standing(TODAY, "commune")
        for above in today.ancestors(code, TODAY)
    ]
    ancestors, descendants = zip(*pairs, strict=True)
    return pa.table({"ancestor": ancestors, "descendant": descendants})


def question(register, units, periods, indicators, on=TODAY):
    return Question(register, on, "commune", "territory", tuple(units), tuple(periods), indicators)


def everything(register, months, indicators):
    units = [*codes("C", COMMUNES), *codes("P", PROVINCES), "VN"]
    return question(register, units, months, measured(*range(indicators)))


def rolled_into(engine, path, asked, folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    roll_up_files(engine, path, asked, folder)


def raw_into(path, tree, out):
    with duckdb.connect() as raw:
        raw.register("figures", raw.read_parquet(str(path)))
        raw.register("tree", tree)
        raw.sql(RAW).write_parquet(str(out))


def seconds(work, times=3):
    return median(repeat(work, number=1, repeat=times))


def say(words, **numbers):
    shown = ", ".join(f"{name} {value}" for name, value in numbers.items())
    print(f"\n▸ {words}: {shown}")  # noqa: T201 - a benchmark is read


def test_every_total_of_a_country_beside_plain_duckdb(today, tree, tmp_path):
    """10 million figures rolled up to every unit."""
    indicators, months = 223, months_of(2026)
    path = make_figures(tmp_path / "figures.parquet", codes("C", COMMUNES), months, 0, indicators)
    count = pq.read_metadata(path).num_rows
    asked = everything(today, months, indicators)
    ours, raw = tmp_path / "ours", tmp_path / "raw.parquet"

    with engines.opened() as engine:
        rolled_into(engine, path, asked, ours)
        raw_into(path, tree, raw)
        plain = pq.read_table(raw)
        above, own = (pq.read_table(ours / f"{name}.parquet") for name in ("roll_up", "own"))
        assert above.num_rows + own.num_rows == plain.num_rows
        for rows, upper in ((above, True), (own, False)):
            same = plain.filter(pc.equal(pc.starts_with(plain["ancestor"], "C"), not upper))
            assert pc.sum(rows["value"]) == pc.sum(same["value"])
        pairs = [
            (
                seconds(partial(rolled_into, engine, path, asked, ours), 1),
                seconds(partial(raw_into, path, tree, raw), 1),
            )
            for _ in range(3)
        ]

    mine, theirs = (median(times) for times in zip(*pairs, strict=True))
    say(
        "mọi đơn vị / every unit",
        figures=count,
        totals=plain.num_rows,
        ratio_to_raw=round(mine / theirs, 2),
        seconds=(round(mine, 2), round(theirs, 2)),
    )


def test_cost_grows_no_faster_than_the_figures(today, tmp_path):
    """Three sizes: twice and four times the figures."""
    months = months_of(2026)
    found = {}
    with engines.opened() as engine:
        for indicators in (40, 80, 160):
            path = tmp_path / f"{indicators}.parquet"
            make_figures(path, codes("C", COMMUNES), months, 0, indicators)
            asked = everything(today, months, indicators)
            work = partial(rolled_into, engine, path, asked, tmp_path / "out")
            work()
            found[pq.read_metadata(path).num_rows] = seconds(work)
            assert pq.read_metadata(tmp_path / "out" / "own.parquet").num_rows == max(found)

    each = [1e9 * took / count for count, took in found.items()]
    say(
        "ns mỗi số liệu / ns a figure",
        **{f"{n:_}": round(t) for n, t in zip(found, each, strict=True)},
    )


def of_the_country(found):
    return {
        (cell.indicator, cell.period): one.value
        for cell, one in found.items()
        if cell.org_unit == "VN"
    }


def test_restated_totals_cost_little_over_plain_ones(tmp_path):
    """2024 in the borders of 2026, beside 2024 in its own."""
    register, months = reformed(), months_of(2024)
    path = make_figures(tmp_path / "old.parquet", codes("C", OLD_COMMUNES), months, 0, 20)
    year = calendar_year(2024)

    def asked(on):
        units = [*register.standing(on, "province"), "VN"]
        return question(register, units, [*months, year], measured(0, 1, 2, 3), on)

    with engines.opened() as engine:
        table = read_figures(
            engine,
            path,
            measured(0, 1, 2, 3),
            between=(year.start, year.end),
            with_parts=False,
            without=(),
        )
        works = [partial(roll_up, engine, table, asked(on)) for on in (REFORM, date(2024, 12, 31))]
        restated, plain = (
            {
                (cell.indicator, cell.period): one.value
                for cell, one in work().items()
                if cell.org_unit == "VN"
            }
            for work in works
        )
        assert restated == plain
        assert len(plain) == 4 * 13
        times = [[seconds(work, 1) for work in works] for _ in range(5)]

    mine, theirs = (median(found) for found in zip(*times, strict=True))
    say(
        "2024 theo địa giới 2026 / 2024 in the borders of 2026",
        ratio_to_own_borders=round(mine / theirs, 2),
        seconds=(round(mine, 3), round(theirs, 3)),
    )


P, C = codes("P", PROVINCES), codes("C", COMMUNES)
YEARS = [calendar_year(year) for year in range(2022, 2027)]
YEAR, MONTHS = YEARS[-1], months_of(2026)
TEN = [whole_months(date(year, 1, 1), 10, "to_date") for year in (2025, 2026)]
QUESTIONS = {
    "12 months, the country": (["VN"], MONTHS, (0,), False),
    "12 months by province": (P, MONTHS, (0,), False),
    "12 months of 8 indicators": (["VN"], MONTHS, tuple(range(8)), False),
    "12 months of a commune": (C[:1], MONTHS, tuple(range(8)), False),
    "3 indicators, 5 years": (["VN"], YEARS, (0, 1, 2), False),
    "5 years by province": (P, YEARS, (1,), False),
    "5 years with a group": (["VN"], YEARS, (8,), True),
    "a month with a group, by province": (P, MONTHS[5:6], (8, 16), True),
    "the year by commune": (C, [YEAR], (3,), False),
    "a month by commune": (C, MONTHS[5:6], (3,), False),
    "communes of a province": (C[::PROVINCES], [YEAR], (3,), False),
    "year on year by province": (P, YEARS[-2:], (3,), False),
    "month on month by province": (P, MONTHS[4:6], (3,), False),
    "ten months to date, two years": (P, TEN, (3,), False),
    "quarters by province": (P, periods_within(YEAR, "quarter"), (3,), False),
    "a rate by province and month": (P, MONTHS, (4,), False),
    "a page of every indicator, a month": (["VN"], MONTHS[5:6], tuple(range(40)), False),
    "outliers: every commune, two months": (C, MONTHS[4:6], (3,), False),
}


def test_eighteen_questions_over_a_nation(today, tmp_path_factory):
    """Reading the snapshot and adding up, of five years with 40 indicators."""
    path = tmp_path_factory.mktemp("nation") / "figures.parquet"
    make_figures(path, C, months_of(*range(2022, 2027)), 0, 40)
    took = {}
    with engines.opened() as engine:
        for name, (units, periods, indicators, with_parts) in QUESTIONS.items():
            asked = question(today, units, periods, measured(*indicators))

            def answer(asked=asked, with_parts=with_parts):
                figures = read_figures(
                    engine,
                    path,
                    asked.indicators,
                    between=(
                        min(period.start for period in asked.periods),
                        max(period.end for period in asked.periods),
                    ),
                    with_parts=with_parts,
                    without=(),
                )
                return roll_up(engine, figures, asked)

            found = answer()
            assert len(found) == len(units) * len(periods) * len(indicators) * (1 + with_parts)
            assert all(one.reported and one.reported == one.expected for one in found.values())
            took[name] = seconds(answer)

    for name, each in took.items():
        say(name, seconds=round(each, 3))
    say(
        "18 câu hỏi / questions",
        slowest=round(max(took.values()), 3),
        figures=f"{pq.read_metadata(path).num_rows:_}",
    )


@pytest.mark.skipif(not NATION, reason="made on disk, minutes long: BCD138_NATION=225000000")
def test_ten_years_of_a_nation(tmp_path):
    """Every month of ten years, to every unit above those that report, in a process of its own."""
    months, each = months_of(*range(2017, 2027)), 40
    indicators = NATION // (COMMUNES * len(months) * 9 // 8)
    needed = NATION * 40
    assert shutil.disk_usage(tmp_path).free > needed, "not enough room on the disk"
    (tmp_path / "figures").mkdir()
    base = make_figures(tmp_path / "figures" / "0000.parquet", C, months, 0, each)
    for first in range(each, indicators, each):
        copied = {"add": first, "last": min(first + each, indicators) - 1, "base": base}
        duckdb.execute(COPY.format(path=tmp_path / "figures" / f"{first:04d}.parquet", **copied))
    files = sorted((tmp_path / "figures").iterdir())
    count = sum(pq.read_metadata(file).num_rows for file in files)
    here, house = Path(__file__).parents[1], Path(engines.__file__).parents[2]
    program = str(Path(__file__).with_name("ten_years.py"))
    answers = {
        query: subprocess.run(  # noqa: S603 - our own interpreter and text
            [sys.executable, program, str(tmp_path), str(indicators), query],
            env={**os.environ, "PYTHONPATH": f"{here}:{house}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for query in ("roll_up", "own")
    }

    totals = pq.read_table(tmp_path / "roll_up.parquet")
    nation = totals.filter(pc.equal(totals["asked_unit"], "VN"))
    assert pc.sum(nation["reported"]).as_py() == count
    assert pq.read_metadata(tmp_path / "own.parquet").num_rows == count
    shutil.rmtree(tmp_path)
    say("mười năm cả nước / a nation's ten years", figures=f"{count:_}", **answers)
