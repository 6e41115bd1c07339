"""Reads stated changes: "giảm 43 vụ (391/434)", "tăng 32,93 %", "xếp thứ 18, tăng 20 bậc"."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from bcd138.domain.extraction.meaning import COUNTS_OF_ACTS, topics_of
from bcd138.domain.extraction.reading import Change
from bcd138.domain.extraction.resolve import look_up
from bcd138.domain.extraction.sentence import Item, Sentence
from bcd138.domain.figure import HUNDREDTH

_PARTS_OF_WHOLE = frozenset(
    {"solved", "recovered", "processed", "helped", "recognised", "captured"}
)
_PART_MEASURES = frozenset(
    {"commune", "residential_area", "agencies_mixed", "member_unit", "agency", "enterprise",
     "school", "household", "areas_and_communes", "locality", "report_of_crime"}
)  # fmt: skip
_ACTS_COMPARED = frozenset({"occurred", "detected", "death", "injury"})
_HARM = frozenset({"death", "injury"})
_BASE_REACH, _NEXT_WORDS, _NEIGHBOURS = 9, 5, 2
_PERCENT_SLACK = Decimal("0.06")


def continue_change(sentence: Sentence, index: int) -> None:
    """Let "giảm 15 vụ, 8 người chết" mean that the 8 are a change as well."""
    item = sentence.items[index]
    if not index or not item.around.linked or item.around.change:
        return
    before = sentence.items[index - 1]
    measures = {item.quantity.measure, before.quantity.measure}
    counts_go_on = measures <= COUNTS_OF_ACTS and before.is_change
    if counts_go_on or (measures == {"percent"} and before.act == "change"):
        item.around.change = before.around.change


def read_change(sentence: Sentence, index: int) -> bool:
    """Attach a stated change to its figure, or read it as a change indicator.

    Returns:
        Whether nothing more is to be read of this quantity. A move in rank is a figure
        of its own and is left to the caller.
    """
    item = sentence.items[index]
    if item.quantity.measure == "place_moved" or says_target_after(sentence, item):
        return False
    owner = _owner(sentence, index)
    if owner is not None and owner.figure is not None:
        item.is_change, item.is_attached, item.topic = True, True, owner.topic
        if owner.figure.change is None:
            owner.figure = replace(owner.figure, change=change_of(sentence, item))
    elif item.quantity.measure == "percent":
        _read_change_indicator(sentence, index)
    else:
        item.is_change = True
    return True


def _owner(sentence: Sentence, index: int) -> Item | None:
    """Return the figure whose change this is, if it is said in the same clause."""
    item = sentence.items[index]
    around = item.around
    owner = _same_count(sentence, index)
    if owner is None or owner.figure is None or around.new_clause or owner.is_change:
        return None
    if sentence.is_change_code(owner.figure.indicator) or sentence.is_target(item):
        return None
    own_topic = around.left_topic or around.right_topic
    return owner if not own_topic or own_topic == owner.topic else None


def _same_count(sentence: Sentence, index: int) -> Item | None:
    """Return the last figure counted in the same unit, else the last figure."""
    item = sentence.items[index]
    last = sentence.earlier_figure(index)
    if item.quantity.measure == "percent" or last is None:
        return last
    for other in reversed(sentence.items[:index]):
        same_harm = item.quantity.measure != "person" or other.act == item.act
        if other.figure and other.quantity.measure == item.quantity.measure and same_harm:
            return other
        if other.around.new_clause:
            break
    return last


def _read_change_indicator(sentence: Sentence, index: int) -> None:
    item, vocabulary = sentence.items[index], sentence.vocabulary
    topics = topics_of(sentence, index)
    if item.act in _HARM:
        topics = [f"{topic}_{item.act}" for topic in topics] + topics
    item.act = "change"
    found = None
    if sentence.is_target(item):
        found = look_up(vocabulary.targets, "percent", topics, item.act)
    found = found or look_up(vocabulary.figures, "percent", topics, item.act)
    if found is None:
        return
    code, topic = found
    item.topic = topic.removesuffix("_death").removesuffix("_injury")
    if not sentence.is_change_code(code):
        return
    if code in vocabulary.target_codes:
        sentence.make(item, code, kind="target")
    else:
        sentence.make(item, code, change=change_of(sentence, item))
    _read_upper_bound(sentence, item)


def _read_upper_bound(sentence: Sentence, item: Item) -> None:
    """Read the end of a range ("từ 5 đến 10%") as a second figure."""
    if item.figure is not None and item.quantity.upper is not None:
        upper = replace(item.figure, value=item.quantity.upper, comparator="<=")
        sentence.items.append(Item(item.quantity, item.around, item.topic, item.act, upper))


def change_of(sentence: Sentence, item: Item) -> Change:
    """Return the change an item states, against the base the words after it name."""
    quantity = item.quantity
    after = sentence.pieces[quantity.last + 1 : quantity.last + 1 + _BASE_REACH]
    words = " ".join(piece.word for piece in after)
    base = "previous_year"
    if "tháng trước" in words:
        base = "previous_month"
    elif "cùng kỳ" in words:
        base = "same_period_last_year"
    return Change(quantity.value, quantity.unit, item.around.change, base)


def says_target_after(sentence: Sentence, item: Item) -> bool:
    """Tell "cao hơn 15,56% so với chỉ tiêu": measured against the target, not the past."""
    if item.quantity.measure != "percent" or sentence.is_target(item):
        return False
    for piece in sentence.pieces[item.quantity.last + 1 : item.quantity.last + 4]:
        if "target" in piece.senses:
            return True
        if piece.word in {",", ";", "."}:
            return False
    return False


def is_base(sentence: Sentence, item: Item) -> bool:
    """Tell whether a quantity is what is compared with: "so với 434 vụ", "từ 434 vụ xuống"."""
    quantity = item.quantity
    after = sentence.pieces[quantity.last + 1 : quantity.last + 1 + _NEXT_WORDS]
    moves = any(piece.word in {"xuống", "còn", "lên"} for piece in after)
    for piece in reversed(sentence.pieces[max(quantity.first - _BASE_REACH, 0) : quantity.first]):
        if "base" in piece.senses or (piece.word == "từ" and moves):
            return True
        if piece.word in {",", ";", "(", ":"} or piece.senses.keys() & {
            "act",
            "up",
            "down",
            "unit",
        }:
            return False
    return False


def is_now_then(sentence: Sentence, item: Item) -> bool:
    """Tell a/b that compares two periods from a/b that is a part of a whole.

    "xảy ra 391/434 vụ" compares, "làm rõ 341/360 vụ" and "164/199 xã" are parts.
    """
    quantity = item.quantity
    if quantity.second is None:
        return False
    if quantity.value > quantity.second:
        return True
    if quantity.measure in _PART_MEASURES or item.act in _PARTS_OF_WHOLE:
        return False
    if quantity.measure not in COUNTS_OF_ACTS:
        return False
    after = sentence.pieces[quantity.last + 1 :]
    compared = any(sentence.says(sense, after) for sense in ("up", "down", "base"))
    return compared or not item.act or item.act in _ACTS_COMPARED


def check_now_then(sentence: Sentence, index: int) -> Change | None:
    """Return the change stated beside "now/then", after comparing it with the two numbers."""
    item = sentence.items[index]
    now, then = item.quantity.value, item.quantity.second
    stated = _stated_beside(sentence, index)
    if then is None or stated is None:
        return None
    rose, says_rose = now > then, stated.around.change == "up"
    value, unit = stated.quantity.value, stated.quantity.unit
    true = abs(now - then)
    slack = Decimal(0)
    if stated.quantity.measure == "percent":
        true = true * 100 / then if then else Decimal(0)
        slack = Decimal(1) if value == value.to_integral() else _PERCENT_SLACK
    if now != then and rose != says_rose:
        sentence.find("change.direction", "error", item.quantity, now=now, then=then)
    elif abs(true - value) > slack:
        right = true.quantize(HUNDREDTH, ROUND_HALF_UP).normalize()
        sentence.find(
            "change.amount", "error", item.quantity,
            now=now, then=then, stated=value, unit=unit, right=right,
        )  # fmt: skip
    return change_of(sentence, stated)


def _stated_beside(sentence: Sentence, index: int) -> Item | None:
    """Return the change said just before or after an item."""
    before = sentence.items[max(index - _NEIGHBOURS, 0) : index]
    in_brackets = sentence.items[index].around.in_brackets
    after = [] if in_brackets else sentence.items[index + 1 : index + 2]
    measures = {"percent", sentence.items[index].quantity.measure or "case"}
    beside = (one for one in [*after, *reversed(before)] if one.around.change)
    bare = not sentence.items[index].quantity.measure
    return next((one for one in beside if bare or one.quantity.measure in measures), None)
