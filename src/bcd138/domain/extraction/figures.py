"""Reads the figures of one sentence: each quantity becomes a figure, a change, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.domain.extraction.changes import (
    change_of,
    check_now_then,
    continue_change,
    is_base,
    is_now_then,
    read_change,
)
from bcd138.domain.extraction.meaning import act_of, indicator_of
from bcd138.domain.extraction.percents import read_counts_in_brackets, read_percent
from bcd138.domain.extraction.reading import Finding, FoundFigure
from bcd138.domain.extraction.sentence import Item, Sentence
from bcd138.domain.extraction.tokens import Piece
from bcd138.domain.extraction.zeros import read_zeros


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """The figures of a sentence, what did not add up in it, and its topics, the last first."""

    figures: list[FoundFigure]
    findings: list[Finding]
    topics: tuple[str, ...]


def read_sentence(sentence: Sentence) -> SentenceRead:
    """Return the figures of a sentence in the order of the text."""
    for index in range(len(sentence.items)):
        _read_item(sentence, index)
    read_zeros(sentence)
    figures = [item.figure for item in sentence.items if item.figure is not None]
    figures.sort(key=lambda figure: figure.start)
    return SentenceRead(figures, sentence.findings, sentence.strong_topics())


def _read_item(sentence: Sentence, index: int) -> None:
    item = sentence.items[index]
    quantity = item.quantity
    if sentence.says("hypothetical", sentence.pieces[: quantity.first]):
        return
    if not quantity.measure:
        _read_bare(sentence, index)
        return
    if is_base(sentence, item):
        return
    item.act = act_of(sentence, index)
    continue_change(sentence, index)
    if item.around.change and read_change(sentence, index):
        return
    if index and item.around.in_brackets and _read_brackets(sentence, index):
        return
    if quantity.measure in {"percent", "points"}:
        read_percent(sentence, index)
    else:
        _read_count(sentence, index)


def _read_brackets(sentence: Sentence, index: int) -> bool:
    """Read "(48/50 vụ)" after a percent and "(12/6 vụ)" after a change of a known figure."""
    if sentence.items[index].quantity.second is None:
        return False
    if read_counts_in_brackets(sentence, index):
        return True
    if sentence.items[index - 1].is_attached:
        check_now_then(sentence, index)
        return True
    return False


def _read_count(sentence: Sentence, index: int) -> None:
    item = sentence.items[index]
    quantity = item.quantity
    found = indicator_of(sentence, index)
    change = None
    if quantity.measure == "place_moved" and item.around.change:
        change = change_of(sentence, item)
    if is_now_then(sentence, item):
        change = check_now_then(sentence, index)
    elif quantity.second is not None:
        item.counts = (quantity.value, quantity.second)
    if found is None or _is_distributive(sentence, item):
        item.counts = item.counts or (quantity.value, None)
        return
    code, reason = found
    if _is_part_of_the_same(sentence, index, code):
        return
    numerator, denominator = item.counts or (None, None)
    sentence.make(
        item,
        code,
        numerator=numerator,
        denominator=denominator,
        kind="target" if sentence.is_target(item) else "result",
        change=change,
        reason=reason,
    )


def _is_distributive(sentence: Sentence, item: Item) -> bool:
    """Tell "mỗi tháng tổ chức ít nhất 2 buổi", which counts nothing up."""
    for piece in reversed(sentence.pieces[: item.quantity.first]):
        if piece.word == ";":
            return False
        if "each" in piece.senses:
            return True
    return False


def _is_part_of_the_same(sentence: Sentence, index: int, code: str) -> bool:
    """Tell "37 đối tượng truy nã, trong đó có 05 …": a part of the figure before it."""
    first = sentence.items[index].quantity.first
    return any(
        earlier.figure.indicator == code
        and sentence.says("part_of", sentence.pieces[earlier.quantity.last : first])
        for earlier in sentence.items[:index]
        if earlier.figure is not None
    )


def _read_bare(sentence: Sentence, index: int) -> None:
    """Read a number without a unit: a rank, a label's value, or two numbers in brackets."""
    item = sentence.items[index]
    quantity = item.quantity
    before = sentence.pieces[quantity.first - 1] if quantity.first else None
    if before is not None and "rank" in before.senses:
        quantity.measure, quantity.unit, quantity.second = "rank", "hạng", None
        _read_count(sentence, index)
    elif quantity.second is not None:
        if index and item.around.in_brackets:
            _read_bare_brackets(sentence, index)
    elif before is not None and before.word in {":", "là", "="}:
        unit = _unit_of_label(sentence.pieces[: quantity.first - 1])
        if unit is not None:
            quantity.measure, quantity.unit = unit.senses["unit"], unit.word
            item.act = act_of(sentence, index)
            _read_count(sentence, index)


def _read_bare_brackets(sentence: Sentence, index: int) -> None:
    """Read "tăng 12 vụ (98/86)": the 98 are the figure, counted like the change."""
    item, before = sentence.items[index], sentence.items[index - 1]
    if _read_brackets(sentence, index):
        return
    if before.is_change and before.quantity.measure != "percent":
        quantity = item.quantity
        quantity.measure, quantity.unit = before.quantity.measure, before.quantity.unit
        item.act, item.around.left_topic = before.act, before.around.left_topic
        _read_count(sentence, index)
    else:
        check_now_then(sentence, index)


def _unit_of_label(pieces: list[Piece]) -> Piece | None:
    """Return the unit a label names: "Số vụ phạm pháp hình sự: 391" counts "vụ"."""
    for at in range(len(pieces) - 1, 0, -1):
        if "unit" in pieces[at].senses and pieces[at - 1].word in {"số", "tổng số"}:
            return pieces[at]
    return None
