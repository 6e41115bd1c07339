"""Reads "không xảy ra vụ trọng án nào" and "không có người chết" as reported zeros."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bcd138.domain.extraction.meaning import COUNTS_OF_ACTS
from bcd138.domain.extraction.quantities import Quantity
from bcd138.domain.extraction.resolve import NOT_IN_CATALOGUE, look_up
from bcd138.domain.extraction.sentence import Item, Sentence
from bcd138.domain.extraction.surroundings import Around
from bcd138.domain.extraction.tokens import Piece

_HARM = frozenset({"death", "injury"})
_NARROWING = frozenset({"lớn", "nghiêm", "phức", "nổi", "đặc", "điểm", "nóng", "gây"})
_REACH = 9


def read_zeros(sentence: Sentence) -> None:
    """Add the zeros a sentence states; a negation without a counted noun states none."""
    for at, piece in enumerate(sentence.pieces):
        if "negation" in piece.senses and (denied := _denied(sentence.pieces, at)):
            _read_zero(sentence, at, denied)


@dataclass(slots=True)
class _Denied:
    """What is said not to have happened: the unit counted, its topic or harm, its last piece."""

    unit: Piece
    last: int
    topic: str = ""
    act: str = "occurred"


def _denied(pieces: list[Piece], at: int) -> _Denied | None:
    denied: _Denied | None = None
    for ahead in range(at + 1, min(at + _REACH, len(pieces))):
        here = pieces[ahead]
        if here.number is not None or here.word in {",", ";", "."}:
            break
        if denied is None:
            if here.senses.get("unit") in COUNTS_OF_ACTS:
                denied = _Denied(here, ahead)
            continue
        if not denied.topic and "topic" in here.senses:
            denied.topic, denied.last = here.senses["topic"], ahead
        elif here.senses.get("act") in _HARM:
            denied.act, denied.last = here.senses["act"], ahead
        elif here.word == "nào":
            denied.last = ahead
    return None if denied is None or _is_narrowed(pieces, denied.last) else denied


def _is_narrowed(pieces: list[Piece], last: int) -> bool:
    """Tell "không xảy ra vụ cháy lớn": smaller ones may have happened."""
    after = pieces[last + 1] if last + 1 < len(pieces) else None
    return after is not None and after.word in _NARROWING


def _read_zero(sentence: Sentence, at: int, denied: _Denied) -> None:
    topic = denied.topic
    if not topic and denied.act in _HARM:
        topic = sentence.strong_topic(sentence.pieces[at - 1 :: -1] if at else [])
    measure = denied.unit.senses["unit"]
    found = look_up(sentence.vocabulary.figures, measure, [topic], denied.act) if topic else None
    if found is None or found[0] == NOT_IN_CATALOGUE:
        return
    start, end = sentence.pieces[at].start, sentence.pieces[denied.last].end
    zero = Quantity(at, denied.last, start, end, Decimal(0), "=", measure, denied.unit.word)
    item = Item(zero, Around(), topic=topic)
    sentence.make(item, found[0])
    sentence.items.append(item)
