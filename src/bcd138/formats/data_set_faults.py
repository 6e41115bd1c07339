"""What is wrong with a form, beyond the shape of its file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bcd138.domain.data_set import Category, Measure, cell_key
from bcd138.domain.period import MONTHS
from bcd138.domain.regime import Regime
from bcd138.formats.data_set_schemas import DataSetEntry, FormRuleEntry, RowEntry

Place = tuple[str | int, ...]
Fault = tuple[Place, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What a form may name, as defined on the day it begins.

    ``unreadable`` codes stand with a fault of their own, so nothing is said of them here.
    """

    measures: Mapping[str, Measure]
    categories: Mapping[str, Category]
    regimes: Mapping[str, Regime]
    sources: Collection[str]
    unreadable: Collection[str] = ()


def cell_keys(entry: DataSetEntry) -> list[str]:
    """Return the key of every cell of the form, in order."""
    return [
        key
        for section in entry.sections
        for row in section.rows
        for key in _keys_of(row.element, row)
    ]


def faults_of(entry: DataSetEntry, known: Known) -> Iterator[Fault]:
    """Yield the place and the words of everything a form names that is not there."""
    regime = known.regimes.get(entry.regime)
    if regime is None and entry.regime not in known.unreadable:
        yield ("regime",), f"không có chế độ / no such regime: {entry.regime}"
    elif regime is not None and entry.period_type not in regime.period_types:
        yield ("period_type",), f"{entry.regime} không có kỳ / has no {entry.period_type}"
    if entry.source not in known.sources and entry.source not in known.unreadable:
        yield ("source",), f"không có văn bản / no such source: {entry.source}"
    yield from _faults_of_sections(entry, known)
    yield from _twice([one.code for one in entry.narratives], "narratives", "code")
    yield from _twice([one.code for one in entry.rules], "rules", "code")
    keys = set(cell_keys(entry))
    for index, rule in enumerate(entry.rules):
        sides = ("left",) if rule.other else ("left", "right")
        for side in sides:
            yield from _not_in(keys, rule, ("rules", index, side))


def faults_across(
    entry: DataSetEntry, others: Mapping[str, DataSetEntry], unreadable: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield the faults of rules that compare the form with others in force on its first day."""
    for index, rule in enumerate(entry.rules):
        if rule.other is None or rule.other in unreadable:
            continue
        place: Place = ("rules", index)
        other = others.get(rule.other)
        if other is None:
            yield (*place, "other"), f"không có biểu mẫu / no such form: {rule.other}"
            continue
        yield from _not_in(set(cell_keys(other)), rule, (*place, "right"))
        if not _periods_fit(rule, entry, other):
            what = f"{other.period_type} và/and {entry.period_type}"
            yield (*place, "other"), f"kỳ không hợp với {rule.kind} / periods do not fit: {what}"


def _faults_of_sections(entry: DataSetEntry, known: Known) -> Iterator[Fault]:
    options = {each.code for one in known.categories.values() for each in one.options}
    keys = cell_keys(entry)
    seen: set[str] = set()
    for index, section in enumerate(entry.sections):
        place: Place = ("sections", index)
        for at, code in enumerate(section.columns):
            if code not in options:
                yield (*place, "columns", at), f"không có phân tổ / no such option: {code}"
        yield from _twice(section.columns, *place, "columns")
        for at, row in enumerate(section.rows):
            here = (*place, "rows", at)
            if row.element in seen:
                what = f"chỉ tiêu đã có trong biểu / stands twice: {row.element}"
                yield (*here, "element"), what
            seen.add(row.element)
            for number, code in enumerate(row.options):
                if code not in section.columns:
                    what = f"không phải cột của mục / not a column of its section: {code}"
                    yield (*here, "options", number), what
            yield from _twice(row.options, *here, "options")
            for what in _faults_of_element(row, known, keys):
                yield (*here, "element"), what


def _faults_of_element(row: RowEntry, known: Known, keys: Collection[str]) -> Iterator[str]:
    measure = known.measures.get(row.element)
    if measure is None:
        if row.element not in known.unreadable:
            yield f"không có chỉ tiêu / no such element: {row.element}"
    elif measure.value_type == "change":
        yield f"mức tăng giảm không nằm trong biểu / a change is no row: {row.element}"
    elif measure.is_computed and not (measure.numerator and measure.denominator):
        yield f"không có mã tử số, mẫu số để tính / its counts are no codes: {row.element}"
    elif measure.is_computed:
        for part in (measure.numerator, measure.denominator):
            for key in _keys_of(part, row):
                if key not in keys:
                    yield f"{row.element} tính từ số không có trong biểu / needs the cell: {key}"


def _keys_of(code: str, row: RowEntry) -> list[str]:
    return [code, *(cell_key(code, option) for option in row.options)]


def _not_in(keys: Collection[str], rule: FormRuleEntry, place: Place) -> Iterator[Fault]:
    named = rule.left if place[-1] == "left" else rule.right
    for index, key in enumerate(named):
        if key not in keys:
            yield (*place, index), f"không có ô / no such cell: {key}"


def _twice(codes: Collection[str], *place: str | int) -> Iterator[Fault]:
    """Yield each code that stands again; ``place`` may end in the field that holds it."""
    seen: set[str] = set()
    *before, last = place
    for index, code in enumerate(codes):
        if code in seen:
            where = (*before, index, last) if last == "code" else (*place, index)
            yield where, f"ghi hai lần / stands twice: {code}"
        seen.add(code)


def _periods_fit(rule: FormRuleEntry, entry: DataSetEntry, other: DataSetEntry) -> bool:
    if rule.kind == "equal_across":
        return other.period_type == entry.period_type
    if entry.period_type not in MONTHS or other.period_type not in MONTHS:
        return False
    return MONTHS[other.period_type] < MONTHS[entry.period_type]
