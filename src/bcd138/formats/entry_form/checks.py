"""The checks of a form as formulas that speak while it is being filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bcd138.domain.data_set import Cell, Row
from bcd138.formats.entry_form.layout import Layout, own_cell

Values = Mapping[str, Decimal]
_TEXT = 120  # a text within a formula is at most 255 characters, its quotes doubled
_FORMULA = 8000
_MARKS = "|–|-|—|…|...|x|X|"
_LIMIT = 10**16


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison: the formula that is true where it fails, the same in Python, the words."""

    keys: tuple[str, ...]
    formula: str
    fails: Callable[[Values], bool]
    words: str


def checks_of(layout: Layout) -> dict[str, tuple[Check, ...]]:
    """Return the checks that a sheet can make by itself, by the first cell they speak of.

    Checks across forms and periods need more than the sheet knows; they are made on receipt.
    """
    found: dict[str, list[Check]] = {}
    for check in (*_breakdowns(layout), *_form_rules(layout)):
        found.setdefault(check.keys[0], []).append(check)
    return {key: tuple(checks) for key, checks in found.items()}


def finding_formula(row: Row, checks: Mapping[str, tuple[Check, ...]]) -> str:
    """Return the formula that says in words what is wrong in a row; empty where nothing can be."""
    said = [
        f'IF({check.formula},{_quoted(check.words)},"")'
        for cell in row.cells
        if cell is not None
        for check in checks.get(cell.key, ())
    ]
    formula = "TRIM(" + "&".join(said) + ")" if said else ""
    return f"={formula}" if 0 < len(formula) < _FORMULA else ""


def findings(row: Row, checks: Mapping[str, tuple[Check, ...]], values: Values) -> str:
    """Return what ``finding_formula`` says of these values."""
    keys = [cell.key for cell in row.cells if cell is not None]
    made = [check for key in keys for check in checks.get(key, ())]
    failed = [check for check in made if values.keys() >= set(check.keys) and check.fails(values)]
    return " ".join("".join(f"{check.words} " for check in failed).split())


def accepted(cell: Cell, address: str) -> str:
    """Return the formula of what may be typed: a number of its kind, a mark, or words with one.

    Words that begin with a digit, such as "05 vụ", are left for the reading to understand.
    """
    places = cell.measure.places
    number = f"AND({address}>=0,{address}<{_LIMIT},{address}=ROUND({address},{places}))"
    mark = f'ISNUMBER(FIND("|"&TRIM({address})&"|","{_MARKS}"))'
    words = f"ISNUMBER(VALUE(LEFT(TRIM({address}),1)))"
    return f"=IF(ISNUMBER({address}),{number},OR({mark},{words}))"


def ratio_formula(layout: Layout, cell: Cell) -> str:
    """Return the live formula of a computed cell; empty where its counts are not in the form."""
    counts = (cell.measure.numerator, cell.measure.denominator)
    if cell.option is not None or not all(key in layout.places for key in counts):
        return ""
    above, below = (layout.address(key) for key in counts)
    known = f"AND(COUNT({above},{below})=2,N({below})>0)"
    return f'=IF({known},ROUND({above}*{cell.measure.factor}/{below},2),"")'


def _breakdowns(layout: Layout) -> Iterator[Check]:
    form = layout.form
    for row in (row for section in form.sections for row in section.rows):
        own = own_cell(row)
        if own is None or own.option is not None or own.measure.is_computed:
            continue
        for category, cells in form.parts_of(own.key).items():
            known = form.categories.get(category)
            parts = tuple(cell.key for cell in cells)
            is_whole = bool(known and known.is_exhaustive and len(known.options) == len(parts))
            name = known.name.lower() if known else category
            says = "phải bằng" if is_whole else "không được lớn hơn"
            words = f"Cộng theo {name} {says} tổng số."
            yield _compare((own.key,), parts, "<>" if is_whole else "<", words, layout)


def _form_rules(layout: Layout) -> Iterator[Check]:
    for rule in layout.form.rules:
        if rule.other or not all(key in layout.places for key in (*rule.left, *rule.right)):
            continue
        if rule.kind == "range":
            yield from (_within(key, rule.low, rule.high, rule.words, layout) for key in rule.left)
        elif rule.kind in _SIGNS:
            yield _compare(rule.left, rule.right, _SIGNS[rule.kind], rule.words, layout)


_SIGNS = {"sum_of_parts": "<>", "at_most": ">", "needs": "needs"}
_FAILS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "needs": lambda left, right: left > 0 and right <= 0,
}


def _compare(
    left: tuple[str, ...], right: tuple[str, ...], sign: str, words: str, layout: Layout
) -> Check:
    keys = (*left, *right)
    first, second, both = (_listed(layout, some) for some in (left, right, keys))
    wrong = f"ROUND(SUM({first})-SUM({second}),4)"
    wrong = f"SUM({first})>0,SUM({second})<=0" if sign == "needs" else f"{wrong}{sign}0"

    def fails(values: Values) -> bool:
        sums = [sum((values[key] for key in some), Decimal(0)) for some in (left, right)]
        return _FAILS[sign](*sums)

    return Check(keys, f"AND(COUNT({both})={len(keys)},{wrong})", fails, words)


def _within(
    key: str, low: Decimal | None, high: Decimal | None, words: str, layout: Layout
) -> Check:
    address = layout.address(key, fixed=True)
    ends = [f"{address}<{low}"] if low is not None else []
    ends += [f"{address}>{high}"] if high is not None else []

    def fails(values: Values) -> bool:
        value = values[key]
        return (low is not None and value < low) or (high is not None and value > high)

    return Check((key,), f"IF(ISNUMBER({address}),OR({','.join(ends) or 'FALSE'}))", fails, words)


def _listed(layout: Layout, keys: tuple[str, ...]) -> str:
    return ",".join(layout.address(key, fixed=True) for key in keys)


def _quoted(words: str) -> str:
    """Return a text of a formula, in pieces where it is long; a space parts it from the next."""
    text = f"{words} "
    pieces = [text[start : start + _TEXT] for start in range(0, len(text), _TEXT)]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
