"""Laws of borders: histories of acts, undone and restated, lose nothing and count nothing twice.

The judge knows nothing of the register's arrows: it carries each figure from act to act by
the rows as they were written. Where nobody declared a share it invents one, twice: what
differs between the two inventions cannot be known, and must not be answered.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bcd138.domain.borders import Borders
from bcd138.domain.figure import percent
from bcd138.domain.org_unit import Link, Name, Unit, build_register, closure, holds
from bcd138.domain.period import calendar_months, calendar_year, periods_within
from bcd138.domain.planning import plan_act
from bcd138.domain.register_faults import check_register
from bcd138.domain.reorganisation import (
    ROW_KINDS,
    ActRow,
    apply_effect,
    faults_of_undoing,
    parse_share,
    undo_act,
)
from bcd138.domain.rollup import Rollup, by_key
from bcd138.domain.total import Reported, Ways

HISTORIES = int(os.environ.get("BCD138_HISTORIES", "100"))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=HISTORIES)

BEGINNING = date(2020, 1, 1)
DECLARED = (
    ("0,6", "0,4"),
    ("25%", "75%"),
    ("1/2", "1/4", "1/4"),
    ("0,333333", "0,666667"),
)
PARENTS = {"province": ("central",), "district": ("province",), "commune": ("district", "province")}


@dataclass
class History:
    """A register, the registers before each act, and the acts with their rows as written."""

    register: object
    before: list = field(default_factory=list)
    acts: list = field(default_factory=list)
    codes: int = 0

    def new(self, letter):
        self.codes += 1
        return f"{letter}{self.codes}"

    @property
    def days(self):
        found = {BEGINNING, *(on for _, on, _ in self.acts)}
        found |= {on - timedelta(days=1) for _, on, _ in self.acts}
        return sorted(day for day in found if day >= BEGINNING)


def first_register(history, draw):
    """VN ┬ P ┬ D ┬ C, two or three of each; some communes right under P, agencies beside."""
    units, links = [Unit("VN", "central", BEGINNING)], []

    def put(level, parent, kind="territory"):
        code = history.new(level[0].upper() if kind == "territory" else "A")
        units.append(Unit(code, level, BEGINNING, kind=kind))
        links.append(Link(code, parent, BEGINNING))
        return code

    for _ in range(draw(st.integers(2, 3))):
        province = put("province", "VN")
        put("province", province, "agency")
        put("commune", province)
        for _ in range(draw(st.integers(0, 2))):
            district = put("district", province)
            for _ in range(draw(st.integers(1, 2))):
                put("commune", district)
    names = [Name(unit.code, f"tên {unit.code}", BEGINNING) for unit in units]
    return build_register(units, names, links, ())


class Act:
    """The rows of an act while they are drawn; a unit is named once."""

    def __init__(self, history, on, draw):
        self.history, self.on, self.draw = history, on, draw
        self.register = history.register
        self.busy, self.rows = set(), []

    def row(self, kind, **cells):
        self.rows.append(ActRow(len(self.rows) + 2, kind, **cells))
        self.busy.add(cells.get("unit"))

    def free(self, level, kind="territory"):
        codes = self.register.standing(self.on, level, kind)
        return [code for code in codes if code not in self.busy]

    def one(self, codes):
        return self.draw(st.sampled_from(codes))

    def level(self):
        return self.one(["commune", "commune", "district", "province"])

    def new_parent(self, level):
        return self.one([code for above in PARENTS[level] for code in self.free(above)] or [""])

    def merge(self):
        level = self.level()
        kind = self.one(["territory", "territory", "territory", "agency"])
        codes = self.free("province" if kind == "agency" else level, kind)
        if len(codes) > 1:
            to = self.history.new("M")
            parent = self.register.parent(codes[0], self.on)
            for code in self.draw(
                st.lists(st.sampled_from(codes), min_size=2, max_size=3, unique=True)
            ):
                self.row("merge", unit=code, to=to, name=f"tên {to}", parent=parent)

    def split(self, shares=None):
        codes = self.free(self.level())
        if not codes:
            return
        code = self.one(codes)
        shares = shares or self.one(DECLARED)
        parts = [self.history.new("S") for _ in shares]
        for to, share in zip(parts, shares, strict=True):
            self.row("split", unit=code, to=to, share=share, name=f"tên {to}")
        self.move_children(code, parts)
        others = self.free(self.register.units[code].level)
        if others and self.draw(st.booleans()):
            self.row("merge", unit=self.one(others), to=parts[0])
            parent = self.register.parent(code, self.on)
            self.rows[-2:] = [replace(self.rows[-1], parent=parent), self.rows[-2]]
            self.move_children(self.rows[-2].unit, parts[:1])
            first = next(i for i, row in enumerate(self.rows) if row.to == parts[0])
            self.rows[first] = replace(self.rows[first], parent=parent)

    def split_undeclared(self):
        self.split(self.one([("", ""), ("", "", "")]))

    def move_children(self, code, parents):
        for child in self.register.children(code, self.on):
            if child not in self.busy:
                self.row("transfer", unit=child, parent=self.one(parents))

    def transfer(self):
        level = self.one(["commune", "district", "province"])
        kind = "agency" if level == "province" else "territory"
        if codes := self.free(level, kind):
            parent = self.new_parent(level if kind == "territory" else "district")
            self.row("transfer", unit=self.one(codes), parent=parent)

    def rename(self):
        if codes := self.free(self.level()):
            code = self.one(codes)
            self.row(self.one(["rename", "retype"]), unit=code, name=f"tên {self.on}")

    def create(self):
        level = self.one(["commune", "district"])
        to, nature = self.history.new("N"), self.one(["", "agency"])
        parent = self.new_parent(level)
        self.row("create", to=to, name="tên", level=level, nature=nature, parent=parent)

    def abolish(self):
        level = self.one(["commune", "district", "district"])
        if codes := self.free(level):
            code = self.one(codes)
            self.row("abolish", unit=code)
            self.move_children(code, [self.register.parent(code, self.on)])


EVERYTHING = ("merge", "split", "split_undeclared", "transfer", "rename", "create", "abolish")
ALL_DECLARED = tuple(kind for kind in EVERYTHING if kind != "split_undeclared")


@st.composite
def histories(draw, kinds=EVERYTHING, *, growing=True):
    history = History(None)
    history.register = first_register(history, draw)
    on = BEGINNING
    for number in range(draw(st.integers(1, 5))):
        days = st.integers(1, 500) if growing else st.integers(1, 1500)
        on = (on if growing else BEGINNING) + timedelta(days=draw(days))
        act = Act(history, on, draw)
        for _ in range(draw(st.integers(1, 3))):
            getattr(act, draw(st.sampled_from(kinds)))()
        plan = plan_act(history.register, act=f"NQ{number}", on=on, rows=act.rows)
        if not plan.faults:
            history.before.append(history.register)
            history.acts.append((f"NQ{number}", on, tuple(act.rows)))
            history.register = apply_effect(history.register, plan.effect)
    return history


def reporters(register, level, period):
    return register.standing(period.end, level)


@st.composite
def figures(draw, history, level, periods):
    """Figures of some of the units that stand on the last day of each period."""
    asked = [(unit, one) for one in periods for unit in reporters(history.register, level, one)]
    if not asked:
        return []
    told = draw(st.lists(st.sampled_from(asked), max_size=12, unique=True))
    value = st.decimals(Decimal("0.01"), 10**6, places=2)
    return [Reported(unit, period, draw(value)) for unit, period in told]


class Judge:
    """Carries amounts through the acts; invents the shares that nobody declared."""

    def __init__(self, history, invention):
        self.history = history
        self.invention = invention
        self.steps = [(on, *self._arrows(rows)) for _, on, rows in history.acts]

    def _invented(self, number):
        weights = []
        for _ in range(number):
            self.invention = self.invention * 48271 % (2**31 - 1)
            weights.append(self.invention)
        return [Fraction(weight, sum(weights)) for weight in weights]

    def _arrows(self, rows):
        onward, backward = defaultdict(dict), defaultdict(dict)
        ending = [row for row in rows if row.kind in {"merge", "split", "abolish"}]
        for unit in dict.fromkeys(row.unit for row in ending):
            own = [row for row in ending if row.unit == unit]
            declared = [parse_share(row.share) or row.kind == "merge" for row in own]
            parts = declared if all(declared) else self._invented(len(own))
            onward[unit] = {row.to: Fraction(part) for row, part in zip(own, parts, strict=True)}
            onward[unit] = {to: part for to, part in onward[unit].items() if to}
        for to in dict.fromkeys(row.to for row in rows if row.to):
            sources = [row.unit for row in ending if row.to == to]
            parts = self._invented(len(sources)) if sources else []
            backward[to] = dict(zip(sources, parts, strict=True))
        return onward, backward

    def carry(self, amounts, first, last):
        """Return where amounts of the first day are on the last; "" is nowhere any more."""
        forward = first <= last
        for on, onward, backward in self.steps if forward else reversed(self.steps):
            if first < on <= last:
                amounts = _moved(amounts, onward)
            if last < on <= first:
                amounts = _moved(amounts, backward)
        return amounts

    def within(self, figures, on):
        """Return what each unit of a day has, and every unit above it."""
        found = defaultdict(Fraction)
        for figure in figures:
            own = {figure.unit: Fraction(figure.value)}
            for unit, amount in self.carry(own, figure.period.end, on).items():
                for above in self.history.register.ancestors(unit, on) if unit else [""]:
                    found[above] += amount
        return found


def _moved(amounts, arrows):
    moved = defaultdict(Fraction)
    for unit, amount in amounts.items():
        if unit not in arrows:
            moved[unit] += amount
            continue
        for to, part in arrows[unit].items():
            moved[to] += amount * part
        moved[""] += amount * (1 - sum(arrows[unit].values()))
    return moved


def fraction(value):
    return Fraction(0) if value is None else Fraction(value)


def levels_above(level):
    return dict.fromkeys(["central", "province", level])


def written(register):
    """Every row of a register, as an export has them: sorted lines of text."""
    tables = (register.names, register.links, register.onward)
    rows = [
        *register.units.values(),
        *(row for table in tables for own in table.values() for row in own),
    ]
    return "\n".join(sorted(map(repr, rows))).encode()


def check_undoing(history):
    register = history.register
    for (act, _, _), before in zip(reversed(history.acts), reversed(history.before), strict=True):
        assert faults_of_undoing(register, act) == []
        register = undo_act(register, act)
        assert register == before
        assert written(register) == written(before)


def check_totals(history, level, told, period):
    """Look at every total of every day beside the judge's two inventions."""
    judges = Judge(history, 2026), Judge(history, 1945)
    found = by_key(told)
    for on in history.days:
        rollup = Rollup(Borders(history.register, on), found, Ways())
        first, second = (judge.within(told, on) for judge in judges)
        for each in levels_above(level):
            totals = {
                code: rollup.total(code, period, level=level)
                for code in history.register.standing(on, each)
            }
            for code, total in totals.items():
                if first[code] == second[code]:
                    assert (fraction(total.value), total.why_not) == (first[code], ""), (on, code)
                else:
                    assert (total.value, total.why_not) == (None, "rollup.divided-without-key")
            if all(first[code] == second[code] for code in totals):
                kept = sum(fraction(total.value) for total in totals.values())
                assert kept + first[""] == sum(Fraction(one.value) for one in told)


