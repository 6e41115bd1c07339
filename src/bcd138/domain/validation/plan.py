"""What of the checks can be known from a form alone, worked out once per form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bcd138.domain.data_set import Cell, DataSet, FormRule, Measure
from bcd138.domain.validation.finding import Severity
from bcd138.domain.validation.numbered import BY_NUMBER

Check = tuple[str, Severity, str]  # number, severity, why this form asks for it


@dataclass(frozen=True, slots=True)
class Linear:
    """The sum of ``left`` is at most the sum of ``right``.

    It is broken only where all of ``right`` is known; of ``left`` what is known suffices,
    for nothing that is counted is below zero. ``cell`` is where it is said; ``turned`` says
    that the message names the right side first.
    """

    check: Check
    left: tuple[str, ...]
    right: tuple[str, ...]
    turned: bool = False

    @property
    def cell(self) -> str:
        """Return the cell at which the finding stands."""
        return (self.right if self.turned else self.left)[0]

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the two sides as the message names them."""
        return (self.right, self.left) if self.turned else (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Bound:
    """A cell lies from ``low`` to ``high``, both allowed."""

    check: Check
    cell: str
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Needs:
    """Where something of ``left`` is above 0, so is something of ``right``."""

    check: Check
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A cell equals what another form says: one cell of it, or its sum over periods."""

    check: Check
    cell: str
    other: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A computed cell whose two counts are in the form."""

    key: str
    measure: Measure
    is_part: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The checks of one form, ready to run."""

    cells: Mapping[str, Cell]
    entered: Mapping[str, Cell]
    places: Mapping[str, int]
    kinds: Mapping[str, str]
    order: Mapping[str, int]
    names: Mapping[str, str]
    linear: tuple[Linear, ...]
    bounds: tuple[Bound, ...]
    needs: tuple[Needs, ...]
    elsewhere: tuple[Elsewhere, ...]
    ratios: tuple[Ratio, ...]

    def named(self, key: str) -> str:
        """Return what a cell is called; a key that the form does not have stands for itself."""
        return self.names.get(key, key)

    def listed(self, keys: Iterable[str]) -> str:
        """Return the names of several cells."""
        return "; ".join(self.named(key) for key in keys)


def plan_of(form: DataSet) -> Plan:
    """Return the checks of ``form``; the last few hundred forms are remembered.

    A form is known by its identity: hashing its 120 cells would cost more than checking
    them.
    """
    return _plan_of(_Same(form))


class _Same:
    """A form as a key: equal only to itself, and alive as long as the key is."""

    __slots__ = ("form",)

    def __init__(self, form: DataSet) -> None:
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.form is self.form


@lru_cache(maxsize=256)
def _plan_of(same: _Same) -> Plan:
    form = same.form
    made = [one for rule in form.rules for one in _made(rule)]
    linear = [*(one for one in made if isinstance(one, Linear)), *_breakdowns(form)]
    return Plan(
        cells=form.cells,
        entered=form.entered,
        places={key: cell.measure.places for key, cell in form.entered.items()},
        kinds={key: cell.measure.value_type for key, cell in form.entered.items()},
        order={key: place for place, key in enumerate(form.cells)},
        names=_names(form),
        linear=tuple(linear),
        bounds=tuple(one for one in made if isinstance(one, Bound)),
        needs=tuple(one for one in made if isinstance(one, Needs)),
        elsewhere=tuple(one for one in made if isinstance(one, Elsewhere)),
        ratios=tuple(_ratios(form)),
    )


def _made(rule: FormRule) -> Iterator[Linear | Bound | Needs | Elsewhere]:
    if rule.kind == "sum_of_parts":
        check = _check("V07", rule)
        yield Linear(check, rule.right, rule.left, turned=True)
        yield Linear(check, rule.left, rule.right)
    elif rule.kind == "at_most":
        yield Linear(_check("V08", rule), rule.left, rule.right)
    elif rule.kind == "needs":
        yield Needs(_check("V09", rule), rule.left, rule.right)
    elif rule.kind == "range":
        for cell in rule.left:
            yield Bound(_check("V06", rule), cell, rule.low, rule.high)
    elif rule.kind in {"equal_across", "sum_of_periods"}:
        number = "V14" if rule.kind == "equal_across" else "V15"
        for cell, other in zip(rule.left, rule.right or rule.left, strict=True):
            yield Elsewhere(_check(number, rule), cell, (rule.other, other))
    else:
        raise ValueError(rule.kind)


def _check(number: str, rule: FormRule) -> Check:
    return number, Severity(rule.severity), rule.words


def _breakdowns(form: DataSet) -> Iterator[Linear]:
    """Yield that no breakdown is more than its total, and a whole one no less."""
    for code, cell in form.cells.items():
        if cell.option is not None or cell.measure.is_computed:
            continue
        for name, parts in form.parts_of(code).items():
            keys = tuple(part.key for part in parts)
            yield Linear(("V11", BY_NUMBER["V11"].severity, ""), keys, (code,), turned=True)
            category = form.categories.get(name)
            options = {part.option.code for part in parts if part.option is not None}
            if (
                category is not None
                and category.is_exhaustive
                and options >= {option.code for option in category.options}
            ):
                yield Linear(("V10", BY_NUMBER["V10"].severity, ""), (code,), keys)


def _ratios(form: DataSet) -> Iterator[Ratio]:
    for key, cell in form.cells.items():
        measure = cell.measure
        counts = [form.cells.get(code) for code in (measure.numerator, measure.denominator)]
        first, second = counts
        if first is None or second is None or cell.option is not None:
            continue
        same_unit = first.measure.unit.casefold() == second.measure.unit.casefold()
        is_part = measure.value_type == "ratio" and measure.unit == "%" and same_unit
        yield Ratio(key, measure, is_part)


def _names(form: DataSet) -> dict[str, str]:
    """Return what each cell is called: the words of its row, and the part of it."""
    return {
        cell.key: f"{row.label} ({cell.option.name})" if cell.option else row.label
        for section in form.sections
        for row in section.rows
        for cell in row.cells
        if cell is not None
    }
