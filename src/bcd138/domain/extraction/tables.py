"""Reads tables inside a text: rows whose cells are parted by tabs or bars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bcd138.domain.extraction.lines import Line
from bcd138.domain.extraction.reading import FoundFigure
from bcd138.domain.extraction.tokens import parse_digits, pieces_of
from bcd138.domain.extraction.vocabulary import Vocabulary, label_key, plain
from bcd138.domain.period import Period

_CELL = re.compile(r"[^\t|]+")
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
_FEWEST_CELLS = 2


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
        cells = [
            _Cell(m[0].strip(), line.start + m.start() + len(m[0]) - len(m[0].lstrip()), line.start + m.start() + len(m[0].rstrip()))
            for m in _CELL.finditer(text[line.start : line.end])
        ]  # fmt: skip
        cells = [cell for cell in cells if cell.text and set(cell.text) - set("-: ")]
        if len(cells) < _FEWEST_CELLS:
            continue
        header = _header(cells, period)
        if header is not None:
            columns = header
        elif columns is not None and (figure := _row(cells, columns, period, vocabulary, text)):
            found.append(figure)
    return found


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
    low = plain(f"{label} {unit}")
    topics, acts, measure, weak = [], [], "", []
    for piece in pieces_of(low, 0, len(low), vocabulary):
        topic = piece.senses.get("topic", "")
        if topic:
            (weak if topic in vocabulary.weak_topics else topics).append(topic)
        if "act" in piece.senses:
            acts.append(piece.senses["act"])
        if "up" in piece.senses or "down" in piece.senses:
            acts.append("change")
    for piece in pieces_of(plain(unit), 0, len(unit), vocabulary):
        measure = piece.senses.get("unit", measure)
    if not measure:
        return None
    for topic in [*topics, *weak, ""]:
        for act in [*acts, ""]:
            found = vocabulary.figures.get((measure, topic, act))
            if found and found != "-":
                return found
    return None


def _same_kind(one: str, other: str) -> bool:
    """Tell percents from counts; a label that names both must agree with its unit."""
    return not other or (one == "%") == (other.strip() == "%")