LEVELS = st.sampled_from(["commune", "commune", "district", "province"])
YEARS = st.integers(2020, 2024).map(calendar_year)


def months_of(year):
    return [calendar_months(year.start.year, month, 1, "month") for month in range(1, 13)]


@FEW
@given(histories())
def test_an_act_without_faults_leaves_a_register_without_faults(history):
    assert [check_register(one) for one in (*history.before, history.register)] == [
        [] for _ in range(len(history.before) + 1)
    ]


@FEW
@given(histories(growing=False))
def test_acts_entered_late_leave_no_faults_and_can_be_undone_where_nothing_stands_on_them(history):
    assert check_register(history.register) == []
    for act, _, _ in history.acts:
        if faults_of_undoing(history.register, act) == []:
            assert check_register(undo_act(history.register, act)) == []


@pytest.mark.slow
@MANY
@given(histories())
def test_undone_in_reverse_order_every_register_is_as_it_was_byte_for_byte(history):
    check_undoing(history)


@pytest.mark.slow
@MANY
@given(st.data(), histories(), LEVELS, YEARS)
def test_totals_lose_nothing_and_count_nothing_twice(data, history, level, year):
    periods = data.draw(st.sampled_from([[year], months_of(year)]))
    told = data.draw(figures(history, level, periods))

    check_totals(history, level, told, year)


