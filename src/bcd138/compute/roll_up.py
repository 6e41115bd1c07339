"""Totals of units in the borders of a day, from figures in bulk: equal to ``domain.rollup``.

An engine adds up; what it joins figures with is made from the register. Units that are divided
or lost within a period are few, and the reference itself answers for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bcd138.compute import tables
from bcd138.compute.apart import told_apart
from bcd138.compute.asked import Cell, Cuts, Question
from bcd138.compute.engines import Engine, Source
from bcd138.compute.period_numbers import period_of
from bcd138.compute.sums import RolledUp, Sum, common_measure, make_total
from bcd138.compute.tables import table_of
from bcd138.domain.period import Period

_Sums = dict[Cell, list[Sum]]
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
    for cell, one in _single_sums(engine, figures, cuts):
        sums.setdefault(cell, []).append(one)
    more: dict[Cell, int] = {}
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


def _single_sums(engine: Engine, figures: Source, cuts: Cuts) -> Iterator[tuple[Cell, Sum]]:
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


def _add_cut(
    engine: Engine, figures: Source, cuts: Cuts, sums: _Sums, more: dict[Cell, int]
) -> None:
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
        cell, one = _named(question, row)
        sums.setdefault(cell, []).append(one)
    opened: dict[Cell, frozenset[Period]] = {}
    given |= {"reporters": reporters, "children": cut["children"], **within}
    for row in engine.answer("coverage", given).to_pylist():
        cell = _cell(row)
        more[cell] = more.get(cell, 0) + row["more"]
        opened[cell] = opened.get(cell, frozenset()) | {period_of(row["longer"])}
    for cell, apart in told_apart(engine, figures, question, cuts.cut, opened).items():
        if apart.sums:
            sums.setdefault(cell, []).extend(apart.sums)
        more[cell] = more.get(cell, 0) + apart.expected


def _totals(cuts: Cuts, sums: _Sums, more: Mapping[Cell, int]) -> Iterator[tuple[Cell, RolledUp]]:
    question = cuts.question
    series = {(cell.indicator, cell.breakdown) for cell in sums}
    series |= {(indicator, "") for indicator in question.indicators}
    units = _common_measures(question, sums)
    once = _expected_once(cuts)
    for unit in question.org_units:
        for period in dict.fromkeys(question.periods):
            for indicator, breakdown in series:
                measured = question.indicators[indicator]
                cell = Cell(unit, indicator, breakdown, period)
                expected = once[unit, measured.way, period] + more.get(cell, 0)
                of_cell = sums.get(cell, ())
                if expected or of_cell:
                    measure = units.get((indicator, breakdown), measured.unit)
                    yield cell, make_total(of_cell, expected, measured.ways, measure)


def _expected_once(cuts: Cuts) -> dict[tuple[str, str, Period], int]:
    """Return how many units should tell of a period once, leaving out who stands apart."""
    question = cuts.question
    counted: dict[tuple[int, frozenset[str]], dict[str, int]] = {}
    found = {}
    for one in cuts.every:
        key = (question.reporters.era(one.asked.end), one.apart)
        if key not in counted:
            counts = counted[key] = {}
            for code in question.reporters.standing(one.asked.end) - one.apart:
                for unit in question.lying_in.get(code, ()):
                    counts[unit] = counts.get(unit, 0) + 1
        for unit in question.org_units:
            found[unit, one.way, one.asked] = counted[key].get(unit, 0)
    return found


def _common_measures(
    question: Question, sums: Mapping[Cell, Iterable[Sum]]
) -> dict[tuple[str, str], str]:
    written: dict[tuple[str, str], set[str]] = {}
    for cell, of_cell in sums.items():
        series = written.setdefault((cell.indicator, cell.breakdown), set())
        series.update(one.measure for one in of_cell)
    return {
        series: common_measure(found, question.indicators[series[0]].unit)
        for series, found in written.items()
    }


def _cell(row: _Row) -> Cell:
    return Cell(row["asked_unit"], row["indicator"], row["breakdown"], period_of(row["asked"]))


def _named(question: Question, row: _Row) -> tuple[Cell, Sum]:
    cell = _cell(row)
    for name in ("asked_unit", "indicator", "breakdown", "asked"):
        del row[name]
    row["share"] = question.shares[row["share"]]
    return cell, Sum(**row)
