"""From what stands around a quantity to what it counts: act, topics, indicator."""

from __future__ import annotations

from bcd138.domain.extraction.resolve import NOT_IN_CATALOGUE, look_up, look_up_bare
from bcd138.domain.extraction.sentence import Item, Sentence

COUNTS_OF_ACTS = frozenset({"case", "person", "instance"})
_SAID_BEFORE_ITS_TOPIC = frozenset({"prosecuted", "admin", "pending"})
_ONLY_OF_ITS_OWN = "carried_over"


def act_of(sentence: Sentence, index: int) -> str:
    """Return what happened: a passive to the right, the nearest act to the left, or inherited.

    Items of one list, a number in brackets and a sum of money share the act before them.
    """
    item = sentence.items[index]
    around = item.around
    for act in (around.right_act, around.left_act):
        if act and act != "recognised":
            return act
    inherits = around.linked or around.in_brackets
    if not inherits and item.quantity.measure == "money":
        inherits = not around.new_clause
    if index and inherits:
        return sentence.items[index - 1].act
    return around.right_act or around.left_act


def topics_of(sentence: Sentence, index: int) -> list[str]:
    """Return the topics that could be meant, the likeliest first.

    Its own noun phrase, its label, the list it stands in, what the sentence was about so
    far, and only then the paragraph's topic and the heading's.
    """
    around = sentence.items[index].around
    listed = _of_the_list(sentence, index)
    left = [around.left_topic, listed] if around.left_is_label else [listed, around.left_topic]
    topics = [around.right_topic, *left]
    weak = [around.right_weak, around.left_weak]
    if not around.right_unknown:
        topics.append(_carried(sentence, index))
    if not any(topics) or around.linked:
        topics.extend(weak)
    elif not around.right_topic and not around.left_topic:
        topics[2:2] = weak
    if not any(topics) and not around.right_unknown:
        topics += [*sentence.scene.paragraph_topics, *sentence.scene.heading_topics]
        item = sentence.items[index]
        if not any(topics) and item.act in _SAID_BEFORE_ITS_TOPIC:
            topics.append(sentence.strong_topic(sentence.pieces[item.quantity.last :]))
        elif not any(topics):
            topics.append(_of_the_parallel(sentence, index))
    return [topic for topic in dict.fromkeys(topics) if topic]


def _of_the_list(sentence: Sentence, index: int) -> str:
    """Return the topic that a later item of the same list brings."""
    for later in sentence.items[index + 1 :]:
        if not later.around.linked:
            return ""
        if later.around.right_topic:
            return later.around.right_topic
    return ""


def _of_the_parallel(sentence: Sentence, index: int) -> str:
    """Return the topic of the next item when it is told alike.

    "năm 2023 xảy ra 434 vụ, năm 2024 xảy ra 391 vụ phạm pháp hình sự": both are.
    """
    item = sentence.items[index]
    for later in sentence.items[index + 1 : index + 2]:
        same_act = later.around.left_act == item.around.left_act
        if same_act and later.quantity.measure == item.quantity.measure:
            return later.around.right_topic
    return ""


def _carried(sentence: Sentence, index: int) -> str:
    for item in reversed(sentence.items[:index]):
        topic = item.topic or item.around.right_topic
        if topic and topic != _ONLY_OF_ITS_OWN:
            return topic
    first = sentence.items[index].quantity.first
    return sentence.strong_topic(sentence.pieces[first - 1 :: -1] if first else [])


def indicator_of(sentence: Sentence, index: int) -> tuple[str, str | None] | None:
    """Return the indicator an item is a figure of, and why it should be asked, if so.

    None where the catalogue does not count such a thing: a noun the vocabulary does not
    know is never taken for what the sentence spoke of before.
    """
    item, table = sentence.items[index], sentence.vocabulary.figures
    around, measure = item.around, item.quantity.measure
    topics = topics_of(sentence, index)
    bare = look_up_bare(table, measure, item.act)
    if measure in COUNTS_OF_ACTS and (own := _own_offence(sentence, item)):
        topics = [own]
    found = look_up(table, measure, topics, item.act)
    if found is None:
        other_noun = around.right_unknown or around.right_topic
        if bare is None or (other_noun and measure in COUNTS_OF_ACTS):
            return None
        item.topic = sentence.vocabulary.implied_topics.get(measure) or (topics or [""])[0]
        return bare, None
    code, item.topic = found
    if code == NOT_IN_CATALOGUE and around.right_act == item.act:
        code = table.get((measure, item.topic, ""), code)  # "2 vụ …, đều được làm rõ" occurred
    if code == NOT_IN_CATALOGUE:
        return None
    said_here = code == bare or any(
        piece.senses.get("topic") == item.topic for piece in sentence.pieces
    )
    return code, None if said_here else "reading.topic-carried"


def _own_offence(sentence: Sentence, item: Item) -> str:
    """Return the offence said of this very quantity; it is then of no other one."""
    around = item.around
    own = around.right_topic or (around.left_topic if around.left_is_label else "")
    return own if own in sentence.vocabulary.offences else ""