@FEW
@given(st.data(), histories(ALL_DECLARED), LEVELS, YEARS)
def test_with_every_share_declared_every_later_total_is_known(data, history, level, year):
    told = data.draw(figures(history, level, [year]))

    check_totals(history, level, told, year)
    for on in (day for day in history.days if day > year.end):
        rollup = Rollup(Borders(history.register, on), by_key(told), Ways())
        for code in history.register.standing(on):
            assert rollup.total(code, year, level=level).why_not == ""


@FEW
@given(st.data(), histories(), LEVELS, YEARS)
def test_what_a_longer_period_tells_no_shorter_one_tells_again(data, history, level, year):
    """A unit that reported its year is not asked for its months, nor for those of its parts."""
    halves = periods_within(year)
    quarters = [quarter for half in halves for quarter in periods_within(half)]
    told = data.draw(figures(history, level, [year, *halves, *quarters]))
    judges = Judge(history, 2026), Judge(history, 1945)
    on = max(year.end, history.days[-1])

    rollup = Rollup(Borders(history.register, on), by_key(told), Ways())
    totals = {
        code: rollup.total(code, year, level=level)
        for each in levels_above(level)
        for code in history.register.standing(on, each)
    }

    answers = [told_once(judge, told, [[year], halves, quarters], on) for judge in judges]
    for code, total in totals.items():
        first, second = (answer[code] for answer in answers)
        if total.why_not:
            assert (total.value, total.why_not) == (None, "rollup.divided-without-key")
        else:
            assert fraction(total.value) == first == second


