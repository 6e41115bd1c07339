"""Reads percents: the ratio of the count before them, a labelled ratio, a share, a target."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bcd138.domain.extraction.meaning import topics_of
from bcd138.domain.extraction.ratio import check_ratio
from bcd138.domain.extraction.resolve import NOT_IN_CATALOGUE, look_up, look_up_bare
from bcd138.domain.extraction.sentence import Item, Sentence

_OVER_READINGS = ("percentage_points", "relative_excess", "attainment")


def read_percent(sentence: Sentence, index: int) -> None:
    """Read a percent that is no change."""
    item = sentence.items[index]
    around = item.around
    if _read_over_target(sentence, item) or _repeats_a_change(sentence, index):
        return
    label = around.left_topic or (around.right_topic if not around.left_act else "")
    target = sentence.is_target(item)
    if not target and _read_ratio_of_earlier(sentence, index, label):
        return
    topics = _topics(sentence, index, label, target=target)
    bare = not label and not around.right_unknown
    found = _by_topics(sentence, item, topics, target=target)
    found = found or _of_what_follows(sentence, item, topics)
    if found is None and bare:
        found = _by_act_alone(sentence, item, target=target)
    if found is None or found[0] == NOT_IN_CATALOGUE or sentence.is_change_code(found[0]):
        return
    code, item.topic = found
    numerator, denominator = _counts_of(sentence, code)
    if numerator is None:
        numerator, denominator = _counts_just_said(sentence, index, code)
    kind = "target" if target else "result"
    sentence.make(item, code, numerator=numerator, denominator=denominator, kind=kind)


def _topics(sentence: Sentence, index: int, label: str, *, target: bool) -> list[str]:
    """Return the topics of a percent; a share or a bracketed target keeps the last figure's."""
    item = sentence.items[index]
    last = sentence.earlier_figure(index)
    if target and last is not None and not label and not item.act:
        item.act = last.act
        return [last.topic]
    topics = topics_of(sentence, index)
    if "share" not in (item.around.left_act, item.act):
        return topics
    item.act = "share"
    if item.around.left_topic:
        return [item.around.left_topic]
    if last is not None and not label:
        return [last.topic]
    return topics[:1]


def _by_topics(
    sentence: Sentence, item: Item, topics: list[str], *, target: bool
) -> tuple[str, str] | None:
    """Ask for each topic in turn: is it a target of its own, else the ratio itself."""
    vocabulary = sentence.vocabulary
    tables = [vocabulary.targets, vocabulary.figures] if target else [vocabulary.figures]
    for topic in topics:
        for table in tables:
            if found := look_up(table, "percent", [topic], item.act):
                return found
    return None


def _of_what_follows(sentence: Sentence, item: Item, topics: list[str]) -> tuple[str, str] | None:
    """Read "87% xã, phường đạt tiêu chuẩn": the ratio of the units named after the percent."""
    last = item.quantity.last
    for piece in sentence.pieces[last + 1 : last + 4]:
        if "unit" in piece.senses:
            found = look_up(sentence.vocabulary.figures, piece.senses["unit"], topics, item.act)
            return found if found and found[0] in sentence.vocabulary.own_ratios else None
    return None


def _by_act_alone(sentence: Sentence, item: Item, *, target: bool) -> tuple[str, str] | None:
    table = sentence.vocabulary.targets if target else sentence.vocabulary.figures
    code = look_up_bare(table, "percent", item.act)
    return (code, "") if code else None


def _repeats_a_change(sentence: Sentence, index: int) -> bool:
    """Tell the second half of "giảm 43 vụ, tương đương 9,9%"."""
    around = sentence.items[index].around
    if not index or sentence.earlier_figure(index) is None:
        return False
    labelled = around.left_topic or "rate" in around.left_has
    return sentence.items[index - 1].is_change and not labelled


def _read_ratio_of_earlier(sentence: Sentence, index: int, label: str) -> bool:
    """Read "388 vụ …, bắt 402 đối tượng, đạt 83,62%" as the ratio of the 388.

    The figures before it in the clause are asked, the nearest first.
    """
    item = sentence.items[index]
    if item.around.new_clause or "share" in (item.around.left_act, item.act):
        return False
    for earlier in reversed(sentence.items[:index]):
        if earlier.figure is not None and (not label or label == earlier.topic):
            if _read_ratio_of(sentence, item, earlier):
                return True
            if earlier.quantity.measure == "percent":
                return False
        if earlier.around.new_clause:
            return False
    return False


