"""Reads tables inside a text: rows whose cells are parted by tabs or bars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bcd138.domain.extraction.lines import Line
from bcd138.domain.extraction.reading import FoundFigure
from bcd138.domain.extraction.resolve import NOT_IN_CATALOGUE
from bcd138.domain.extraction.tokens import parse_digits, pieces_of
from bcd138.domain.extraction.vocabulary import Vocabulary, label_key, plain
from bcd138.domain.period import Period

_BORDER = re.compile(r"[\t|]")
_NUMBER_CELL = re.compile(
    r"^(?P<mark>trên|hơn|khoảng|gần|dưới|>|<|≥|≤|~)?\s*(?P<number>\d+(?:[.,]\d+)*)"
    r"(?:\s*/\s*(?P<second>\d+(?:[.,]\d+)*))?\s*(?P<unit>%|[^\d\s].{0,24})?$"
)
_MARKS = {"trên": ">", "hơn": ">", ">": ">", "khoảng": "~", "~": "~", "gần": "<", "dưới": "<",
          "<": "<", "≥": ">=", "≤": "<="}  # fmt: skip
_LABEL_HEAD = re.compile(r"chỉ tiêu|nội dung|tiêu chí|danh mục")
_UNIT_HEAD = re.compile(r"đơn vị|đvt")
_NOW_HEAD = re.compile(r"kỳ này|kết quả|thực hiện|số liệu|kỳ báo cáo|năm nay|tổng số|số lượng")
_OTHER_HEAD = re.compile(
    r"so sánh|cùng kỳ|tăng|giảm|kỳ trước|năm trước|ghi chú|kế hoạch|chỉ tiêu giao|tt\b|stt"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Columns:
    label: int
    unit: int | None
    value: int


def read_tables(
    text: str, lines: list[Line], period: Period | None, vocabulary: Vocabulary
) -> list[FoundFigure]:
    """Return the figures of the column that speaks of the period under review.

    The header row decides which column that is (the period's year, or "kỳ này", "kết
    quả"); other columns are the past or arithmetic and are not read.
    """
    found: list[FoundFigure] = []
    columns: _Columns | None = None
    previous_end = -2
    for line in lines:
        if line.kind != "row":
            continue
        if line.start - previous_end > 2:  # noqa: PLR2004 - a gap: another table
            columns = None
        previous_end = line.end
        cells = _cells(text, line)
        if not any(cell.text.strip("-: ") for cell in cells):
            continue
        header = _header(cells, period)
        if header is not None:
            columns = header
        elif columns is not None and (figure := _row(cells, columns, period, vocabulary, text)):
            found.append(figure)
    return found


def _cells(text: str, line: Line) -> list[_Cell]:
    """Return the cells of a row; an empty one keeps its place."""
    cells: list[_Cell] = []
    for begin, end in pairwise(_borders(text, line)):
        words = text[begin : end - 1]
        start = begin + len(words) - len(words.lstrip())
        cells.append(_Cell(words.strip(), start, start + len(words.strip())))
    return cells


def _borders(text: str, line: Line) -> list[int]:
    marks = _BORDER.finditer(text, line.start, line.end)
    return [line.start, *(match.end() for match in marks), line.end + 1]


def _header(cells: list[_Cell], period: Period | None) -> _Columns | None:
    label = unit = value = None
    for index, cell in enumerate(cells):
        words = plain(cell.text)
        if label is None and _LABEL_HEAD.search(words) and "giao" not in words:
            label = index
        elif _UNIT_HEAD.search(words):
            unit = index
        elif value is None and _is_now(words, period):
            value = index
    if label is None:
        return None
    if value is None:
        value = (unit if unit is not None else label) + 1
    return _Columns(label, unit, value) if value < len(cells) else None


def _is_now(words: str, period: Period | None) -> bool:
    years = _YEAR.findall(words)
    if years and period is not None:
        return str(period.end.year) in years and not _OTHER_HEAD.search(
            words.replace("kết quả", "")
        )
    return bool(_NOW_HEAD.search(words)) and not _OTHER_HEAD.search(words)


def _row(
    cells: list[_Cell], columns: _Columns, period: Period | None, vocabulary: Vocabulary, text: str
) -> FoundFigure | None:
    if columns.value >= len(cells):
        return None
    value = cells[columns.value]
    match = _NUMBER_CELL.match(value.text)
    if match is None:
        return None
    unit = cells[columns.unit].text if columns.unit is not None else (match["unit"] or "")
    code = _indicator(cells[columns.label].text, unit, vocabulary)
    if code is None:
        return None
    number, doubtful = parse_digits(match["number"])
    second = parse_digits(match["second"])[0] if match["second"] else None
    return FoundFigure(
        indicator=code,
        value=number,
        unit=" ".join((unit or vocabulary.indicators[code].unit).split()),
        comparator=_MARKS.get((match["mark"] or "").lower(), "="),
        numerator=number if second is not None else None,
        denominator=second if second != Decimal(0) else None,
        change=None,
        kind="target" if code.startswith("target_") else "result",
        period=period,
        quote=text[value.start : value.end],
        start=value.start,
        end=value.end,
        certainty="ask" if doubtful else "sure",
        reason="reading.thousands-unclear" if doubtful else None,
    )


def _indicator(label: str, unit: str, vocabulary: Vocabulary) -> str | None:
    """Return the code a row's label names: a catalogue name or wording, else by grammar."""
    key = label_key(label)
    code = vocabulary.labels.get(key)
    if code is not None and _same_kind(vocabulary.indicators[code].unit, unit):
        return code
    return _by_grammar(label, unit, vocabulary)


def _by_grammar(label: str, unit: str, vocabulary: Vocabulary) -> str | None:
    low_unit = plain(unit)
    units = pieces_of(low_unit, 0, len(low_unit), vocabulary)
    measures = [piece.senses["unit"] for piece in units if "unit" in piece.senses]
    if not measures:
        return None
    low = plain(label)
    pieces = pieces_of(low, 0, len(low), vocabulary)
    topics = [piece.senses["topic"] for piece in pieces if "topic" in piece.senses]
    topics.sort(key=lambda topic: topic in vocabulary.weak_topics)
    acts = [piece.senses["act"] for piece in pieces if "act" in piece.senses]
    if any(piece.senses.keys() & {"up", "down"} for piece in pieces):
        acts.append("change")
    for topic in [*topics, ""]:
        for act in [*acts, ""]:
            found = vocabulary.figures.get((measures[-1], topic, act))
            if found:
                return None if found == NOT_IN_CATALOGUE else found
    return None


def _same_kind(one: str, other: str) -> bool:
    """Tell percents from counts; a label that names both must agree with its unit."""
    return not other or (one == "%") == (other.strip() == "%")
