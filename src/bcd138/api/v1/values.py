"""The values of a report as a program sends them, read into cells with every fault at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from bcd138.api.v1.errors import words
from bcd138.api.v1.submission_schemas import ValueFault, ValueIn
from bcd138.apps.submissions.services import LONGEST_REMARK
from bcd138.domain.data_set import DataSet, Measure
from bcd138.domain.entry import NOT_REPORTED, Entry, State, check_value
from bcd138.domain.errors import Refused

_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
_ROOM = 10**16  # whole numbers that every cell has room for
_WHOLE_LIMIT = 10**40
_SHOWN = 60
_STATES = {each.value: each for each in State}


def read_values(
    form: DataSet, values: Sequence[ValueIn]
) -> tuple[dict[str, Entry], list[ValueFault]]:
    """Return the cells that ``values`` name, and what is wrong with any of them."""
    entries: dict[str, Entry] = {}
    faults: list[ValueFault] = []
    for index, given in enumerate(values):
        key = given.cell
        if key in entries:
            faults.append(_fault(index, key, Refused("api.cell-twice", cell=key)))
            continue
        entries[key] = NOT_REPORTED
        try:
            entries[key] = _bare(form, given) or _entry(form, given)
        except Refused as refused:
            faults.append(_fault(index, key, refused))
    return entries, faults


def _bare(form: DataSet, given: ValueIn) -> Entry | None:
    """Return what most values are, a number any cell can hold without a word beside it."""
    value = given.value
    if type(value) is not int or not 0 <= value < _ROOM or given.cell not in form.entered:
        return None
    if given.state or given.comment or given.explanation:
        return None
    return _whole(value)


@lru_cache(maxsize=1 << 14)
def _whole(value: int) -> Entry:
    return Entry(Decimal(value), State.NUMBER, origin="api")


def _entry(form: DataSet, given: ValueIn) -> Entry:
    cell = form.entered.get(given.cell)
    if cell is None:
        is_computed = given.cell in form.cells
        code = "api.cell-computed" if is_computed else "submission.unknown-cell"
        raise Refused(code, cell=given.cell)
    if len(given.comment) > LONGEST_REMARK or len(given.explanation) > LONGEST_REMARK:
        raise Refused("submission.remark-too-long", limit=LONGEST_REMARK)
    value = _number(given.value, cell.measure)
    state = State.NOT_REPORTED if value is None else State.NUMBER
    if given.state is not None:
        state = _STATES[given.state]
        if (value is None) is (state is State.NUMBER):
            raise Refused("api.value-and-state", state=given.state)
    origin = "" if state is State.NOT_REPORTED else "api"
    return Entry(value, state, given.comment.strip(), given.explanation.strip(), origin)


def _number(given: object, measure: Measure) -> Decimal | None:
    """Return a number as JSON brings it: whole, or a decimal as text.

    Raises:
        Refused: ``api.not-a-number``, or what ``check_value`` says of the cell.
    """
    if given is None:
        return None
    value = _decimal(given)
    check_value(value, measure)
    return value


def _decimal(given: object) -> Decimal:
    if isinstance(given, int) and not isinstance(given, bool):
        if abs(given) >= _WHOLE_LIMIT:
            raise Refused("entry.too-large", value=f"{'-' if given < 0 else ''}10^40…")
        return Decimal(given)
    if isinstance(given, str) and _DECIMAL.fullmatch(given):
        return Decimal(given)
    raise Refused("api.not-a-number", value=_shown(given))


def _shown(given: object) -> str:
    text = given if isinstance(given, str) else repr(given)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _fault(index: int, cell: str, refused: Refused) -> ValueFault:
    told = words(refused.code, refused.params)
    return ValueFault(index=index, cell=cell, code=refused.code, words=told)
