"""Finds quantities in a sentence: a number, its comparator, its scale and its unit.

Dates, years, clock times, numbers of papers and "138" are no quantities.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bcd138.domain.extraction.tokens import Piece, parse_number_words
from bcd138.domain.extraction.vocabulary import Vocabulary

_DAY_WORDS = frozenset(
    {"ngày", "sáng", "chiều", "tối", "trưa", "nay", "hôm", "qua", "mùng", "mồng"}
)
_TIME_WORDS = frozenset({"năm", "tháng", "ngày", "quý"})
_DASHES = frozenset({"-", "–", "—"})
_RANGE_WORDS = frozenset({"đến", "tới"}) | _DASHES
_NOT_FIVE_AFTER = frozenset(
    {"trong", "hằng", "hàng", "mỗi", "cả", "những", "từng", "qua", "cuối", "đầu", "các", "giữa",
     "cùng", "nhiều", "một", "sang", "so", "kỳ"}
)  # fmt: skip
_NEVER_FIRST = frozenset({"không", "mốt", "lăm", "nhăm", "tư"})
_INSIDE_A_NUMBER = frozenset({"mươi", "mười", "trăm", "linh", "lẻ", "rưỡi"})
_COUNTED_IN_WORDS = frozenset({"case", "instance", "person", "gang"})
_SCALED_AS_WRITTEN = frozenset({"money"})
_MAY_HAVE_THREE_DECIMALS = frozenset({"weight", "percent", "volume", "area", "money"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_MONTH = 12


@dataclass(slots=True)
class Quantity:
    """A number with what it counts. ``first``/``last`` are its pieces, ends included.

    ``second`` is the number after a slash ("164/199 xã"); ``upper`` the end of a range;
    ``measure`` is empty for a bare number.
    """

    first: int
    last: int
    start: int
    end: int
    value: Decimal
    comparator: str
    measure: str
    unit: str
    second: Decimal | None = None
    upper: Decimal | None = None
    doubtful: bool = False


def quantities_in(pieces: list[Piece], vocabulary: Vocabulary, text: str) -> list[Quantity]:
    """Return the quantities of a sentence in order; ``text`` gives units as written."""
    found: list[Quantity] = []
    index = 0
    while index < len(pieces):
        quantity = _at(pieces, index, vocabulary, text)
        if quantity is None:
            index = _after_skipped(pieces, index)
            continue
        found.append(quantity)
        index = quantity.last + 1
    return found


def _at(pieces: list[Piece], index: int, vocabulary: Vocabulary, text: str) -> Quantity | None:
    piece = pieces[index]
    if piece.number is None:
        return _in_words(pieces, index, vocabulary, text)
    if _is_named(pieces, index, vocabulary) or _is_date(pieces, index):
        return None
    last, second, upper = _second_number(pieces, index)
    if second is not None and _is(pieces, last + 1, "/"):
        return None
    scaled = _scaled(pieces, piece.number, last, vocabulary)
    unit_piece = pieces[scaled.last + 1] if scaled.last + 1 < len(pieces) else None
    measure = unit_piece.senses.get("unit", "") if unit_piece is not None else ""
    quantity = Quantity(
        first=index,
        last=scaled.last,
        start=piece.start,
        end=pieces[scaled.last].end,
        value=scaled.value,
        comparator="=",
        measure=measure,
        unit="",
        second=second,
        upper=upper,
        doubtful=piece.doubtful and ("." in piece.word or measure not in _MAY_HAVE_THREE_DECIMALS),
    )
    if unit_piece is None or not measure:
        return None if _looks_like_a_year(piece) else _compared(quantity, pieces)
    quantity.last += 1
    quantity.end = unit_piece.unit_end or unit_piece.end
    unit_start = unit_piece.start
    if scaled.factor != 1 and measure in _SCALED_AS_WRITTEN:
        unit_start = pieces[last + 1].start
    else:
        _multiply(quantity, scaled.factor)
    quantity.unit = " ".join(text[unit_start : quantity.end].split())
    return _compared(quantity, pieces)


def _second_number(pieces: list[Piece], index: int) -> tuple[int, Decimal | None, Decimal | None]:
    """Return the last piece of "164/199" or "5 đến 10", and the second number as which."""
    if _is(pieces, index + 1, "/") and (second := _number(pieces, index + 2)) is not None:
        return index + 2, second, None
    if (ranged := _range_end(pieces, index)) is not None:
        return ranged, None, _number(pieces, ranged)
    return index, None, None


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A value, the factor its scale words say, and the last piece of them."""

    value: Decimal
    factor: int
    last: int


def _scaled(pieces: list[Piece], value: Decimal, last: int, vocabulary: Vocabulary) -> _Scaled:
    """Return a number with its scale: "26,8 nghìn", and "3 tỷ 250 triệu" as 3.25 tỷ."""
    factor, last = _scale(pieces, last, vocabulary)
    rest = _number(pieces, last + 1)
    if factor != 1 and rest is not None:
        smaller, rest_last = _scale(pieces, last + 1, vocabulary)
        if 1 < smaller < factor:
            return _Scaled(value + rest * smaller / factor, factor, rest_last)
    return _Scaled(value, factor, last)


def _multiply(quantity: Quantity, factor: int) -> None:
    """Write a count out: 26,8 nghìn vụ are 26800 vụ. Money keeps its scale as its unit."""
    quantity.value *= factor
    if quantity.second is not None:
        quantity.second *= factor
    if quantity.upper is not None:
        quantity.upper *= factor


