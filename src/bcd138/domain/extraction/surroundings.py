"""Looks around each quantity of a sentence: what is it about, what happened to it?

A noun phrase to the right ("388 vụ phạm pháp hình sự") speaks for the quantity; so does a
label to its left ("trọng án đạt 100%"). Items of a list share what only one of them says
("269 vụ, 414 đối tượng liên quan đến ma túy").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bcd138.domain.extraction.quantities import Quantity
from bcd138.domain.extraction.tokens import Piece

_PASSIVE = frozenset({"được", "bị", "đã", "đang", "mới"})
_PASSIVE_OPENINGS = ("được ", "bị ", "đã ", "đang ")
_MODIFIERS = frozenset(
    {"valuable", "death", "injury", "occurred", "activated", "attended", "recognised", "graded",
     "helped", "handed_in", "loan", "captured"}
)  # fmt: skip
_NEVER_OF_THE_NOUN = "detected"
_CONNECTORS = frozenset(
    {",", "và", "với", "/", "-", "–", "cùng", "bắt", "gồm", "hoặc", "&", "khoảng", "trên", "hơn",
     "gần"}
)  # fmt: skip
_FUNCTION_WORDS = frozenset(
    {"do", "của", "trên", "tại", "với", "và", "so", "trong", "ở", "được", "bị", "đã", "có", "cho",
     "các", "này", "nêu", "đó", "là", "đang", "mới", "thuộc", "qua", "để", "gồm", "về", "toàn",
     "từ", "đến", "như", "sau", "trước", "khác", "mỗi", "ra", "đạt", "bằng", "theo", "giúp",
     "còn", "thì", "khi", "nhưng", "góp", "tham", "không", "chưa", "cùng", "hiện", "đều", "loại",
     "làm", "vào", "những", "nào", "phạm", "tội", "vi", "liên", "quan", "xâm", "án", "trở", "lên",
     "xuống", "lượt", "tổng", "số"}
)  # fmt: skip
_BETWEEN_LABEL_AND_NUMBER = frozenset(
    {"là", "có", ":", "đạt", "được", "trên", "với", "gồm", "án", "đã", "số", "vụ", "tăng", "giảm",
     "khoảng", "gần", "hơn"}
)  # fmt: skip
_STOPPERS = frozenset({"part_of", "up", "down", "over_target", "base", "negation", "target"})
_CLOSERS = frozenset({";", ":", "(", ")", "."})
_LABELLING = frozenset({"comparator", "topic", "act"})
_SIGNS = {"-": "down", "–": "down", "+": "up"}
_KEEP_LOOKING = frozenset({"admin", "pending"})
_FAR, _NEAR, _LONG_NOUN = 14, 4, 6


@dataclass(slots=True)
class Around:
    """What stands around one quantity, by piece index where a place matters.

    ``left_is_label``: nothing parts the left topic from the quantity ("kinh tế 12 vụ").
    ``right_unknown``: a noun follows that the vocabulary does not know. ``linked``: only
    a comma or "và" parts it from the quantity before. ``change`` is "up" or "down".
    """

    right_topic: str = ""
    right_weak: str = ""
    right_act: str = ""
    right_end: int = 0
    right_unknown: bool = False
    left_topic: str = ""
    left_is_label: bool = False
    left_weak: str = ""
    left_act: str = ""
    left_has: set[str] = field(default_factory=set)
    linked: bool = False
    in_brackets: bool = False
    new_clause: bool = False
    change: str = ""


def surroundings_of(
    pieces: list[Piece], quantities: list[Quantity], weak_topics: frozenset[str]
) -> list[Around]:
    """Return what stands around each quantity, in their order."""
    looker = _Looker(pieces, weak_topics)
    around: list[Around] = []
    before: Quantity | None = None
    for index, quantity in enumerate(quantities):
        limit = quantities[index + 1].first if index + 1 < len(quantities) else len(pieces)
        here = looker.look_right(quantity, limit)
        taken = around[-1].right_end if around else -1
        looker.look_left(quantity, before.last if before else -1, taken, here)
        here.linked = before is not None and looker.only_connectors(taken, quantity.first)
        around.append(here)
        before = quantity
    return around


@dataclass(frozen=True, slots=True)
class _Looker:
    """Looks both ways from a quantity in one sentence."""

    pieces: list[Piece]
    weak: frozenset[str]

    def look_right(self, quantity: Quantity, limit: int) -> Around:
        """Read the noun phrase after a quantity, up to the next quantity or a stop."""
        here = Around(right_end=quantity.last)
        self._own_topic(quantity, here)
        commas = unknown = 0
        for at in range(quantity.last + 1, min(limit, quantity.last + 1 + _FAR)):
            piece = self.pieces[at]
            topic, act = piece.senses.get("topic", ""), piece.senses.get("act", "")
            if piece.word in _CLOSERS or piece.senses.keys() & _STOPPERS:
                break
            if piece.word == ",":
                commas += 1
            elif topic:
                if commas and self._labels_next(at, limit):
                    break
                self._take_topic(here, topic, at, unknown)
            elif act:
                if not commas and self._belongs_to_the_noun(at, act):
                    here.right_act, here.right_end = here.right_act or act, at
                elif commas or act not in _KEEP_LOOKING:
                    break
            elif not commas and not piece.senses and piece.word not in _FUNCTION_WORDS:
                unknown += 1
        self._own_topic_if_nothing_else(quantity, here)
        here.right_unknown = self._unknown_noun(quantity.last + 1, limit, here)
        return here

    def _own_topic(self, quantity: Quantity, here: Around) -> None:
        """Take the topic that the unit's own phrase brings ("12 | vụ cháy")."""
        unit = self.pieces[quantity.last]
        if quantity.measure and unit.unit_end and (topic := unit.senses.get("topic")):
            self._take_topic(here, topic, quantity.last, unknown=0)

    def _own_topic_if_nothing_else(self, quantity: Quantity, here: Around) -> None:
        """Let a unit that is a topic too ("tố giác, tin báo") speak for itself."""
        topic = self.pieces[quantity.last].senses.get("topic", "") if quantity.measure else ""
        if topic and topic not in self.weak and not here.right_topic:
            here.right_topic = topic

    def _take_topic(self, here: Around, topic: str, at: int, unknown: int) -> None:
        if topic in self.weak:
            here.right_weak = here.right_weak or topic
        elif not here.right_topic and unknown <= _LONG_NOUN:
            here.right_topic = topic
        here.right_end = at

    def _belongs_to_the_noun(self, at: int, act: str) -> bool:
        """Tell "12 vụ được khởi tố" and "nguồn tin có giá trị" from the next verb."""
        if act == _NEVER_OF_THE_NOUN:
            return False
        passive = self.pieces[at - 1].word.split()[-1] in _PASSIVE
        return passive or act in _MODIFIERS or self.pieces[at].word.startswith(_PASSIVE_OPENINGS)

    def _labels_next(self, at: int, limit: int) -> bool:
        """Tell whether a topic after a comma is the label of the number that follows it."""
        between = self.pieces[at + 1 : limit]
        return limit < len(self.pieces) and all(
            piece.word in _BETWEEN_LABEL_AND_NUMBER or piece.senses.keys() & _LABELLING
            for piece in between
        )

    def _unknown_noun(self, at: int, limit: int, here: Around) -> bool:
        if at >= limit or here.right_topic or here.right_act:
            return False
        first = self.pieces[at]
        return not first.senses and first.word.isalpha() and first.word not in _FUNCTION_WORDS

    def look_left(self, quantity: Quantity, stop: int, taken: int, here: Around) -> None:
        """Read label, act and change before a quantity, back to the quantity before it.

        Pieces up to ``taken`` belong to that one's noun phrase and label nothing here.
        """
        commas = 0
        nearest_rate_topic = nearest_rate_act = ""
        for at in range(quantity.first - 1, stop, -1):
            piece = self.pieces[at]
            if piece.word == ";":
                here.new_clause = True
                return
            commas += piece.word == ","
            here.left_has.update(piece.senses)
            self._see_brackets(quantity, at, here)
            self._see_change(quantity, at, commas, here)
            if at <= taken:
                continue
            topic, act = piece.senses.get("topic", ""), piece.senses.get("act", "")
            if topic in self.weak:
                here.left_weak = here.left_weak or topic
            elif topic and not here.left_topic:
                here.left_topic = topic
                here.left_is_label = not commas and not here.left_act
            here.left_act = here.left_act or act
            nearest_rate_topic, nearest_rate_act = (
                topic or nearest_rate_topic,
                act or nearest_rate_act,
            )
            named = nearest_rate_topic or nearest_rate_act
            if named and "rate" in piece.senses and quantity.measure == "percent":
                if nearest_rate_topic not in self.weak:
                    here.left_topic = nearest_rate_topic
                here.left_act = nearest_rate_act
                return

    def _see_brackets(self, quantity: Quantity, at: int, here: Around) -> None:
        """Note an opening bracket, and the sign in "(-24,25%)"."""
        if self.pieces[at].word != "(":
            return
        here.in_brackets = True
        if at + 2 == quantity.first:
            here.change = _SIGNS.get(self.pieces[at + 1].word, here.change)

    def _see_change(self, quantity: Quantity, at: int, commas: int, here: Around) -> None:
        """Note "giảm" and the like when they govern this quantity."""
        senses = self.pieces[at].senses
        direction = "up" if "up" in senses else "down" if "down" in senses else ""
        if not direction or here.change or commas or here.left_act:
            return
        near = quantity.first - at <= _NEAR and not here.left_topic
        if near or quantity.measure in {"percent", "points"}:
            here.change = direction

    def only_connectors(self, last: int, first: int) -> bool:
        """Tell whether only commas, "và", comparators stand between two quantities."""
        return all(
            piece.word in _CONNECTORS or "comparator" in piece.senses
            for piece in self.pieces[last + 1 : first]
        )