def told_once(judge, told, layers, on):
    """Carry from the shortest period up; what has come to a unit that tells itself is dropped."""
    held = []
    for periods in reversed(layers):
        for period in periods:
            own = {one.unit: Fraction(one.value) for one in told if one.period == period}
            inside = [one for one in held if period.start <= one[1] <= period.end]
            held = [one for one in held if one not in inside]
            for amounts, day in inside:
                carried = judge.carry(amounts, day, period.end)
                kept = {unit: amount for unit, amount in carried.items() if unit not in own}
                held.append((kept, period.end))
            held.append((own, period.end))
    found = defaultdict(Fraction)
    for amounts, day in held:
        for unit, amount in judge.carry(amounts, day, on).items():
            for above in judge.history.register.ancestors(unit, on) if unit else [""]:
                found[above] += amount
    return found


@FEW
@given(histories(), LEVELS, YEARS)
def test_where_everybody_reports_every_month_the_year_is_complete(history, level, year):
    told = by_key(
        Reported(unit, month, Decimal(1))
        for month in months_of(year)
        for unit in reporters(history.register, level, month)
    )

    for on in history.days:
        rollup = Rollup(Borders(history.register, on), told, Ways())
        for code in history.register.standing(on):
            total = rollup.total(code, year, level=level)
            assert total.is_complete
            assert len({(one.figure.unit, one.figure.period) for one in total.parts}) == len(
                total.parts
            )