def _compared(quantity: Quantity, pieces: list[Piece]) -> Quantity:
    quantity.comparator = _comparator(pieces, quantity.first, quantity.last)
    if quantity.upper is not None and quantity.comparator == "=":
        quantity.comparator = ">="
    return quantity


def _in_words(
    pieces: list[Piece], index: int, vocabulary: Vocabulary, text: str
) -> Quantity | None:
    if not _starts_a_number(pieces, index, vocabulary):
        return None
    words = [piece.word for piece in pieces[index : index + 14]]
    read = parse_number_words(words, vocabulary.digits, vocabulary.scales)
    if read is None or index + read.length >= len(pieces):
        return None
    unit_piece = pieces[index + read.length]
    measure = unit_piece.senses.get("unit", "")
    if not measure or (read.length == 1 and measure not in _COUNTED_IN_WORDS):
        return None
    if measure in _SCALED_AS_WRITTEN and read.value < 1000:  # noqa: PLR2004 - no sum of money is
        return None
    return Quantity(
        first=index,
        last=index + read.length,
        start=pieces[index].start,
        end=unit_piece.unit_end or unit_piece.end,
        value=read.value,
        comparator=_comparator(pieces, index, index + read.length),
        measure=measure,
        unit=text[unit_piece.start : unit_piece.unit_end or unit_piece.end],
    )


def _starts_a_number(pieces: list[Piece], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a number in words can begin here: not inside one, and "năm" not a year."""
    word = pieces[index].word
    if word not in vocabulary.digits or word in _NEVER_FIRST:
        return False
    before = pieces[index - 1].word if index else ""
    if before in _INSIDE_A_NUMBER or before in vocabulary.scales:
        return False
    return word != "năm" or before.rpartition(" ")[2] not in _NOT_FIVE_AFTER


def _is(pieces: list[Piece], index: int, word: str) -> bool:
    return index < len(pieces) and pieces[index].word == word


def _number(pieces: list[Piece], index: int) -> Decimal | None:
    return pieces[index].number if index < len(pieces) else None


def _is_named(pieces: list[Piece], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the word before makes this a year, a paper's number or a name."""
    if not index:
        return False
    before = pieces[index - 1]
    words = before.word.split()
    if before.word in vocabulary.no_quantity_after or words[-1] in _TIME_WORDS:
        return True
    if words[-1] == "số":
        unit_next = index + 1 < len(pieces) and "unit" in pieces[index + 1].senses
        return not unit_next
    if before.end == pieces[index].start and before.word[-1].isalpha():
        return True
    dashed = before.word in _DASHES and index > 1 and pieces[index - 2].number is not None
    return dashed and _looks_like_a_year(pieces[index])


def _is_date(pieces: list[Piece], index: int) -> bool:
    """Tell whether a day and month (and year) or a clock time start here."""
    if index + 2 >= len(pieces):
        return False
    mark, second = pieces[index + 1].word, pieces[index + 2].number
    if second is None or pieces[index].end != pieces[index + 1].start:
        return False
    if mark == ":":
        return pieces[index + 2].start == pieces[index + 1].end
    if mark not in {"/", "-", "."} or not 1 <= second <= _LAST_MONTH:
        return False
    if index and pieces[index - 1].word.split()[-1] in _DAY_WORDS:
        return True
    third = pieces[index + 4] if index + 4 < len(pieces) else None
    return bool(third and pieces[index + 3].word == mark and _looks_like_a_year(third))


def _looks_like_a_year(piece: Piece) -> bool:
    return (
        piece.number is not None
        and len(piece.word) == 4  # noqa: PLR2004 - digits of a year
        and piece.word.isdigit()
        and _FIRST_YEAR <= piece.number <= _LAST_YEAR
    )


def _range_end(pieces: list[Piece], last: int) -> int | None:
    """Return the piece that ends a range of percents or counts ("từ 5 đến 10%")."""
    at = last + 1
    if _is(pieces, at, "%"):
        at += 1
    if at + 2 >= len(pieces) or pieces[at].word not in _RANGE_WORDS:
        return None
    low, high = pieces[last].number, pieces[at + 1].number
    if low is None or high is None or high <= low or _looks_like_a_year(pieces[at + 1]):
        return None
    return at + 1 if "unit" in pieces[at + 2].senses else None


def _scale(pieces: list[Piece], last: int, vocabulary: Vocabulary) -> tuple[int, int]:
    factor, at = 1, last + 1
    while at < len(pieces) and pieces[at].word in vocabulary.scales:
        factor *= vocabulary.scales[pieces[at].word]
        at += 1
    return factor, at - 1


def _comparator(pieces: list[Piece], first: int, last: int) -> str:
    after = pieces[last + 1].senses if last + 1 < len(pieces) else {}
    if "at_least_after" in after:
        return ">="
    if "at_most_after" in after:
        return "<="
    for index in range(first - 1, max(first - 3, -1), -1):
        senses = pieces[index].senses
        if "comparator" in senses:
            return senses["comparator"]
        if pieces[index].word not in {"từ", "là", "tới", "đến"}:
            break
    return "="


def _after_skipped(pieces: list[Piece], index: int) -> int:
    """Return where to go on: past the whole of a date or a paper's number."""
    at = index + 1
    if pieces[index].number is None:
        return at
    while (
        at + 1 < len(pieces)
        and pieces[at].word in {"/", "-", ":", ".", "–"}
        and pieces[at].start == pieces[at - 1].end
        and pieces[at + 1].start == pieces[at].end
    ):
        at += 2
    return at
