"""Checks of a form against itself: what a cell may hold, sums, parts, ratios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from bcd138.domain.entry import Entry
from bcd138.domain.figure import HUNDREDTH, fits, percent_of
from bcd138.domain.rules import rule
from bcd138.domain.validation.finding import Finding
from bcd138.domain.validation.plan import Linear, Plan, Ratio
from bcd138.domain.validation.say import known_of, say, say_check, total_of

_ZERO, _ONE = Decimal(0), Decimal(1)
_LARGEST = Decimal(10) ** 16
_TOLERANCE = Decimal("0.05")

Values = Mapping[str, Decimal]


def of_types(plan: Plan, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    """Yield what no cell of its kind can hold: words, a negative, half a case."""
    for key, places in plan.places.items():
        entry = entries.get(key)
        if entry is None:
            continue
        value = entry.value
        if value is None:
            if entry.unread:
                yield say(plan, entries, "V01", key, typed=entry.unread)
        elif not (value.is_finite() and _ZERO <= value < _LARGEST) or value % _ONE:
            yield from _of_type(plan, entries, key, value, places)


def _of_type(
    plan: Plan, entries: Mapping[str, Entry], key: str, value: Decimal, places: int
) -> Iterator[Finding]:
    if not value.is_finite() or abs(value) >= _LARGEST:
        yield say(plan, entries, "V05", key, left=str(value), right=f"{_LARGEST - 1:f}")
        return
    if value < 0:
        yield say(plan, entries, "V02", key, left=value, right=Decimal(0))
    if not fits(value) or value != value.quantize(Decimal(1).scaleb(-places)):
        nearest = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        number = "V04" if places else "V03"
        yield say(plan, entries, number, key, left=value, right=nearest, places=places)


def of_bounds(plan: Plan, entries: Mapping[str, Entry], values: Values) -> Iterator[Finding]:
    """Yield the cells outside the range that the form gives them."""
    for bound in plan.bounds:
        value = values.get(bound.cell)
        if value is None:
            continue
        for end, is_beyond in ((bound.low, Decimal.__lt__), (bound.high, Decimal.__gt__)):
            if end is not None and is_beyond(value, end):
                yield say_check(plan, entries, bound.check, bound.cell, left=value, right=end)


@rule("sums-and-parts", "Quy ước của phần mềm")
def of_sums(plan: Plan, entries: Mapping[str, Entry], values: Values) -> Iterator[Finding]:
    """Yield the sums that are not what their parts are.

    A total with parts 3 and 4 is 7; where 4 is not reported yet it may be more than 3, but
    not less: a missing part is no zero, and no reason to complain.
    """
    for one in plan.linear:
        right = total_of(one.right, values)
        left = None if right is None else known_of(one.left, values)
        if right is not None and left is not None and left > right:
            yield _of_sum(plan, entries, one, left, right)


def _of_sum(
    plan: Plan, entries: Mapping[str, Entry], one: Linear, left: Decimal, right: Decimal
) -> Finding:
    sides = one.sides
    said, other = (right, left) if one.turned else (left, right)
    others = tuple(key for side in sides for key in side if key != one.cell)
    return say_check(
        plan,
        entries,
        one.check,
        one.cell,
        others,
        left=said,
        right=other,
        whole=plan.listed(sides[0]),
        parts=plan.listed(sides[1]),
    )


def of_needs(plan: Plan, entries: Mapping[str, Entry], values: Values) -> Iterator[Finding]:
    """Yield what is there without what goes with it: money recovered in no case at all."""
    for one in plan.needs:
        right = total_of(one.right, values)
        if right is None or right > 0:
            continue
        first = next((key for key in one.left if values.get(key, 0) > 0), None)
        if first is not None:
            yield say_check(
                plan,
                entries,
                one.check,
                first,
                one.right,
                left=values[first],
                right=right,
                parts=plan.listed(one.right),
            )


@rule("ratio-against-counts", "Quy ước của phần mềm")
def of_ratios(plan: Plan, entries: Mapping[str, Entry], values: Values) -> Iterator[Finding]:
    """Yield ratios of a part greater than its whole, and typed ones that are not their counts.

    A typed ratio may be rounded up or down at its own last decimal, or be 0,05 away: 164 of
    199 is 82,41 %, so 82, 83, 82,4 and 82,46 pass and 84 does not.
    """
    for one in plan.ratios:
        measure = one.measure
        above, below = values.get(measure.numerator), values.get(measure.denominator)
        if above is None or not below:
            continue
        if one.is_part and above > below:
            yield _over_the_whole(plan, entries, one, above, below)
        typed = values.get(one.key)
        right = above * measure.factor / below
        if typed is not None and not _is_rounded(typed, right):
            yield say(
                plan,
                entries,
                "V13",
                one.key,
                (measure.numerator, measure.denominator),
                left=typed,
                right=right.quantize(HUNDREDTH, ROUND_HALF_UP),
                numerator=above,
                denominator=below,
                unit=measure.unit,
            )


def _over_the_whole(
    plan: Plan, entries: Mapping[str, Entry], one: Ratio, above: Decimal, below: Decimal
) -> Finding:
    """Say it at the numerator, which a person can put right; the ratio is computed."""
    first, second = one.measure.numerator, one.measure.denominator
    return say(
        plan,
        entries,
        "V12",
        first,
        (second, one.key),
        left=above,
        right=below,
        ratio=plan.names[one.key],
        whole=plan.names[second],
        percent=percent_of(above, below),
    )


def _is_rounded(typed: Decimal, exact: Decimal) -> bool:
    exponent = typed.as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else _TOLERANCE
    apart = abs(typed - exact)
    return apart < step or apart <= _TOLERANCE
