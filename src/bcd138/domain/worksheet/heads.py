"""Which columns of a worksheet hold numbers of rows, labels, units and whose values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bcd138.domain.period import Period
from bcd138.domain.vietnamese.text import fold
from bcd138.domain.worksheet.columns import LABEL, OTHER, VALUE, Column, Columns
from bcd138.domain.worksheet.content import by_content
from bcd138.domain.worksheet.sheet import Line, Sheet, is_numeric
from bcd138.domain.worksheet.vocabulary import SheetWords, plain_words

_MOST_LOOKED_AT = 400
_LONGEST_HEAD = 60
_FEWEST_HEADS = 2
_MONTH = re.compile(r"\b(?:thang|t)\s*\.?\s*0?(\d{1,2})\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_NOT_NOW = ("note", "plan", "cumulative", "compare", "same", "last")


def find_columns(
    sheet: Sheet,
    words: SheetWords,
    period: Period,
    option_names: Mapping[str, str],
    chosen: int | None = None,
) -> Columns | None:
    """Return the columns of the table in ``sheet``, or ``None`` where there is no table.

    Args:
        sheet: Repaired cells included.
        words: What heads are called.
        period: Whose values are looked for; "Tháng 10" is none of November's.
        option_names: Codes of the form's parts by what they are called.
        chosen: The column that a person said holds the values.
    """
    heads = _head_lines(sheet, words)
    said = _heads(sheet, heads)
    first = heads[-1] + 1 if heads else 1
    columns = {
        place: _from_head(place, head, words, period, option_names) for place, head in said.items()
    }
    if heads and heads[0] < first and len(heads) > 1:
        columns = {place: _above(each, sheet, heads, words) for place, each in columns.items()}
    columns = by_content(sheet, first, columns, words)
    if LABEL not in {each.role for each in columns.values()}:
        return None
    if not any(each.may_hold_values for each in columns.values()):
        return None
    ordered = tuple(columns[place] for place in sorted(columns))
    return Columns(ordered, tuple(heads), first, chosen)


def role_of(words_in_cell: str, words: SheetWords) -> str:
    """Return what a cell is, if it can be the head of a column: the role, or nothing."""
    plain = plain_words(words_in_cell) or fold(words_in_cell).strip()
    if not plain or len(plain) > _LONGEST_HEAD:
        return ""
    for role in ("number", "unit"):
        if plain in words.heads[role]:
            return role
    for role in (*_NOT_NOW, "now"):
        if any(f" {each} " in f" {plain} " for each in words.heads[role]):
            return role
    for role in ("label", "value"):
        if plain in words.heads[role]:
            return role
    for role in ("label", "value"):
        if any(plain.startswith(f"{each} ") for each in words.heads[role]):
            return role
    return "period" if _MONTH.search(plain) or _YEAR.fullmatch(plain.removeprefix("nam ")) else ""


def _head_lines(sheet: Sheet, words: SheetWords) -> list[int]:
    """Return the first line that reads like heads, and the one below that goes on with them."""
    for place, line in enumerate(sheet.lines[:_MOST_LOOKED_AT]):
        if _reads_like_heads(line, words):
            below = sheet.lines[place + 1] if place + 1 < len(sheet.lines) else None
            if below is not None and _goes_on(line, below, words):
                return [line.number, below.number]
            return [line.number]
    return []


def _reads_like_heads(line: Line, words: SheetWords) -> bool:
    cells = [cell for cell in line.cells if cell]
    roles = [role_of(cell, words) or ("kind" if _is_kind(cell, words) else "") for cell in cells]
    told = {role for role in roles if role}
    if _is_only_labelled(cells, words):
        return True
    if len(told) < _FEWEST_HEADS or not told & {"label", "number", "unit"}:
        return False
    return len(told) > roles.count("") or "label" in told


def _is_only_labelled(cells: list[str], words: SheetWords) -> bool:
    """Tell whether one cell is just the head of the labels and the others hold no numbers."""
    if len(cells) < _FEWEST_HEADS or any(is_numeric(cell) for cell in cells):
        return False
    labels = words.heads["label"]
    return any(plain_words(cell) in labels for cell in cells) and all(
        len(cell) <= _LONGEST_HEAD for cell in cells
    )


def _goes_on(head: Line, below: Line, words: SheetWords) -> bool:
    """Tell whether the line below the heads is a second line of heads: no numbers in it."""
    own = [cell for place, cell in enumerate(below.cells) if cell and below.is_own(place)]
    if not own or any(is_numeric(cell) and not _YEAR.fullmatch(cell) for cell in own):
        return False
    if below.inherited:
        return True
    under_gap = [
        place
        for place, cell in enumerate(below.cells)
        if cell and (not head.at(place) or role_of(cell, words) or _is_kind(cell, words))
    ]
    return len(under_gap) == len(own) and all(
        not head.at(place) or role_of(head.at(place), words) != "label" for place in under_gap
    )


def _is_kind(cell: str, words: SheetWords) -> bool:
    return bool(words.kind_named(cell))


def _heads(sheet: Sheet, heads: Iterable[int]) -> dict[int, str]:
    """Return the lowest head of each column that has one."""
    by_number = {line.number: line for line in sheet.lines}
    return {
        place: cell
        for number in heads
        for place, cell in enumerate(by_number[number].cells)
        if cell
    }


def _above(column: Column, sheet: Sheet, heads: list[int], words: SheetWords) -> Column:
    """Return the column with what the head above it says, also from the left of a wide one."""
    line = next(each for each in sheet.lines if each.number == heads[0])
    wide = next((line.at(place) for place in range(column.place, -1, -1) if line.at(place)), "")
    role = role_of(wide, words)
    if wide == column.head or not role:
        return column
    head = f"{wide} / {column.head}"
    if role in _NOT_NOW:
        return replace(column, head=head, role=OTHER, whose=role, sure=True, option="")
    if role == "now" and column.whose in {"this", "unknown"}:
        return replace(column, head=head, role=VALUE, whose="this", sure=True)
    return replace(column, head=head)


def _from_head(
    place: int,
    head: str,
    words: SheetWords,
    period: Period,
    option_names: Mapping[str, str],
) -> Column:
    role = role_of(head, words)
    plain = plain_words(head)
    option = _option(plain, words, option_names)
    if option:
        return Column(place, VALUE, head, "option", sure=True, option=option)
    if role in {"number", "unit", "label"}:
        return Column(place, role, head)
    if role in _NOT_NOW:
        return Column(place, OTHER, head, role, sure=True)
    kind = words.kind_named(head)
    named = _is_of(plain, period)
    if named is False:
        return Column(place, OTHER, head, "other")
    if named or role in {"now", "value"} or kind:
        sure = bool(named) or role == "now"
        return Column(place, VALUE, head, "this", sure=sure, kind=kind)
    return Column(place, OTHER, head, "unknown")


def _option(plain: str, words: SheetWords, option_names: Mapping[str, str]) -> str:
    bare = next(
        (plain[len(each) + 1 :] for each in words.part_of if plain.startswith(f"{each} ")), plain
    )
    return option_names.get(bare, "")


def _is_of(plain: str, period: Period) -> bool | None:
    """Tell whether a head names the month or year of the period, another one, or none."""
    month, year = _MONTH.search(plain), _YEAR.search(plain)
    if month is None and year is None:
        return None
    same_year = year is None or int(year[1]) == period.year
    if month is None:
        return same_year
    return same_year and period.type == "month" and int(month[1]) == period.end.month
