"""Totals of units in the borders of a day, from figures in bulk: equal to ``domain.rollup``.

An engine adds up; what it joins figures with is made from the register. Units that are divided
or lost within a period are few, and the reference itself answers for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from bcd138.compute import tables
from bcd138.compute.apart import told_apart
from bcd138.compute.asked import Cell, Cuts, Question
from bcd138.compute.engines import Engine, Source
from bcd138.compute.period_numbers import number_of, period_of
from bcd138.compute.sums import RolledUp, Sum, common_measure, make_total
from bcd138.compute.tables import table_of
from bcd138.domain.period import Period

_Key = tuple[str, str, str, int]  # a cell as rows of an engine name it: quicker than a Cell
_Sums = dict[_Key, list[Sum]]
_More = dict[_Key, int]
_Row = dict[str, Any]


def roll_up(engine: Engine, figures: Source, question: Question) -> dict[Cell, RolledUp]:
    """Return every total of which somebody reported or is expected.

    An indicator without figures has the total of its whole: how many are expected. A part is
    left out where nobody told of it in any of the totals.

    Args:
        engine: Any.
        figures: As ``tables.FIGURES`` says: of the indicators asked, each key once; of any
            units and periods.
        question: What is asked.

    Cost: one or two sums over the figures, and a row a total in Python.
    """
    if not (question.org_units and question.periods and question.indicators):
        return {}
    told = engine.answer("periods", {"figures": figures})["period"].to_pylist()
    cuts = Cuts(question, frozenset(map(period_of, told)))
    sums: _Sums = {}
    for key, one in _single_sums(engine, figures, cuts):
        sums.setdefault(key, []).append(one)
    more: _More = {}
    if cuts.cut:
        _add_cut(engine, figures, cuts, sums, more)
    return dict(_totals(cuts, sums, more))


def single_tables(figures: Source, cuts: Cuts) -> dict[str, Source]:
    """Return the tables of the question ``roll_up``."""
    places = cuts.question.place_tables
    return {
        "figures": figures,
        "places": places["together"],
        "members": places["members"],
        **cuts.single_tables,
    }


def own_tables(figures: Source, cuts: Cuts) -> dict[str, Source]:
    """Return the tables of the question ``own``."""
    return {"figures": figures, "own": cuts.question.place_tables["own"], **cuts.single_tables}


def _single_sums(engine: Engine, figures: Source, cuts: Cuts) -> Iterator[tuple[_Key, Sum]]:
    """Yield what periods have that nobody tells in parts."""
    question = cuts.question
    if not cuts.singles:
        return
    if question.place_tables["together"].num_rows:
        for row in engine.answer("roll_up", single_tables(figures, cuts)).to_pylist():
            numerators, denominators = row.pop("numerators"), row.pop("denominators")
            row["counted"] = row["reported"] if numerators == denominators == row["reported"] else 0
            largest = row.pop("largest")
            if question.indicators[row["indicator"]].ways.across_units == "max":
                row |= {"value": largest, "split": f"{row['measure']} {row['comparator']}"}
            yield _named(question, row)
    if question.place_tables["own"].num_rows:
        for row in engine.answer("own", own_tables(figures, cuts)).to_pylist():
            row["reported"] = 1
            row["counted"] = int(None not in {row["numerator"], row["denominator"]})
            yield _named(question, row)


def _add_cut(engine: Engine, figures: Source, cuts: Cuts, sums: _Sums, more: _More) -> None:
    """Add what periods have that are told in parts, and how many more are expected of them."""
    question = cuts.question
    cut = cuts.tables
    given: dict[str, Source] = {"figures": figures, "indicators": question.indicator_table}
    reporters = question.reporter_table
    within = {name: cut[name] for name in ("above", "becomes")}
    shadowed = table_of([], tables.SHADOWED)
    if cuts.overlap:
        asked = {**given, "reporters": reporters, "tiles": cut["tiles"], **within}
        shadowed = engine.answer("shadowed", asked)
    given |= {"shadowed": shadowed, "tiles": cut["tiles"], "apart": cut["apart"]}
    given |= {name: question.place_tables[name] for name in ("places", "members")}
    for row in engine.answer("roll_up_cut", given).to_pylist():
        key, one = _named(question, row)
        sums.setdefault(key, []).append(one)
    opened: dict[Cell, frozenset[Period]] = {}
    is_apart = any(one.apart for one in cuts.cut)
    given["reporters"] = reporters
    for key, found, count in _opened(engine, given, cuts):
        more[key] = more.get(key, 0) + count
        if is_apart:
            cell = Cell(*key[:3], period_of(key[3]))
            opened[cell] = opened.get(cell, frozenset()) | found
    for cell, apart in told_apart(engine, figures, question, cuts.cut, opened).items():
        key = (cell.org_unit, cell.indicator, cell.breakdown, number_of(cell.period))
        if apart.sums:
            sums.setdefault(key, []).extend(apart.sums)
        more[key] = more.get(key, 0) + apart.expected


def _opened(
    engine: Engine, given: Mapping[str, Source], cuts: Cuts
) -> Iterator[tuple[_Key, frozenset[Period], int]]:
    """Yield the open periods of a cell, and how many more figures are expected for them."""
    cut = cuts.tables
    if cut["steady"].num_rows:
        known: dict[tuple[int, int], tuple[frozenset[Period], int]] = {}
        for row in engine.answer("coverage", {**given, "tiles": cut["steady"]}).to_pylist():
            number, opened = row.pop("cut"), row.pop("opened")
            one = cuts.cut[number]
            if (number, opened) not in known:
                found = frozenset(one.opened(opened))
                known[number, opened] = found, sum(len(one.tiles[each]) - 1 for each in found)
            longer, each = known[number, opened]
            row["asked"] = number_of(one.asked)
            yield _key(row), longer, row["units"] * each
    if cut["changing"].num_rows:
        names = ("parents", "pieces", "becomes", "children")
        tables = {**given, "tiles": cut["changing"], **{name: cut[name] for name in names}}
        for row in engine.answer("coverage_changing", tables).to_pylist():
            longer, count = row.pop("longer"), row.pop("more")
            yield _key(row), frozenset({period_of(longer)}), count


def _totals(cuts: Cuts, sums: _Sums, more: _More) -> Iterator[tuple[Cell, RolledUp]]:
    question = cuts.question
    once, units = _expected_once(cuts), _common_measures(question, sums)
    series = {key[1:3] for key in sums} | {(code, "") for code in question.indicators}
    for indicator, breakdown in series:
        measured = question.indicators[indicator]
        measure = units.get((indicator, breakdown), measured.unit)
        for period in dict.fromkeys(question.periods):
            counts, asked = once[measured.way, period], number_of(period)
            for unit in question.org_units:
                key = (unit, indicator, breakdown, asked)
                of_cell = sums.get(key, ())
                expected = counts.get(unit, 0) + more.get(key, 0)
                if expected or of_cell:
                    total = make_total(of_cell, expected, measured.ways, measure)
                    yield Cell(unit, indicator, breakdown, period), total


def _expected_once(cuts: Cuts) -> dict[tuple[str, Period], Mapping[str, int]]:
    """Return how many units should tell of a period once, leaving out who stands apart."""
    question = cuts.question
    counted: dict[tuple[int, frozenset[str]], Counter[str]] = {}
    for one in cuts.every:
        key = (question.reporters.era(one.asked.end), one.apart)
        if key not in counted:
            standing = question.reporters.standing(one.asked.end) - one.apart
            lying_in = (question.lying_in.get(code, ()) for code in standing)
            counted[key] = Counter(chain.from_iterable(lying_in))
    return {
        (one.way, one.asked): counted[question.reporters.era(one.asked.end), one.apart]
        for one in cuts.every
    }


def _common_measures(question: Question, sums: _Sums) -> dict[tuple[str, str], str]:
    written: dict[tuple[str, str], set[str]] = {}
    for (_, indicator, breakdown, _), of_cell in sums.items():
        series = written.setdefault((indicator, breakdown), set())
        series.update(one.measure for one in of_cell)
    return {
        series: common_measure(found, question.indicators[series[0]].unit)
        for series, found in written.items()
    }


def _key(row: _Row) -> _Key:
    return row.pop("asked_unit"), row.pop("indicator"), row.pop("breakdown"), row.pop("asked")


def _named(question: Question, row: _Row) -> tuple[_Key, Sum]:
    key = _key(row)
    row["share"] = question.shares[row["share"]]
    return key, Sum(**row)
