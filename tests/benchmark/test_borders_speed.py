"""A national year before the reform: totals in the borders of today beside those of its own day.

63 provinces become 34 and 10,035 communes 3,321 on 1-7-2025, each whole; one indicator, the
twelve months of 2024 of every old commune.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import partial
from statistics import median
from timeit import repeat

import pytest

from bcd138.domain.borders import Borders
from bcd138.domain.org_unit import Link, Name, Unit, build_register
from bcd138.domain.period import calendar_months, calendar_year
from bcd138.domain.planning import plan_act
from bcd138.domain.reorganisation import ActRow, apply_effect
from bcd138.domain.rollup import Rollup, by_key
from bcd138.domain.total import Reported, Ways

pytestmark = pytest.mark.benchmark

FROM, REFORM = date(2004, 1, 1), date(2025, 7, 1)
EVE = date(2024, 12, 31)
PROVINCES, PROVINCES_AFTER = 63, 34
COMMUNES, COMMUNES_AFTER = 10_035, 3_321
YEAR = calendar_year(2024)


def province_of(commune):
    """Communes that will be one stand under provinces that will be one."""
    later = commune % COMMUNES_AFTER % PROVINCES_AFTER
    both = later + PROVINCES_AFTER < PROVINCES and commune >= COMMUNES_AFTER
    return later + PROVINCES_AFTER if both else later


@pytest.fixture(scope="module")
def before():
    links = [Link(f"P{number}", "VN", FROM) for number in range(PROVINCES)]
    links += [Link(f"C{number}", f"P{province_of(number)}", FROM) for number in range(COMMUNES)]
    levels = {"V": "central", "P": "province", "C": "commune"}
    codes = ["VN", *(link.unit for link in links)]
    units = [Unit(code, levels[code[0]], FROM) for code in codes]
    return build_register(units, [Name(code, code, FROM) for code in codes], links, ())


@pytest.fixture(scope="module")
def rows():
    made = [(f"P{number}", f"T{number % PROVINCES_AFTER}", "VN") for number in range(PROVINCES)]
    made += [
        (
            f"C{number}",
            f"X{number % COMMUNES_AFTER}",
            f"P{number % COMMUNES_AFTER % PROVINCES_AFTER}",
        )
        for number in range(COMMUNES)
    ]
    return [
        ActRow(line, "merge", unit, to, name=to, parent=parent)
        for line, (unit, to, parent) in enumerate(made, start=2)
    ]


@pytest.fixture(scope="module")
def after(before, rows):
    plan = plan_act(before, act="NQ", on=REFORM, rows=rows)
    assert plan.faults == ()
    return apply_effect(before, plan.effect)


@pytest.fixture(scope="module")
def figures():
    return by_key(
        Reported(f"C{commune}", month, Decimal(commune % 7))
        for month in (calendar_months(2024, first, 1, "month") for first in range(1, 13))
        for commune in range(COMMUNES)
    )


def totals(register, figures, on):
    rollup = Rollup(Borders(register, on), figures, Ways())
    provinces = register.standing(on, "province")
    return {code: rollup.total(code, YEAR, level="commune").value for code in provinces}


def bare_sum(register, figures):
    """Add up by province in a plain loop, as if the tree never changed."""
    parent = {code: register.parent(code, EVE) for code in register.standing(EVE, "commune")}
    found = defaultdict(Decimal)
    for figure in figures.values():
        found[parent[figure.unit]] += figure.value
    return dict(found)


def test_restated_totals_cost_little_over_plain_ones(benchmark, after, figures):
    restated = benchmark.pedantic(
        totals, args=(after, figures, REFORM), rounds=5, iterations=1, warmup_rounds=1
    )
    plain = partial(totals, after, figures, EVE)
    bare = partial(bare_sum, after, figures)

    own_day, loop = plain(), bare()
    assert (len(restated), len(own_day)) == (PROVINCES_AFTER, PROVINCES)
    assert len(after.standing(REFORM, "commune")) == COMMUNES_AFTER
    assert own_day == loop
    assert sum(restated.values()) == sum(loop.values())

    seconds = benchmark.stats.stats.median
    plain_seconds, bare_seconds = (median(repeat(one, number=1, repeat=5)) for one in (plain, bare))
    benchmark.extra_info["ratio_to_own_day"] = round(seconds / plain_seconds, 2)
    benchmark.extra_info["ratio_to_raw"] = round(seconds / bare_seconds, 1)
    benchmark.extra_info["figures_per_second"] = round(len(figures) / seconds)
    benchmark.extra_info["seconds"] = [
        round(one, 3) for one in (seconds, plain_seconds, bare_seconds)
    ]
    print(f"\n▸ địa giới / borders: {benchmark.extra_info}")  # noqa: T201 - a benchmark is read


def test_the_whole_reform_is_planned_and_applied(benchmark, before, rows):
    def reform():
        plan = plan_act(before, act="NQ", on=REFORM, rows=rows)
        return apply_effect(before, plan.effect)

    register = benchmark.pedantic(reform, rounds=3, iterations=1, warmup_rounds=1)

    assert len(register.standing(REFORM)) == 1 + PROVINCES_AFTER + COMMUNES_AFTER
    benchmark.extra_info["rows_per_second"] = round(len(rows) / benchmark.stats.stats.median)
    print(f"\n▸ sắp xếp / reform: {benchmark.extra_info}")  # noqa: T201 - a benchmark is read