def _read_ratio_of(sentence: Sentence, item: Item, earlier: Item) -> bool:
    figure, vocabulary = earlier.figure, sentence.vocabulary
    if figure is None:
        return False
    if figure.indicator in vocabulary.own_ratios and figure.denominator is not None:
        _check_printed(sentence, item, figure.value, figure.denominator)
        return True
    ratio = vocabulary.ratios_by_numerator.get(figure.indicator)
    if ratio is None or ratio.code in vocabulary.share_codes:
        return False
    denominator = figure.denominator or sentence.value_of(ratio.denominator)
    if denominator is not None and denominator < figure.value:
        denominator = None
    item.topic = earlier.topic
    sentence.make(item, ratio.code, numerator=figure.value, denominator=denominator)
    return True


def _check_printed(
    sentence: Sentence, item: Item, numerator: Decimal, denominator: Decimal
) -> None:
    quantity = item.quantity
    wrong = check_ratio(
        printed=quantity.value,
        comparator=quantity.comparator,
        numerator=numerator,
        denominator=denominator,
    )
    if wrong is not None:
        sentence.find("ratio.mismatch", "error", quantity, **wrong)


def _counts_of(sentence: Sentence, code: str) -> tuple[Decimal | None, Decimal | None]:
    """Return numerator and denominator of a ratio as far as the sentence gives them."""
    ratio = sentence.vocabulary.ratios.get(code)
    numerator = sentence.value_of(ratio.numerator) if ratio else None
    if ratio is None or numerator is None:
        return None, None
    for item in sentence.items:
        figure = item.figure
        if figure and figure.indicator == ratio.numerator and figure.denominator:
            return numerator, figure.denominator
    return numerator, sentence.value_of(ratio.denominator)


def _counts_just_said(
    sentence: Sentence, index: int, code: str
) -> tuple[Decimal | None, Decimal | None]:
    """Return the counts before a percent that are no figure themselves.

    "đã giải quyết 1.163/1.246 tin, đạt 93,34%", and "tiếp nhận 2.871 tin báo, giải quyết
    2.654 tin, đạt 92,44%", whose whole is a figure.
    """
    before = sentence.items[index - 1] if index else None
    ratio = sentence.vocabulary.ratios.get(code)
    if before is None or before.counts is None or ratio is None:
        return None, None
    if sentence.items[index].around.new_clause or before.quantity.measure == "nothing":
        return None, None
    numerator, denominator = before.counts
    return numerator, denominator or sentence.value_of(ratio.denominator)


def _read_over_target(sentence: Sentence, item: Item) -> bool:
    """Read "vượt 275% chỉ tiêu", which can mean three things, as a question."""
    quantity = item.quantity
    before = sentence.pieces[max(quantity.first - 3, 0) : quantity.first]
    after = sentence.pieces[quantity.last + 1 : quantity.last + 8]
    of_target = bool(item.around.change) and sentence.says("target", after)
    directly = bool(after) and ("target" in after[0].senses or after[0].word == "kế hoạch")
    if not (of_target or directly or sentence.says("over_target", before)):
        return False
    sentence.make(item, "target_achievement", reason="reading.over-target", rivals=_OVER_READINGS)
    return True


def read_counts_in_brackets(sentence: Sentence, index: int) -> bool:
    """Read "đạt 96% (48/50 vụ)": the counts belong to the percent before them."""
    item, before = sentence.items[index], sentence.items[index - 1]
    figure, quantity = before.figure, item.quantity
    if figure is None or before.quantity.measure != "percent" or quantity.second is None:
        return False
    before.figure = replace(figure, numerator=quantity.value, denominator=quantity.second)
    ratio = sentence.vocabulary.ratios.get(figure.indicator)
    if ratio and ratio.numerator in sentence.vocabulary.indicators and quantity.measure:
        item.topic = before.topic
        sentence.make(
            item,
            ratio.numerator,
            numerator=quantity.value,
            denominator=quantity.second,
            kind=figure.kind,
        )
    return True
