"""Reads "không xảy ra vụ trọng án nào" as a reported zero."""

from __future__ import annotations

from decimal import Decimal

from bcd138.domain.extraction.meaning import COUNTS_OF_ACTS
from bcd138.domain.extraction.quantities import Quantity
from bcd138.domain.extraction.resolve import NOT_IN_CATALOGUE, look_up
from bcd138.domain.extraction.sentence import Item, Sentence
from bcd138.domain.extraction.surroundings import Around
from bcd138.domain.extraction.tokens import Piece

_REACH = 9


def read_zeros(sentence: Sentence) -> None:
    """Add the zeros a sentence states; a negation without a counted noun states none."""
    for at, piece in enumerate(sentence.pieces):
        if "negation" in piece.senses and (said := _denied(sentence.pieces, at)):
            _read_zero(sentence, at, *said)


def _denied(pieces: list[Piece], at: int) -> tuple[Piece, str, int] | None:
    """Return the unit, the topic and the last piece of what is said not to have happened."""
    unit: Piece | None = None
    topic, last = "", at
    for ahead in range(at + 1, min(at + _REACH, len(pieces))):
        here = pieces[ahead]
        if here.number is not None or here.word in {",", ";", "."}:
            break
        if unit is None and here.senses.get("unit") in COUNTS_OF_ACTS:
            unit, last = here, ahead
        if unit is not None and not topic and "topic" in here.senses:
            topic, last = here.senses["topic"], ahead
        if here.word == "nào":
            last = ahead
            break
    return (unit, topic, last) if unit is not None and topic else None


def _read_zero(sentence: Sentence, at: int, unit: Piece, topic: str, last: int) -> None:
    measure = unit.senses["unit"]
    found = look_up(sentence.vocabulary.figures, measure, [topic], "occurred")
    if found is None or found[0] == NOT_IN_CATALOGUE:
        return
    start, end = sentence.pieces[at].start, sentence.pieces[last].end
    zero = Quantity(at, last, start, end, Decimal(0), "=", measure, unit.word)
    item = Item(zero, Around(), topic=topic)
    sentence.make(item, found[0])
    sentence.items.append(item)