@FEW
@given(st.data(), histories(), LEVELS, YEARS)
def test_in_the_borders_of_its_own_day_a_unit_has_its_own_figure(data, history, level, year):
    told = data.draw(figures(history, level, [year]))

    rollup = Rollup(Borders(history.register, year.end), by_key(told), Ways())

    for one in told:
        total = rollup.total(one.unit, year)
        assert (total.value, total.reported, total.expected) == (one.value, 1, 1)
        assert [part.figure for part in total.parts] == [one]


@FEW
@given(st.data(), histories(("merge",)), LEVELS, YEARS)
def test_a_merged_unit_has_the_sum_of_its_parts_there_and_back(data, history, level, year):
    told = data.draw(figures(history, level, [year]))
    plain = sum((one.value for one in told), start=Decimal(0))
    register = history.register

    for on in history.days:
        rollup = Rollup(Borders(register, on), by_key(told), Ways())
        assert (rollup.total("VN", year, level=level).value or 0) == plain
    for code, arrows in register.backward.items():
        before = Rollup(Borders(register, arrows[0].on - timedelta(days=1)), by_key(told), Ways())
        after = Rollup(Borders(register, arrows[0].on), by_key(told), Ways())
        if arrows[0].on > year.end and register.units[code].level == level:
            parts = [before.total(arrow.before, year).value or 0 for arrow in arrows]
            assert (after.total(code, year).value or 0) == sum(parts)


@FEW
@given(histories())
def test_the_closure_agrees_with_the_tree_of_every_day(history):
    register = history.register
    rows = list(closure(register, register.units))

    for on in history.days:
        standing = [code for code, unit in register.units.items() if holds(unit, on)]
        closed = {(above, code, depth) for above, code, depth, days in rows if holds(days, on)}
        assert closed == {
            (above, code, depth)
            for code in standing
            for depth, above in enumerate(register.ancestors(code, on))
        }
        assert {(above, code) for above, code, _ in closed} == {
            (above, code) for above in standing for code in register.descendants(above, on)
        }


@FEW
@given(st.data(), histories(), YEARS)
def test_a_percentage_is_computed_again_from_the_added_counts(data, history, year):
    told = [
        replace(one, numerator=one.value, denominator=one.value * 2 + 1)
        for one in data.draw(figures(history, "commune", [year]))
    ]

    for on in history.days:
        rollup = Rollup(Borders(history.register, on), by_key(told), Ways("none", "none"))
        total = rollup.total("VN", year, level="commune")
        if total.parts and not total.why_not:
            above = sum(one.figure.numerator * one.share for one in total.parts)
            under = sum(one.figure.denominator * one.share for one in total.parts)
            assert (total.numerator, total.denominator) == (above, under)
            assert total.percent == percent(above, under)


CELLS = st.one_of(
    st.just(""),
    st.sampled_from(["VN", "P1", "A2", "C3", "C4", "X", "Y", " ", "0,6", "40%", "commune"]),
    st.text(max_size=5),
)
ROWS = st.builds(
    ActRow,
    st.integers(1, 50),
    st.one_of(st.sampled_from(ROW_KINDS), st.text(max_size=5)),
    **{column.name: CELLS for column in fields(ActRow) if column.name not in {"line", "kind"}},
)


@settings(FEW, max_examples=300)
@given(histories(), st.lists(ROWS, max_size=8), st.dates(BEGINNING, date(2027, 1, 1)))
def test_rows_of_any_text_are_planned_without_faults_or_answered_with_faults(history, rows, on):
    plan = plan_act(history.register, act="?", on=on, rows=rows)

    lines = {row.line for row in rows}
    assert [fault for fault in plan.faults if fault.row not in {*lines, None}] == []
    if not plan.faults:
        assert check_register(apply_effect(history.register, plan.effect)) == []
